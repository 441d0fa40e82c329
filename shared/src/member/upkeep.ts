import { END_OF_TIME, type EpochMs, epochMs } from '../kernel/instant'
import type { JournalEntry } from '../ledger/journal'
import { expire } from '../points/expire'
import type { StoredValueRow } from '../stored-value/decision'
import { expireGifts } from '../stored-value/expire'
import { hasMoney } from '../stored-value/recharge/recharge'
import type { Member } from './member'
import { type CutPage, noted, pageCut, pageDueAtMs } from './points-statement'

export interface Upkeep {
  readonly member: Member
  /** One per expiry. */
  readonly entries: readonly JournalEntry[]
  /** Row for the statement of stored value. */
  readonly row: StoredValueRow | null
  /** Oldest rows of the statement of points, which leave the member's document. */
  readonly page: CutPage | null
}

/** Effects of time on a member: expiry of points and gifts. Idempotent for the same instant. */
export function upkeep(member: Member, nowMs: EpochMs): Upkeep {
  const points = expire(member.loyalty.points, member.id, nowMs)
  const value = expireGifts(member.storedValue, member.id, nowMs)
  const { page, statement } = pageCut(noted(member.loyalty.statement, points.row))
  return {
    member: {
      ...member,
      loyalty: {
        ...member.loyalty,
        points: points.account,
        statement,
      },
      storedValue: value.account,
    },
    entries: [points.entry, value.entry].filter((entry) => entry !== null),
    row: value.row,
    page,
  }
}

/** Never due. */
export const NO_UPKEEP = END_OF_TIME

/** The next instant at which something expires, a pending order is looked for, or a page is due. */
export function upkeepAtMs({ loyalty, pendingOrders, storedValue }: Member): EpochMs {
  const lots = loyalty.points.lots
    .filter(({ left }) => left > 0)
    .map(({ expiresAtMs }) => expiresAtMs)
  const gifts = storedValue.recharges
    .filter(hasMoney)
    .filter(({ state }) => state.left.giftFen > 0)
    .map(({ state }) => state.gift?.expiresAtMs ?? NO_UPKEEP)
  const checks = pendingOrders.map(({ checkAtMs }) => checkAtMs)
  const pageAtMs = pageDueAtMs(loyalty.statement) ?? NO_UPKEEP
  return epochMs(Math.min(NO_UPKEEP, pageAtMs, ...lots, ...gifts, ...checks))
}
