import { END_OF_TIME, type EpochMs } from '@palm/shared/kernel/instant'
import { fen } from '@palm/shared/kernel/fen'
import { millilitre } from '@palm/shared/kernel/volume'
import type { Member, MemberId } from '@palm/shared/member/member'
import type { Order } from '@palm/shared/order/facts/order'
import { NOTHING_SPENT, type Spent } from '@palm/shared/order/spending/spent'
import type { Database, Totals, Where } from '../database/session'
import { currentMember, memberIds } from '../documents/member/members'
import { type PointsPage, pointsPages } from '../documents/member/points-pages'
import { type StatementRow, storedValueRows } from '../documents/member/stored-value-rows'
import { orders } from '../documents/orders'

/** From an instant on, and before another. */
export interface Period {
  readonly fromMs: EpochMs
  readonly toMs: EpochMs
}

/** Every method is one billed call, however long the history is. */
export interface SpendingStore {
  member(id: MemberId): Promise<Member | null>
  /** All ids of a member, whose orders they have. */
  ids(id: MemberId): Promise<readonly MemberId[]>
  /** Paid and confirmed orders of a period, newest first. */
  ordersIn(ids: readonly MemberId[], period: Period, limit: number): Promise<Order[]>
  /** Sums of the periods between these instants, which ascend. */
  spentBetween(ids: readonly MemberId[], bounds: readonly EpochMs[]): Promise<Spent[]>
  /** Sums of a period by a name in the order, the largest first. */
  spentBy(
    ids: readonly MemberId[],
    period: Period,
    by: 'stationName' | 'fuel.gradeName',
  ): Promise<{ readonly name: string; readonly spent: Spent }[]>
  /** Movements of stored value in a period, newest first. */
  rowsIn(id: MemberId, period: Period, limit: number): Promise<StatementRow[]>
  /** Pages with movements of points in a period, the first one first. */
  pointsPagesIn(id: MemberId, period: Period, limit: number): Promise<PointsPage[]>
}

/** Earlier versions stored the totals under another name, or none where the pump price was paid. */
const SUMS = {
  paidFen: [
    'state.confirmation.totals.payableFen',
    'state.confirmation.settlement.payableFen',
    'state.confirmation.dispensedFen',
  ],
  pumpFen: ['state.confirmation.dispensedFen'],
  volumeMl: ['state.confirmation.volumeMl'],
} as const

export function openSpendingStore(database: Database): SpendingStore {
  return {
    member: (id) => currentMember(database, id),
    ids: (id) => memberIds(database, id),
    ordersIn: (ids, period, limit) =>
      database.find(orders, {
        where: {
          memberId: { in: ids },
          createdAtMs: within(period),
          'state.status': { in: ['paid', 'confirmed'] },
        },
        orderBy: { field: 'createdAtMs', direction: 'desc' },
        limit,
      }),
    async spentBetween(ids, bounds) {
      const [fromMs, ...rest] = bounds
      const toMs = rest.at(-1)
      if (fromMs === undefined || toMs === undefined) return []
      const found = await database.totals(orders, {
        where: fillsOf(ids, { fromMs, toMs }),
        by: { field: 'createdAtMs', bounds },
        sums: SUMS,
      })
      const byStart = new Map(found.map((totals) => [totals.value, spentIn(totals)]))
      return bounds.slice(0, -1).map((startMs) => byStart.get(startMs) ?? NOTHING_SPENT)
    },
    async spentBy(ids, period, by) {
      const where = fillsOf(ids, period)
      const found = await database.totals(orders, { where, by: { field: by }, sums: SUMS })
      return found
        .map((totals) => ({ name: String(totals.value), spent: spentIn(totals) }))
        .sort((a, b) => b.spent.paidFen - a.spent.paidFen)
    },
    rowsIn: (memberId, period, limit) =>
      database.find(storedValueRows, {
        where: { memberId, bookedAtMs: within(period) },
        orderBy: { field: 'bookedAtMs', direction: 'desc' },
        limit,
      }),
    pointsPagesIn: (memberId, { fromMs, toMs }, limit) =>
      database.find(pointsPages, {
        where: {
          memberId,
          toMs: { above: fromMs - 1, atMost: END_OF_TIME },
          fromMs: { below: toMs },
        },
        orderBy: { field: 'toMs', direction: 'asc' },
        limit,
      }),
  }
}

const within = ({ fromMs, toMs }: Period) => ({ above: fromMs - 1, atMost: toMs - 1 })

/** The condition of `isFill`, for the database. */
const fillsOf = (ids: readonly MemberId[], period: Period): Where => ({
  memberId: { in: ids },
  createdAtMs: within(period),
  'state.status': 'confirmed',
  'state.confirmation.dispensedFen': { atLeast: 1 },
})

const spentIn = ({ count, sums }: Totals<keyof typeof SUMS>): Spent => ({
  fills: count,
  paidFen: fen(sums.paidFen),
  pumpFen: fen(sums.pumpFen),
  volumeMl: millilitre(sums.volumeMl),
})
