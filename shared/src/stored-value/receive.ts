import { type Fen, negateFen, NO_FEN } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { type Account, entryOf, type JournalEntry, transfer } from '../ledger/journal'
import type { PaymentFact } from '../payment/fact'
import { type StoredValueAccount, withRecharge } from './account'
import { giftFunding, journalId, nothingMoved, rowOf, type StoredValueDecision } from './decision'
import {
  type Gift,
  type GiftPromise,
  hasMoney,
  type PaidRecharge,
  type Recharge,
  rechargeRefundId,
  type RechargeId,
  rechargeTradeNo,
} from './recharge'
import { bestPromise, type RechargeOffer, tierFor } from './recharge-offer'

export type ReceiveRefusal =
  /** The fact is about something else, or comes through another channel. */
  | { readonly code: 'payment/not-this-recharge' }
  | { readonly code: 'payment/currency-differs' }
  /** Not the amount that was asked for. Somebody has to look. */
  | { readonly code: 'payment/amount-differs' }
  | { readonly code: 'payment/payer-differs' }

export interface Received extends StoredValueDecision {
  /** Coupons to issue in the same transaction. */
  readonly couponTemplateIds: readonly Id<'coupon-template'>[]
}

export interface Receive {
  readonly rechargeId: RechargeId
  readonly fact: PaymentFact
  /** Only for money that comes after closing: its gift has to be free still. */
  readonly offers: readonly RechargeOffer[]
  readonly nowMs: EpochMs
}

/** The money is there, from notification, query and client report alike; applied once. */
export function receive(
  account: StoredValueAccount,
  { fact, nowMs, offers, rechargeId }: Receive,
): Result<Received, ReceiveRefusal> {
  const recharge = account.recharges.find(({ id }) => id === rechargeId)
  const mismatch = mismatchOf(recharge, fact)
  if (!recharge || mismatch) return refuse(mismatch ?? NOT_OURS)
  const none = { couponTemplateIds: [] }
  if (hasMoney(recharge)) return ok({ ...paidAgain(account, recharge, fact, nowMs), ...none })
  const { amountFen, requestedAtMs, state } = recharge
  const promise =
    state.status === 'requested'
      ? state.promise
      : bestPromise(account, offers, amountFen, requestedAtMs)
  return ok(
    credited(account, recharge, {
      promise,
      from: `channel:${fact.channel}`,
      transactionId: fact.transactionId,
      paidAtMs: laterOf(fact.paidAtMs, requestedAtMs),
    }),
  )
}

export interface Credit {
  readonly promise: GiftPromise | null
  /** Where the money came from. */
  readonly from: Account
  readonly transactionId: string
  readonly paidAtMs: EpochMs
}

/** Puts a recharge's money and its gift on the account. */
export function credited(
  account: StoredValueAccount,
  recharge: Recharge,
  { from, paidAtMs, promise, transactionId }: Credit,
): Received {
  const { amountFen, id } = recharge
  const gift = promise && giftOf(promise, amountFen, paidAtMs)
  const giftFen = gift?.grantedFen ?? NO_FEN
  const left = { principalFen: amountFen, giftFen }
  const times = { paidAtMs, usedAtMs: paidAtMs }
  const state = { status: 'paid', transactionId, ...times, left, gift, refunds: [] } as const
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

const NOT_OURS = { code: 'payment/not-this-recharge' } as const

function mismatchOf(recharge: Recharge | undefined, fact: PaymentFact): ReceiveRefusal | null {
  if (recharge?.source.kind !== 'wallet') return NOT_OURS
  const { amountFen, id, source } = recharge
  if (fact.channel !== source.channel || fact.outTradeNo !== rechargeTradeNo(id)) return NOT_OURS
  if (fact.currency !== 'CNY') return { code: 'payment/currency-differs' }
  if (fact.amountFen !== amountFen) return { code: 'payment/amount-differs' }
  if (fact.payerId !== null && fact.payerId !== source.payerId) {
    return { code: 'payment/payer-differs' }
  }
  return null
}

/** A second transaction over the same recharge goes back; one that is known changes nothing. */
function paidAgain(
  account: StoredValueAccount,
  recharge: PaidRecharge,
  fact: PaymentFact,
  nowMs: EpochMs,
): StoredValueDecision {
  const { id, state } = recharge
  const { transactionId } = fact
  const isKnown = [state, ...state.refunds].some((known) => known.transactionId === transactionId)
  if (isKnown) return nothingMoved(account)
  const refund = {
    id: rechargeRefundId(id, state.refunds.length + 1),
    transactionId,
    principalFen: NO_FEN,
    amountFen: fact.amountFen,
    reason: 'paid-twice',
    requestedAtMs: nowMs,
    state: { at: 'requested' },
  } as const
  const refunds = [...state.refunds, refund]
  return {
    account: withRecharge(account, { ...recharge, state: { ...state, refunds } }),
    row: null,
    entry: paidAgainEntry(id, fact),
  }
}

const paidAgainEntry = (id: RechargeId, fact: PaymentFact): JournalEntry =>
  transfer(
    {
      id: journalId(id, `recharged:${fact.transactionId}`),
      kind: 'recharged',
      subject: id,
      atMs: fact.paidAtMs,
    },
    'prepaid:principal',
    `channel:${fact.channel}`,
    fact.amountFen,
  )
