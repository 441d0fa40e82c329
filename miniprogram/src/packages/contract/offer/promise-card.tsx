import type { ContractOfferView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { benefitWords, keptWords, promiseWords } from '@palm/client/words/benefits/contract-terms'
import { dayOf } from '@palm/client/words/times'

/** Promise and benefit in large print: the core of the agreement. */
export function PromiseCard({ offer }: { readonly offer: ContractOfferView }) {
  const kept = keptWords(offer)
  return (
    <View className='card promise'>
      <View className='promise__title'>{offer.title}</View>
      <View className='promise__label'>您承诺</View>
      <View className='promise__what'>{promiseWords(offer)}</View>
      <View className='promise__label'>您得到</View>
      <View className='promise__what promise__what--saving'>{benefitWords(offer)}</View>
      {kept && <View className='promise__more'>完成后{kept}</View>}
      {offer.signByMs !== null && (
        <View className='promise__more'>{dayOf(offer.signByMs - 1)}前可以签</View>
      )}
    </View>
  )
}
