import { addFen, type Fen, negateFen, NO_FEN, sumFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs } from '../kernel/instant'
import { entryOf } from '../ledger/journal'
import type { StoredValueAccount } from './account'
import { journalId, rowOf, type StoredValueDecision, nothingMoved } from './decision'
import type { StoredValuePolicy } from './policy'
import { hasMoney, type PaidRecharge, pendingRefunds, type Recharge } from './recharge'

/** Debits gifts whose time has passed. Principal never expires: it is the member's own money. */
export function expireGifts(
  account: StoredValueAccount,
  memberId: Id<'member'>,
  nowMs: EpochMs,
): StoredValueDecision {
  const lostFen = sumFen(account.recharges.map((recharge) => expiredFen(recharge, nowMs)))
  if (lostFen === NO_FEN) return nothingMoved(account)
  const recharges = account.recharges.map((recharge) => withoutExpired(recharge, nowMs))
  const after = { ...account, recharges }
  const id = journalId(memberId, `gift-expired:${nowMs}`)
  return {
    account: after,
    row: rowOf(account, after, { kind: 'gift-expired', subject: memberId, atMs: nowMs }),
    entry: entryOf({ id, kind: 'gift-expired', subject: memberId, atMs: nowMs }, [
      { account: 'prepaid:gift', amountFen: lostFen },
      { account: 'breakage:gift', amountFen: negateFen(lostFen) },
    ]),
  }
}

function expiredFen(recharge: Recharge, nowMs: EpochMs): Fen {
  if (!hasMoney(recharge)) return NO_FEN
  const { gift, left } = recharge.state
  return gift !== null && gift.expiresAtMs !== null && gift.expiresAtMs <= nowMs
    ? left.giftFen
    : NO_FEN
}

function withoutExpired(recharge: Recharge, nowMs: EpochMs): Recharge {
  const lostFen = expiredFen(recharge, nowMs)
  if (lostFen === NO_FEN || !hasMoney(recharge) || !recharge.state.gift) return recharge
  const { gift, left } = recharge.state
  return {
    ...recharge,
    state: {
      ...recharge.state,
      left: { ...left, giftFen: NO_FEN },
      gift: { ...gift, expiredFen: addFen(gift.expiredFen, lostFen) },
    },
  }
}

/**
 * Keeps the document small: a recharge is dropped when it is empty, nothing of it is on its way,
 * neither it nor an order that it paid can be refunded any more (`settledAfterDays`), and the
 * campaign that its gift counts for is over. So is one that was closed for as long.
 */
export function tidied(
  account: StoredValueAccount,
  { settledAfterDays }: StoredValuePolicy,
  nowMs: EpochMs,
): StoredValueAccount {
  const isSettled = (sinceMs: EpochMs) => sinceMs + settledAfterDays * DAY_MS <= nowMs
  const isDone = ({ state }: Recharge) => state.status === 'closed' && isSettled(state.closedAtMs)
  const isSpent = (recharge: PaidRecharge) =>
    isEmpty(recharge) &&
    isSettled(recharge.state.paidAtMs) &&
    (recharge.state.gift?.offerEndsAtMs ?? nowMs) <= nowMs
  const recharges = account.recharges.filter(
    (recharge) => !(hasMoney(recharge) ? isSpent(recharge) : isDone(recharge)),
  )
  return { ...account, recharges }
}

function isEmpty(recharge: PaidRecharge): boolean {
  const { giftFen, principalFen } = recharge.state.left
  return giftFen === NO_FEN && principalFen === NO_FEN && pendingRefunds(recharge).length === 0
}
