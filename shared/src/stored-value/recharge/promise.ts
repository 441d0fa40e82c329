import { businessMonth } from '../../kernel/business-month'
import { type Fen, fen, NO_FEN } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import type { StoredValueAccount } from '../account'
import { type GiftPromise, hasMoney, type Recharge } from './recharge'
import { type RechargeOffer, type RechargeOfferId, tierFor } from './recharge-offer'

/** Why a recharge does not get an offer, the most lasting reason first. */
export type OfferUnmet =
  | { readonly code: 'offer/over'; readonly toMs: EpochMs }
  | { readonly code: 'offer/not-yet'; readonly fromMs: EpochMs }
  | { readonly code: 'offer/used-up' }
  | { readonly code: 'offer/month-used' }
  | { readonly code: 'offer/below-minimum'; readonly minimumFen: Fen }

export function offerUnmet(
  account: StoredValueAccount,
  offer: RechargeOffer,
  amountFen: Fen,
  nowMs: EpochMs,
): OfferUnmet | null {
  const { fromMs, totalMax, perMonthMax, tiers, toMs } = offer
  if (nowMs >= toMs) return { code: 'offer/over', toMs }
  if (nowMs < fromMs) return { code: 'offer/not-yet', fromMs }
  const gifts = account.recharges.filter((recharge) => holdsGift(recharge, offer.id))
  if (totalMax !== null && gifts.length >= totalMax) return { code: 'offer/used-up' }
  const month = businessMonth(nowMs)
  const inMonth = gifts.filter(({ requestedAtMs }) => businessMonth(requestedAtMs) === month)
  if (perMonthMax !== null && inMonth.length >= perMonthMax) return { code: 'offer/month-used' }
  if (tierFor(tiers, amountFen) === null) {
    const minimumFen = fen(Math.min(...tiers.map((tier) => tier.minimumFen)))
    return { code: 'offer/below-minimum', minimumFen }
  }
  return null
}

/** Gift promised to a recharge by an offer: the largest one, then the smaller id. */
export function bestPromise(
  account: StoredValueAccount,
  offers: readonly RechargeOffer[],
  amountFen: Fen,
  nowMs: EpochMs,
): GiftPromise | null {
  const best = offers
    .filter((offer) => offerUnmet(account, offer, amountFen, nowMs) === null)
    .map((offer) => ({ offer, giftFen: tierFor(offer.tiers, amountFen)?.giftFen ?? NO_FEN }))
    .sort((a, b) => b.giftFen - a.giftFen || (a.offer.id < b.offer.id ? -1 : 1))[0]
  if (!best) return null
  const { funding, giftDays, id, tiers, toMs } = best.offer
  return { offerId: id, offerEndsAtMs: toMs, tiers, giftDays, funding }
}

/** A promise counts like a gift, and one that a refund took back has been there: its place is taken. */
function holdsGift(recharge: Recharge, offerId: RechargeOfferId): boolean {
  const { state } = recharge
  if (state.status === 'requested') return state.promise?.offerId === offerId
  return hasMoney(recharge) && recharge.state.gift?.offerId === offerId
}
