import { addFen, negateFen, NO_FEN, subtractFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs } from '../kernel/instant'
import { entryOf } from '../ledger/journal'
import { balanceOf, type StoredValueAccount } from './account'
import { journalId, nothingMoved, rowOf, type StoredValueDecision } from './decision'
import type { StoredValuePolicy } from './policy'
import {
  hasExpired,
  hasMoney,
  type PaidRecharge,
  outstandingRefunds,
  type Recharge,
  tradeOf,
} from './recharge/recharge'

/** Debits gifts whose time has passed. Principal never expires: it is the member's own money. */
export function expireGifts(
  account: StoredValueAccount,
  memberId: Id<'member'>,
  nowMs: EpochMs,
): StoredValueDecision {
  const recharges = account.recharges.map((recharge) => withoutExpired(recharge, nowMs))
  const after = { ...account, recharges }
  const lostFen = subtractFen(balanceOf(account).giftFen, balanceOf(after).giftFen)
  if (lostFen === NO_FEN) return nothingMoved(account)
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

function withoutExpired(recharge: Recharge, nowMs: EpochMs): Recharge {
  if (!hasMoney(recharge)) return recharge
  const { gift, left } = recharge.state
  if (gift === null || !hasExpired(gift, nowMs)) return recharge
  const expiredFen = addFen(gift.expiredFen, left.giftFen)
  const rest = { left: { ...left, giftFen: NO_FEN }, gift: { ...gift, expiredFen } }
  return { ...recharge, state: { ...recharge.state, ...rest } }
}

/**
 * Keeps the document small: a recharge is dropped when it is empty, nothing of it is on its way, no
 * order that it paid can be refunded any more (`settledAfterDays` from the last), and the campaign
 * that its gift counts for is over. So is one that was closed for as long.
 */
export function tidied(
  account: StoredValueAccount,
  { settledAfterDays }: StoredValuePolicy,
  nowMs: EpochMs,
): StoredValueAccount {
  const isSettled = (sinceMs: EpochMs) => sinceMs + settledAfterDays * DAY_MS <= nowMs
  const isDone = (recharge: Recharge) => {
    const state = tradeOf(recharge)?.state
    return state?.at === 'closed' && isSettled(state.closedAtMs)
  }
  const isSpent = (recharge: PaidRecharge) =>
    isEmpty(recharge) &&
    isSettled(recharge.state.usedAtMs) &&
    (recharge.state.gift?.offerEndsAtMs ?? nowMs) <= nowMs
  const recharges = account.recharges.filter(
    (recharge) => !(hasMoney(recharge) ? isSpent(recharge) : isDone(recharge)),
  )
  return { ...account, recharges }
}

function isEmpty(recharge: PaidRecharge): boolean {
  const { giftFen, principalFen } = recharge.state.left
  return giftFen === NO_FEN && principalFen === NO_FEN && outstandingRefunds(recharge).length === 0
}
