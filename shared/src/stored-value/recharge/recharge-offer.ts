import type { Fen } from '../../kernel/fen'
import type { Id } from '../../kernel/id'
import type { EpochMs } from '../../kernel/instant'
import type { Funding } from '../../ledger/party'

export type RechargeOfferId = Id<'recharge-offer'>

/** 充值优惠. 满百送30: from ¥100 a gift of ¥30, once a calendar month, three times in all. */
export interface RechargeOffer {
  readonly id: RechargeOfferId
  /** Valid for requests in [fromMs, toMs). */
  readonly fromMs: EpochMs
  readonly toMs: EpochMs
  /** A recharge gets the highest tier it reaches, once: never the sum of tiers. */
  readonly tiers: readonly OfferTier[]
  readonly perMonthMax: number | null
  readonly totalMax: number | null
  /** How long the gift can be spent; null: as long as the account lives. */
  readonly giftDays: number | null
  readonly funding: Funding
}

export interface OfferTier {
  readonly minimumFen: Fen
  readonly giftFen: Fen
  /** 充值送券. */
  readonly couponTemplateIds: readonly Id<'coupon-template'>[]
}

/** The highest tier that an amount reaches. */
export const tierFor = (tiers: readonly OfferTier[], amountFen: Fen): OfferTier | null =>
  tiers.reduce<OfferTier | null>(
    (best, tier) =>
      tier.minimumFen <= amountFen && (best === null || tier.minimumFen > best.minimumFen)
        ? tier
        : best,
    null,
  )
