import { addFen, type Fen, fen, NO_FEN, subtractFen } from '../../kernel/fen'
import type { Id } from '../../kernel/id'
import type { Posting } from '../../ledger/journal'
import { giftFunding } from '../decision'
import { chargePostings, type GiftCoupon, toCharge, withoutCoupons } from './gift-coupon'
import { type Gift, keptFen, type PaidRecharge } from './recharge'
import { tierFor } from './recharge-offer'

/** Cost of a refund in terms of the gift, by state. */
export interface GiftLoss {
  readonly unspentFen: Fen
  /** Gone already: nothing to take, and nothing that the member had. */
  readonly expiredFen: Fen
  /** Spent: it comes off the refund. */
  readonly spentFen: Fen
  readonly couponTemplateIds: readonly Id<'coupon-template'>[]
  /** Of their coupons, those that are paid for: an order has them, or somebody else. */
  readonly charged: readonly GiftCoupon[]
}

const NO_LOSS: GiftLoss = {
  unspentFen: NO_FEN,
  expiredFen: NO_FEN,
  spentFen: NO_FEN,
  couponTemplateIds: [],
  charged: [],
}

/**
 * The gift follows from the kept amount of a recharge; the rest is withdrawn, the unspent part
 * first.
 */
export function lossOf(recharge: PaidRecharge, refundedFen: Fen): GiftLoss {
  const { gift, left } = recharge.state
  if (gift === null) return NO_LOSS
  const keptNowFen = keptFen(recharge)
  const before = tierFor(gift.tiers, keptNowFen)
  const after = tierFor(gift.tiers, subtractFen(keptNowFen, refundedFen))
  const deservedFen = after?.giftFen ?? NO_FEN
  const lostFen = Math.max(0, gift.grantedFen - gift.clawedFen - deservedFen)
  const unspent = Math.min(lostFen, left.giftFen)
  const expired = Math.min(lostFen - unspent, gift.expiredFen)
  const staying = after?.couponTemplateIds ?? []
  const lost = (before?.couponTemplateIds ?? []).filter((id) => !staying.includes(id))
  return {
    unspentFen: fen(unspent),
    expiredFen: fen(expired),
    spentFen: fen(lostFen - unspent - expired),
    couponTemplateIds: lost,
    charged: toCharge(gift.coupons).filter(({ templateId }) => lost.includes(templateId)),
  }
}

export const withoutLoss = (gift: Gift, loss: GiftLoss): Gift => ({
  ...gift,
  clawedFen: addFen(gift.clawedFen, totalOf(loss)),
  expiredFen: subtractFen(gift.expiredFen, loss.expiredFen),
  chargedFen: addFen(gift.chargedFen, loss.spentFen),
  coupons: withoutCoupons(gift.coupons, loss.couponTemplateIds),
})

/** The funders get back what they had given; what had expired was never income. */
export const lossPostings = (gift: Gift, loss: GiftLoss): readonly Posting[] => {
  const standsFen = subtractFen(gift.grantedFen, gift.clawedFen)
  return [
    ...giftFunding(gift, standsFen, subtractFen(standsFen, totalOf(loss))),
    { account: 'prepaid:gift', amountFen: loss.unspentFen },
    { account: 'breakage:gift', amountFen: loss.expiredFen },
    { account: 'prepaid:principal', amountFen: loss.spentFen },
    ...chargePostings(loss.charged),
  ]
}

const totalOf = ({ expiredFen, spentFen, unspentFen }: GiftLoss): Fen =>
  fen(unspentFen + expiredFen + spentFen)
