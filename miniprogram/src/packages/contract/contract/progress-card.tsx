import type { ContractView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { ProgressRing } from '../../../components/figure/progress-ring'
import { overWords, validWords } from '@palm/client/words/benefits/contract-progress'
import {
  benefitWords,
  promisedAmount,
  promisedWords,
} from '@palm/client/words/benefits/contract-terms'

/** One figure: the completed part of the promise. */
export function ProgressCard({ contract }: { readonly contract: ContractView }) {
  const { done, pace, promise, title } = contract
  const promised = promisedAmount(promise)
  return (
    <View className='card progress'>
      <ProgressRing fraction={Math.min(1, done / promised)}>
        <View className='progress__label'>已加</View>
        <View className='progress__done' id='done'>
          {promisedWords(promise.unit, done)}
        </View>
        <View className='progress__label'>目标 {promisedWords(promise.unit, promised)}</View>
      </ProgressRing>
      <View className='progress__title'>{title}</View>
      <View className='progress__benefit'>{benefitWords(contract)}</View>
      <View className='progress__valid'>
        <View>{pace ? validWords(contract) : overWords(contract)}</View>
        {pace && <View>还剩 {pace.daysLeft} 天</View>}
      </View>
    </View>
  )
}
