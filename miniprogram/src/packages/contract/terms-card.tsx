import type { ContractTermsView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
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
      <Rule label='油站' words={stationsWords(terms)} />
      <Rule label='油品' words={fuelWords(terms)} />
      <Rule label='未完成时' words={breachWords(terms)} />
      <Rule label='冷静期' words={coolingOffWords(terms)} />
    </View>
  )
}

/** A sentence may take several lines: it stands under its label, aligned to the left. */
function Rule({ label, words }: { readonly label: string; readonly words: string }) {
  return (
    <View className='terms__rule'>
      <View className='terms__label'>{label}</View>
      <View>{words}</View>
    </View>
  )
}
