import type { ContractTermsView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { Line } from '../../components/layout/line'
import {
  breachWords,
  coolingOffWords,
  fuelWords,
  stationsWords,
} from '@palm/client/words/benefits/contract-terms'
import './terms-card.scss'

/** Qualifying fuel, and the consequences of a breach; shown before and after signing. */
export function TermsCard({ terms }: { readonly terms: ContractTermsView }) {
  return (
    <View className='card terms'>
      <View className='terms__title'>计入规则</View>
      <Line label='油站'>{stationsWords(terms)}</Line>
      <Line label='油品'>{fuelWords(terms)}</Line>
      <Line label='未完成时'>{breachWords(terms)}</Line>
      <Line label='冷静期'>{coolingOffWords(terms)}</Line>
    </View>
  )
}
