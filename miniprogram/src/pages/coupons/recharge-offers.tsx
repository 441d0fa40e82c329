import type { RechargeOfferView } from '@palm/shared/api/account'
import { View } from '@tarojs/components'
import { offerWords, tierWords } from '@palm/client/words/benefits/stored-value'
import { WorthCard } from '../../components/domain/worth-card'
import { ActionButton } from '../../components/input/action-button'
import { openRecharge } from '../../navigation'

/** 充值优惠: the gift of each amount, beside the coupons. */
export function RechargeOffers({ offers }: { readonly offers: readonly RechargeOfferView[] }) {
  return (
    <View>
      {offers.map((offer) => (
        <OfferCard key={offer.offerId} offer={offer} />
      ))}
    </View>
  )
}

function OfferCard({ offer }: { readonly offer: RechargeOfferView }) {
  const [first] = offer.tiers
  if (!first) return null
  const { from, worth } = tierWords(first)
  const isOpen = offer.unmet === null
  return (
    <WorthCard
      tone='saving'
      worth={worth}
      from={from}
      title='充值优惠'
      lines={[...offer.tiers.slice(1).map((tier) => tierLine(tier)), offerWords(offer)]}
      isOver={!isOpen}
    >
      {isOpen && (
        <ActionButton
          id='to-recharge'
          kind='small'
          label='去充值'
          onTap={() => void openRecharge()}
        />
      )}
    </WorthCard>
  )
}

function tierLine(tier: RechargeOfferView['tiers'][number]): string {
  const { from, worth } = tierWords(tier)
  return `${from} 送 ${worth}`
}
