import { addFen, type Fen, NO_FEN } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import type { Party } from '../../ledger/party'
import type { GradeId } from '../../station/grade'
import type { StationId } from '../../station/station'
import type { ConfirmedState, Order, OrderId } from '../facts/order'
import { type Spent, sumSpent } from './spent'

/** 花费: sums of a member's fills of a period, and by station, by grade and by benefit. */
export interface Spending {
  readonly spent: Spent
  /** The largest first; they add up to the whole saving. */
  readonly savings: readonly SavingSource[]
  /** The largest first, as are grades. */
  readonly stations: readonly StationSpending[]
  readonly grades: readonly GradeSpending[]
}

/** A benefit, with what it took off in the whole period. */
export interface SavingSource {
  readonly title: string
  readonly givenBy: readonly Party[]
  readonly amountFen: Fen
}

export interface StationSpending {
  readonly stationId: StationId
  /** As it was called at the last fill. */
  readonly stationName: string
  readonly gradeNames: readonly string[]
  readonly spent: Spent
  readonly lastAtMs: EpochMs
  /** Of the last fill. */
  readonly lastOrderId: OrderId
}

export interface GradeSpending {
  readonly gradeId: GradeId
  readonly gradeName: string
  readonly spent: Spent
}

type Fill = Order & { readonly state: ConfirmedState }

/**
 * Orders of the period, newest first. Fuel that was not dispensed, refunds and orders that are still
 * to be confirmed do not count.
 */
export function spendingOf(orders: readonly Order[]): Spending {
  const fills = orders.filter(isFill)
  return {
    spent: sumSpent(fills.map(spentFor)),
    savings: savingsOf(fills),
    stations: groupsOf(fills, ({ stationId }) => stationId)
      .map(stationOf)
      .sort(largestFirst),
    grades: groupsOf(fills, ({ fuel }) => fuel.gradeId)
      .map(gradeOf)
      .sort(largestFirst),
  }
}

export const isFill = (order: Order): order is Fill =>
  order.state.status === 'confirmed' && order.state.confirmation.dispensedFen > 0

export const spentFor = ({ state: { confirmation } }: Fill): Spent => ({
  fills: 1,
  paidFen: confirmation.totals.payableFen,
  pumpFen: confirmation.dispensedFen,
  volumeMl: confirmation.volumeMl,
})

/** Never empty, in the order of their first member. */
type Group = readonly [Fill, ...Fill[]]

function groupsOf(fills: readonly Fill[], keyOf: (fill: Fill) => string): Group[] {
  const groups = new Map<string, [Fill, ...Fill[]]>()
  for (const fill of fills) {
    const key = keyOf(fill)
    const group = groups.get(key)
    if (group) group.push(fill)
    else groups.set(key, [fill])
  }
  return [...groups.values()]
}

const stationOf = (group: Group): StationSpending => {
  const [last] = group
  return {
    stationId: last.stationId,
    stationName: last.stationName,
    gradeNames: [...new Set(group.map(({ fuel }) => fuel.gradeName))],
    spent: sumSpent(group.map(spentFor)),
    lastAtMs: last.createdAtMs,
    lastOrderId: last.id,
  }
}

const gradeOf = (group: Group): GradeSpending => ({
  gradeId: group[0].fuel.gradeId,
  gradeName: group[0].fuel.gradeName,
  spent: sumSpent(group.map(spentFor)),
})

const largestFirst = (a: { readonly spent: Spent }, b: { readonly spent: Spent }): number =>
  b.spent.paidFen - a.spent.paidFen

/** Coupons of one kind have one title, whatever their number. */
function savingsOf(fills: readonly Fill[]): SavingSource[] {
  const sources = new Map<string, SavingSource>()
  for (const { amountFen, givenBy, title } of fills.flatMap(savingsIn)) {
    const key = [title, ...givenBy].join('\n')
    const sum = addFen(sources.get(key)?.amountFen ?? NO_FEN, amountFen)
    sources.set(key, { title, givenBy, amountFen: sum })
  }
  return [...sources.values()].sort((a, b) => b.amountFen - a.amountFen)
}

function savingsIn({ quote, state }: Fill): SavingSource[] {
  const { coupons, price } = quote.plan
  const { totals } = state.confirmation
  const from = (
    { funding, title }: Pick<typeof price, 'funding' | 'title'>,
    amountFen: Fen,
  ): SavingSource => ({ title, givenBy: funding.map(({ party }) => party), amountFen })
  const used = totals.coupons.flatMap(({ amountFen, couponId }) => {
    const use = coupons.find(({ coupon }) => coupon.id === couponId)
    return use ? [from(use.coupon, amountFen)] : []
  })
  return [from(price, totals.priceFen), ...used].filter(({ amountFen }) => amountFen > 0)
}
