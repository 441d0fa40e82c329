import type { ContractOfferView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { benefitWords, keptWords, promiseWords } from '@palm/client/words/benefits/contract-terms'
import { dateOf, dayOf } from '@palm/client/words/times'

interface PromiseCardProps {
  readonly offer: ContractOfferView
  /** End of a contract signed now; null while it is not known. */
  readonly endsMs: number | null
}

/** Promise and benefit in large print: the core of the agreement. */
export function PromiseCard({ endsMs, offer }: PromiseCardProps) {
  const kept = keptWords(offer)
  return (
    <View className='card promise'>
      <View className='promise__title'>{offer.title}</View>
      <View className='promise__label'>您承诺</View>
      <View className='promise__what'>{promiseWords(offer)}</View>
      {endsMs !== null && (
        <View className='promise__until' id='ends'>
          今天签，到 {dateOf(endsMs - 1)} 止
        </View>
      )}
      <View className='promise__label'>您得到</View>
      <View className='promise__what promise__what--saving'>{benefitWords(offer)}</View>
      {kept && <View className='promise__more'>完成后{kept}</View>}
      {offer.signByMs !== null && (
        <View className='promise__more'>{dayOf(offer.signByMs - 1)}前可以签</View>
      )}
    </View>
  )
}
