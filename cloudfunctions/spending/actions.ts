import type { MonthSpent } from '@palm/shared/api/spending'
import {
  type BusinessMonth,
  businessMonth,
  monthAfter,
  monthStart,
} from '@palm/shared/kernel/business-month'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { idsOf } from '@palm/shared/member/merge/wallets'
import { ok, refuse } from '@palm/shared/kernel/result'
import { isFill, spendingOf } from '@palm/shared/order/spending/spending'
import { NOTHING_SPENT, type Spent, sumSpent } from '@palm/shared/order/spending/spent'
import type { Runtime } from '../edge/runtime'
import { type Act, type Handlers, withContext } from '../edge/serve'
import { sheetsOf } from './sheets'
import { openSpendingStore, type Period, type SpendingStore } from './store'
import { textOf, workbookOf } from './workbook'

interface SpendingContext extends Runtime {
  readonly store: SpendingStore
}

/** 花费: sums for a screen, and a file of the same. Nothing is kept for it but the orders. */
export function spendingHandlers(runtime: Runtime): Handlers<'spending'> {
  const context: SpendingContext = { ...runtime, store: openSpendingStore(runtime.database) }
  return withContext(context, {
    'spending.month': month,
    'spending.year': year,
    'spending.export': exportPeriod,
  })
}

/** More than a taxi fuels in a month. */
const ORDERS_MAX = 200
/** Bars of the chart. */
const MONTHS = 6

const month: Act<SpendingContext, 'spending.month'> = async (
  { store },
  { month: asked },
  { memberId },
) => {
  const bounds = boundsFrom(monthAfter(asked, 1 - MONTHS), MONTHS)
  const ids = await store.ids(memberId)
  const [found, sums] = await Promise.all([
    store.ordersIn(ids, periodOf(asked), ORDERS_MAX + 1),
    store.spentBetween(ids, bounds),
  ])
  const listed = found.slice(0, ORDERS_MAX)
  const months = named(bounds, sums)
  return ok({
    ...spendingOf(listed),
    month: asked,
    spent: months.at(-1)?.spent ?? NOTHING_SPENT,
    waiting: listed.filter(({ state }) => state.status === 'paid').length,
    months,
    isWhole: found.length <= ORDERS_MAX,
  })
}

const MONTHS_OF_YEAR = 12

const year: Act<SpendingContext, 'spending.year'> = async (
  { store },
  { year: asked },
  { memberId },
) => {
  const bounds = boundsFrom(`${asked}-01` as BusinessMonth, MONTHS_OF_YEAR)
  const ids = await store.ids(memberId)
  const [sums, stations, grades] = await Promise.all([
    store.spentBetween(ids, bounds),
    store.spentBy(ids, periodOf(asked), 'stationName'),
    store.spentBy(ids, periodOf(asked), 'fuel.gradeName'),
  ])
  const months = named(bounds, sums)
  return ok({ year: Number(asked), spent: sumSpent(sums), months, stations, grades })
}

/** The service returns no more documents at once. */
const ROWS_MAX = 1_000
/** Of twenty movements of points each: about as many rows. */
const PAGES_MAX = 50

const exportPeriod: Act<SpendingContext, 'spending.export'> = async (
  { store },
  { form, period },
  { memberId },
) => {
  const within = periodOf(period)
  const member = await store.member(memberId)
  const [found, rows, pages] = await Promise.all([
    store.ordersIn(member ? idsOf(member) : [memberId], within, ROWS_MAX),
    store.rowsIn(memberId, within, ROWS_MAX),
    store.pointsPagesIn(memberId, within, PAGES_MAX),
  ])
  if (found.length === ROWS_MAX || rows.length === ROWS_MAX || pages.length === PAGES_MAX) {
    return refuse({ code: 'spending/too-many-rows', maxCount: ROWS_MAX - 1 })
  }
  const fills = found.filter(isFill)
  const points = [
    ...pages.flatMap((page) => page.rows),
    ...(member?.loyalty.statement.rows ?? []),
  ].filter(({ atMs }) => within.fromMs <= atMs && atMs < within.toMs)
  if (fills.length + rows.length + points.length === 0) {
    return refuse({ code: 'spending/nothing-to-export' })
  }
  const sheets = sheetsOf({ fills, rows, points })
  if (form === 'text') return ok({ form, text: textOf(sheets) })
  const base64 = (await workbookOf(sheets)).toString('base64')
  return ok({ form, name: `加油花费-${period}.xlsx`, base64 })
}

/** A month, or a year. */
function periodOf(period: string): Period {
  const isMonth = period.length > 4
  const first = (isMonth ? period : `${period}-01`) as BusinessMonth
  const next = monthAfter(first, isMonth ? 1 : MONTHS_OF_YEAR)
  return { fromMs: monthStart(first), toMs: monthStart(next) }
}

const boundsFrom = (first: BusinessMonth, months: number): readonly EpochMs[] =>
  Array.from({ length: months + 1 }, (_, index) => monthStart(monthAfter(first, index)))

const named = (bounds: readonly EpochMs[], sums: readonly Spent[]): MonthSpent[] =>
  sums.flatMap((spent, index) => {
    const startMs = bounds[index]
    return startMs === undefined ? [] : [{ month: businessMonth(startMs), spent }]
  })
