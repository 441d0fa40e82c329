import type { StaffOrderView } from '@palm/shared/api/staff'
import { DAY_MS, type EpochMs, later } from '@palm/shared/kernel/instant'
import { CORRECTABLE_DAYS } from '@palm/shared/rule/recent'
import { ok } from '@palm/shared/kernel/result'
import type { Order } from '@palm/shared/order/facts/order'
import type { StationId } from '@palm/shared/station/station'
import type { Act } from '../edge/serve'
import type { StaffContext } from './context'
import { presentForStaff } from './present'
import { onDuty, type StaffStore } from './store'

/**
 * Pages are short: an attendant serves the first few orders, and each phone polls every few
 * seconds.
 */
const PAGE = 50
const RECENT_MAX = 10

export const queue: Act<StaffContext, 'staff.queue'> = async (
  { clock, store },
  { afterMs, withRecent, withTotals },
  { memberId },
) => {
  const by = onDuty('staff.queue', await store.staff(memberId), clock())
  if (!by.ok) return by
  const { duty, staff } = by.value
  const { stationId } = duty
  const [waiting, recent, totals] = await Promise.all([
    store.waitingAt(stationId, afterMs, PAGE),
    withRecent && store.endedAt(stationId, RECENT_MAX),
    withTotals ? store.totalsOf(staff.id, duty) : null,
  ])
  return ok({
    waiting: present(waiting),
    nextAfterMs: nextAfter(waiting, afterMs),
    recent: recent ? present(recent) : null,
    totals,
  })
}

/**
 * The next page begins with the last order's instant, which others may share: clients recognise
 * orders by number. A page of a single instant would repeat forever.
 */
function nextAfter(page: readonly Order[], afterMs: EpochMs | null): EpochMs | null {
  const last = page.length < PAGE ? undefined : page[page.length - 1]
  if (!last) return null
  return last.createdAtMs === afterMs ? later(last.createdAtMs, 1) : last.createdAtMs
}

export const find: Act<StaffContext, 'staff.find'> = async (
  { clock, store },
  { by: asked },
  { memberId },
) => {
  const nowMs = clock()
  const by = onDuty('staff.find', await store.staff(memberId), nowMs)
  if (!by.ok) return by
  const found = await searched(store, by.value.duty.stationId, asked, nowMs)
  return ok({ found: present(found) })
}

type Asked = Parameters<typeof find>[1]['by']

/** Limited to orders that can still be corrected, at this station only. */
async function searched(
  store: StaffStore,
  stationId: StationId,
  by: Asked,
  nowMs: EpochMs,
): Promise<readonly Order[]> {
  const fromMs = later(nowMs, -CORRECTABLE_DAYS * DAY_MS)
  if ('orderId' in by) {
    const order = await store.order(by.orderId)
    return order?.stationId === stationId && order.createdAtMs >= fromMs ? [order] : []
  }
  const { nozzleNumber, tail } = by
  const found = await store.byTail(stationId, tail, fromMs)
  return found.filter(({ fuel }) => nozzleNumber === null || fuel.nozzleNumber === nozzleNumber)
}

export const present = (orders: readonly Order[]): StaffOrderView[] =>
  orders.flatMap((order) => presentForStaff(order) ?? [])
