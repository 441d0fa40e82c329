import { type Fen, negateFen, NO_FEN } from '../../kernel/fen'
import type { Id } from '../../kernel/id'
import { DAY_MS, type EpochMs, later } from '../../kernel/instant'
import { type Account, entryOf } from '../../ledger/journal'
import { type StoredValueAccount, withRecharge } from '../account'
import { giftFunding, journalId, rowOf, type StoredValueDecision } from '../decision'
import type { Gift, GiftPromise, Recharge } from './recharge'
import { tierFor } from './recharge-offer'

export interface Received extends StoredValueDecision {
  /** Coupons to issue in the same transaction. */
  readonly couponTemplateIds: readonly Id<'coupon-template'>[]
}

export interface Credit {
  readonly promise: GiftPromise | null
  /** Account from which the money came. */
  readonly from: Account
  readonly paidAtMs: EpochMs
}

/** Puts a recharge's money and its gift on the account. */
export function credited(
  account: StoredValueAccount,
  recharge: Recharge,
  { from, paidAtMs, promise }: Credit,
): Received {
  const { amountFen, id } = recharge
  const gift = promise && giftOf(promise, amountFen, paidAtMs)
  const giftFen = gift?.grantedFen ?? NO_FEN
  const left = { principalFen: amountFen, giftFen }
  const state = { status: 'paid', usedAtMs: paidAtMs, left, gift, withdrawals: [] } as const
  const after = withRecharge(account, { ...recharge, state })
  return {
    account: after,
    row: rowOf(account, after, { kind: 'recharged', subject: id, atMs: paidAtMs }),
    entry: entryOf(
      { id: journalId(id, 'recharged'), kind: 'recharged', subject: id, atMs: paidAtMs },
      [
        { account: from, amountFen },
        { account: 'prepaid:principal', amountFen: negateFen(amountFen) },
        ...(gift ? giftFunding(gift, NO_FEN, giftFen) : []),
        { account: 'prepaid:gift', amountFen: negateFen(giftFen) },
      ],
    ),
    couponTemplateIds: (gift && tierFor(gift.tiers, amountFen)?.couponTemplateIds) ?? [],
  }
}

const giftOf = (promise: GiftPromise, amountFen: Fen, paidAtMs: EpochMs): Gift => ({
  ...promise,
  grantedFen: tierFor(promise.tiers, amountFen)?.giftFen ?? NO_FEN,
  clawedFen: NO_FEN,
  expiredFen: NO_FEN,
  chargedFen: NO_FEN,
  coupons: [],
  expiresAtMs: promise.giftDays === null ? null : later(paidAtMs, promise.giftDays * DAY_MS),
})
