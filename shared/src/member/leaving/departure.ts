import { assert } from '../../kernel/assert'
import type { EpochMs } from '../../kernel/instant'
import type { JournalEntry } from '../../ledger/journal'
import { NO_GUARD } from '../../stored-value/guard/guard'
import type { StoredValueRow } from '../../stored-value/decision'
import { hasMoney, type Recharge } from '../../stored-value/recharge/recharge'
import type { Trade } from '../../trade/trade'
import { NO_BENEFITS, ownedBy } from '../merge/benefits'
import { idsOf } from '../merge/wallets'
import { type Member, type MemberId, newMember } from '../member'
import { memberAt } from '../member-at'
import { upkeep } from '../upkeep'
import { type Losses, lossesOf } from './leaving'

/** Members after one has left, and what is written with them. */
export interface Departure {
  /**
   * What the law keeps (会计法, 反洗钱法): orders, journal and invoices find it under an id that leads to
   * nobody, so that a late correction or refund is still decided as for any member.
   */
  readonly remains: Member
  /** Lead there until no document names them, and are removed then. */
  readonly aliases: readonly Member[]
  /** Points and gifts that are gone, as if they had expired. */
  readonly entries: readonly JournalEntry[]
  readonly row: StoredValueRow | null
  readonly lost: Losses
}

/**
 * Takes the person out of a member.
 *
 * @param others documents of further wallets that lead to the member
 */
export function depart(
  member: Member,
  others: readonly Member[],
  { nowMs, remainsId }: { readonly nowMs: EpochMs; readonly remainsId: MemberId },
): Departure {
  const ids = idsOf(member)
  assert(!ids.includes(remainsId), 'an id of nobody')
  const nobody = { ...memberAt(member, nowMs), id: remainsId }
  // A page of points that falls due now is dropped with the older ones.
  const expired = upkeep(endingNow(nobody, nowMs), nowMs)
  const { contracts, loyalty, pocket, storedValue } = expired.member
  const { provider } = member.identity
  const remains: Member = {
    ...newMember({
      id: remainsId,
      identity: { provider, appId: '', openId: '' },
      joinedAtMs: member.joinedAtMs,
    }),
    // Coupons of orders: a late refund may still look at them.
    pocket: { coupons: pocket.coupons.filter(({ state }) => state.at === 'used'), claims: [] },
    loyalty: { ...loyalty, owed: [] },
    storedValue: {
      ...storedValue,
      recharges: storedValue.recharges.map(withoutPayer),
      freeze: null,
      guard: NO_GUARD,
    },
    contracts: contracts.map((contract) => ownedBy(contract, remainsId)),
    left: { atMs: nowMs, from: ids },
  }
  const mergedInto = { memberId: remainsId, atMs: nowMs, brought: NO_BENEFITS }
  const aliases = [member, ...others].map(({ id, identity, joinedAtMs }) => ({
    ...newMember({ id, identity, joinedAtMs }),
    mergedInto,
  }))
  return {
    remains,
    aliases,
    entries: expired.entries,
    row: expired.row,
    lost: lossesOf(member, nowMs),
  }
}

/** Everything that can expire does so now. */
function endingNow(member: Member, nowMs: EpochMs): Member {
  const { loyalty, storedValue } = member
  const lots = loyalty.points.lots.map((lot) => ({ ...lot, expiresAtMs: nowMs }))
  const recharges = storedValue.recharges.map((one) => withoutGift(one, nowMs))
  return {
    ...member,
    loyalty: { ...loyalty, points: { ...loyalty.points, lots } },
    storedValue: { ...storedValue, recharges },
  }
}

function withoutGift(recharge: Recharge, nowMs: EpochMs): Recharge {
  if (!hasMoney(recharge) || recharge.state.gift === null) return recharge
  const gift = { ...recharge.state.gift, expiresAtMs: nowMs }
  return { ...recharge, state: { ...recharge.state, gift } }
}

/** The provider knows who paid by its own number of the payment. */
export const payerless = (trade: Trade): Trade => ({ ...trade, payerId: '' })

const withoutPayer = (recharge: Recharge): Recharge =>
  recharge.source.kind === 'wallet'
    ? { ...recharge, source: { ...recharge.source, trade: payerless(recharge.source.trade) } }
    : recharge
