import type { DutyView, StaffOrderView } from '@palm/shared/api/staff'
import { assert } from '@palm/shared/kernel/assert'
import { businessDay, DAY_MS, type EpochMs, later } from '@palm/shared/kernel/instant'
import { NO_FEN } from '@palm/shared/kernel/fen'
import { standing } from '@palm/shared/order/preview'
import { hasMoney, type Order, orderTail } from '@palm/shared/order/order'
import { dayKey } from '@palm/shared/passphrase/key'
import type { Staff } from '@palm/shared/staff/staff'
import type { Station } from '@palm/shared/station/station'

/** An order as staff may see it; only paid orders and what became of them exist for staff. */
export function presentForStaff(order: Order): StaffOrderView | null {
  const { fuel, state } = order
  if (!hasMoney(state)) return null
  const confirmation = state.status === 'confirmed' ? state.confirmation : null
  return {
    orderId: order.id,
    tail: orderTail(order.id),
    status: state.status,
    way: order.way,
    nozzleNumber: fuel.nozzleNumber,
    gradeName: fuel.gradeName,
    amountFen: order.amountFen,
    payableFen: standing(order)?.payableFen ?? NO_FEN,
    volumeMl: confirmation?.volumeMl ?? fuel.volumeMl,
    paidAtMs: state.payment.paidAtMs,
    dispensedFen: confirmation?.dispensedFen ?? null,
    confirmedAtMs: confirmation?.confirmedAtMs ?? null,
  }
}

/** His duty at this station, with the keys for today and, as a shift crosses midnight, tomorrow. */
export function presentDuty(
  { duty }: Staff,
  station: Station,
  passphraseSecret: string,
  nowMs: EpochMs,
): DutyView {
  assert(duty?.stationId === station.id, 'on duty at this station')
  const days = [businessDay(nowMs), businessDay(later(nowMs, DAY_MS))]
  return {
    dutyId: duty.id,
    stationId: station.id,
    stationName: station.name,
    startedAtMs: duty.startedAtMs,
    dayKeys: days.map((day) => ({ day, key: dayKey(passphraseSecret, station.id, day) })),
  }
}
