import { assert } from '../kernel/assert'
import {
  addFen,
  type Fen,
  fen,
  minFen,
  negateFen,
  NO_FEN,
  subtractFen,
  sumFen,
} from '../kernel/fen'
import type { Id } from '../kernel/id'
import { businessDay, type EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { split } from '../kernel/split'
import type { Posting } from '../ledger/journal'
import {
  spendableParts,
  type StoredValueAccount,
  type StoredValuePart,
  type StoredValueUse,
  withRecharge,
} from './account'
import { nothingMoved, rowOf, type StoredValueDecision } from './decision'
import type { Frozen } from './freeze'
import type { SpendingOrder, StoredValuePolicy } from './policy'
import { hasMoney } from './recharge/recharge'
import { type StoredValueSums, sumsOf } from './sums'

export type ReserveRefusal =
  /** The order took another amount, or has given it back. */
  | { readonly code: 'stored-value/taken-otherwise' }
  | Frozen
  | { readonly code: 'stored-value/above-order-limit'; readonly maxFen: Fen }
  | { readonly code: 'stored-value/above-day-limit'; readonly roomFen: Fen }
  | { readonly code: 'stored-value/not-enough'; readonly spendableFen: Fen }

export interface ReserveValue {
  readonly orderId: Id<'order'>
  readonly amountFen: Fen
  readonly policy: StoredValuePolicy
  readonly nowMs: EpochMs
}

export interface ValueReserved extends StoredValueDecision {
  /** For the order to keep: what it posts, and what it gives back. */
  readonly use: StoredValueUse
}

/**
 * Takes what stored value is to pay for an order that is placed. The amount has left the account from
 * then on, so that a confirmed order has nothing to commit.
 */
export function reserve(
  account: StoredValueAccount,
  command: ReserveValue,
): Result<ValueReserved, ReserveRefusal> {
  const { amountFen, nowMs, orderId, policy } = command
  assert(amountFen > 0, 'an order takes something')
  const known = account.uses.find((use) => use.orderId === orderId)
  if (known) {
    return totalFen(known.parts) === amountFen
      ? ok({ ...nothingMoved(account), use: known })
      : refuse({ code: 'stored-value/taken-otherwise' })
  }
  const parts = spendableParts(account, nowMs)
  const refusal = limitRefusal(account, command, totalFen(parts))
  if (refusal) return refuse(refusal)

  const { spending } = policy
  const day = businessDay(nowMs)
  const use = { orderId, day, spending, parts: chosen(parts, amountFen, spending) }
  const today = usesToday(account, nowMs)
  const after = moved({ ...account, uses: [...today, use] }, use.parts, 'out', nowMs)
  const row = rowOf(account, after, { kind: 'spent', subject: orderId, atMs: nowMs })
  return ok({ account: after, row, entry: null, use })
}

function limitRefusal(
  account: StoredValueAccount,
  { amountFen, nowMs, policy }: ReserveValue,
  spendableFen: Fen,
): ReserveRefusal | null {
  if (account.freeze) return { code: 'stored-value/frozen' }
  const { perOrderFen } = policy
  const perDayFen = dayLimitOf(account, policy)
  if (perOrderFen !== null && amountFen > perOrderFen) {
    return { code: 'stored-value/above-order-limit', maxFen: perOrderFen }
  }
  const roomFen = perDayFen === null ? null : dayRoomFen(account, perDayFen, nowMs)
  if (roomFen !== null && amountFen > roomFen) {
    return { code: 'stored-value/above-day-limit', roomFen }
  }
  return amountFen > spendableFen ? { code: 'stored-value/not-enough', spendableFen } : null
}

/** So many orders of a day are kept one by one; of more a wallet pays all. */
export const USES_MAX = 50

/** The operator's limit of a day or the member's own, whichever is less. */
function dayLimitOf({ guard }: StoredValueAccount, { perDayFen }: StoredValuePolicy): Fen | null {
  if (guard.perDayFen === null || perDayFen === null) return guard.perDayFen ?? perDayFen
  return minFen(guard.perDayFen, perDayFen)
}

const usesToday = ({ uses }: StoredValueAccount, nowMs: EpochMs) =>
  uses.filter(({ day }) => day === businessDay(nowMs))

function dayRoomFen(account: StoredValueAccount, perDayFen: Fen, nowMs: EpochMs): Fen {
  const spentFen = totalFen(usesToday(account, nowMs).flatMap(({ parts }) => parts))
  return fen(Math.max(0, perDayFen - spentFen))
}

/** The most that an order may take at an instant, whatever it asks for. */
export function maxSpendable(
  account: StoredValueAccount,
  policy: StoredValuePolicy,
  nowMs: EpochMs,
): Fen {
  if (account.freeze || usesToday(account, nowMs).length >= USES_MAX) return NO_FEN
  const { perOrderFen } = policy
  const perDayFen = dayLimitOf(account, policy)
  const inAllFen = totalFen(spendableParts(account, nowMs))
  const todayFen = perDayFen === null ? inAllFen : dayRoomFen(account, perDayFen, nowMs)
  return [todayFen, perOrderFen ?? inAllFen].reduce(minFen, inAllFen)
}

/** The order came to nothing: all that has not been returned yet goes back. */
export const cancel = (
  account: StoredValueAccount,
  command: Omit<RefundValue, 'toFen'>,
): ValueRefunded => refund(account, { ...command, toFen: totalFen(command.use.parts) })

export interface RefundValue {
  /** All that the order took. */
  readonly use: StoredValueUse
  /** Amount returned so far, and to be returned in total. */
  readonly fromFen: Fen
  readonly toFen: Fen
  readonly nowMs: EpochMs
}

export interface ValueRefunded extends StoredValueDecision {
  readonly back: StoredValueSums
  /**
   * Additional to the order's postings: a gift that its member has paid for is the member's own
   * money.
   */
  readonly postings: readonly Posting[]
}

/**
 * Returns value to its lots, so that the part that stays spent is the one that a smaller amount
 * would have used; several parts have the result of one full return. Returned value does not count
 * towards the day's limit. A gift keeps its expiry; one that a refund of its recharge has charged
 * to the member meanwhile returns as principal.
 */
export function refund(
  account: StoredValueAccount,
  { fromFen, nowMs, toFen, use }: RefundValue,
): ValueRefunded {
  if (toFen <= fromFen) return { ...nothingMoved(account), back: sumsOf([]), postings: [] }
  const total = totalFen(use.parts)
  const before = keptOf(use, subtractFen(total, fromFen))
  const kept = keptOf(use, subtractFen(total, toFen))
  const uses = account.uses.map((known) =>
    known.orderId === use.orderId ? { ...known, parts: kept } : known,
  )
  const parts = differenceOf(before, kept)
  const ownFen = sumFen(parts.map((part) => ownOf(account, part)))
  const after = moved({ ...account, uses }, parts, 'in', nowMs)
  const row = rowOf(account, after, { kind: 'given-back', subject: use.orderId, atMs: nowMs })
  const postings: readonly Posting[] = [
    { account: 'prepaid:gift', amountFen: ownFen },
    { account: 'prepaid:principal', amountFen: negateFen(ownFen) },
  ]
  return {
    account: after,
    row,
    entry: null,
    back: sumsOf(parts),
    postings: ownFen === NO_FEN ? [] : postings,
  }
}

const differenceOf = (
  before: readonly StoredValuePart[],
  kept: readonly StoredValuePart[],
): readonly StoredValuePart[] =>
  before.map((part) => {
    const stays = kept.find(({ rechargeId }) => rechargeId === part.rechargeId)
    return {
      rechargeId: part.rechargeId,
      principalFen: subtractFen(part.principalFen, stays?.principalFen ?? NO_FEN),
      giftFen: subtractFen(part.giftFen, stays?.giftFen ?? NO_FEN),
    }
  })

/** How much of a gift that comes back its member has paid for. */
function ownOf({ recharges }: StoredValueAccount, { giftFen, rechargeId }: StoredValuePart): Fen {
  const lot = recharges.find(({ id }) => id === rechargeId)
  const chargedFen = (lot && hasMoney(lot) && lot.state.gift?.chargedFen) || NO_FEN
  return fen(Math.max(0, Math.min(giftFen, chargedFen)))
}

/** The spent part of a use, if only this amount stays spent. */
export const keptOf = ({ parts, spending }: StoredValueUse, amountFen: Fen) =>
  chosen(parts, amountFen, spending)

/** Which parts make up an amount: so much principal, so much gift, each the oldest first. */
function chosen(
  parts: readonly StoredValuePart[],
  amountFen: Fen,
  spending: SpendingOrder,
): readonly StoredValuePart[] {
  const wanted = wantedOf(sumsOf(parts), amountFen, spending)
  let { giftFen, principalFen } = wanted
  return parts.flatMap((part) => {
    const own = {
      rechargeId: part.rechargeId,
      principalFen: minFen(part.principalFen, principalFen),
      giftFen: minFen(part.giftFen, giftFen),
    }
    principalFen = subtractFen(principalFen, own.principalFen)
    giftFen = subtractFen(giftFen, own.giftFen)
    return totalFen([own]) === NO_FEN ? [] : [own]
  })
}

function wantedOf(
  { giftFen, principalFen }: { readonly giftFen: Fen; readonly principalFen: Fen },
  amountFen: Fen,
  spending: SpendingOrder,
) {
  switch (spending) {
    case 'principal-first': {
      const principal = minFen(amountFen, principalFen)
      return { principalFen: principal, giftFen: subtractFen(amountFen, principal) }
    }
    case 'gift-first': {
      const gift = minFen(amountFen, giftFen)
      return { principalFen: subtractFen(amountFen, gift), giftFen: gift }
    }
    case 'proportional': {
      const [share] = amountFen === NO_FEN ? [] : split(amountFen, [principalFen, giftFen])
      const principal = share ?? NO_FEN
      return { principalFen: principal, giftFen: subtractFen(amountFen, principal) }
    }
  }
}

function moved(
  account: StoredValueAccount,
  parts: readonly StoredValuePart[],
  way: 'in' | 'out',
  nowMs: EpochMs,
): StoredValueAccount {
  const by = way === 'in' ? addFen : subtractFen
  return parts.reduce((next, part) => {
    const recharge = next.recharges.find(({ id }) => id === part.rechargeId)
    assert(recharge !== undefined && hasMoney(recharge), `no lot of ${part.rechargeId}`)
    const { gift, left } = recharge.state
    const ownFen = way === 'in' ? ownOf(next, part) : NO_FEN
    const rest = {
      principalFen: addFen(by(left.principalFen, part.principalFen), ownFen),
      giftFen: subtractFen(by(left.giftFen, part.giftFen), ownFen),
    }
    const paid = gift && { ...gift, chargedFen: subtractFen(gift.chargedFen, ownFen) }
    const state = { ...recharge.state, left: rest, gift: paid, usedAtMs: nowMs }
    return withRecharge(next, { ...recharge, state })
  }, account)
}

export const totalFen = (parts: readonly StoredValuePart[]): Fen =>
  sumFen(parts.map(({ giftFen, principalFen }) => addFen(principalFen, giftFen)))
