import type { OfferTierView, RechargeOfferView } from '@palm/shared/api/account'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { offerWords } from '@palm/client/words/benefits/stored-value'

/** 充值优惠: the gift of each amount, and its end or the reason why it is unavailable. */
export function Offers({ offers }: { readonly offers: readonly RechargeOfferView[] }) {
  return (
    <View className='card'>
      <View className='offers__title'>充值优惠</View>
      {offers.map((offer) => (
        <View key={offer.offerId} className='offers__one'>
          {offer.tiers.map((tier) => (
            <View key={tier.minimumFen} className='offers__tier'>
              <View>充 {formatYuan(tier.minimumFen)}</View>
              <View className={offer.unmet ? 'offers__gift offers__gift--off' : 'offers__gift'}>
                {tierWords(tier)}
              </View>
            </View>
          ))}
          <View className='offers__until'>{offerWords(offer)}</View>
        </View>
      ))}
    </View>
  )
}

function tierWords({ coupons, giftFen }: OfferTierView): string {
  const money = giftFen > 0 ? [formatYuan(giftFen)] : []
  return `送 ${[...money, ...coupons].join(' + ')}`
}
