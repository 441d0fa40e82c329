import type { DutyView, StaffOrderView } from '@palm/shared/api/staff'
import { assert } from '@palm/shared/kernel/assert'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { NO_FEN } from '@palm/shared/kernel/fen'
import { standing } from '@palm/shared/order/price/preview'
import { hasMoney, type Order, paidAtMsOf } from '@palm/shared/order/facts/order'
import { dutyHours, hourKey, type PassphraseSecrets } from '@palm/shared/passphrase/key'
import { dutyEndMs } from '@palm/shared/staff/duty'
import type { Staff } from '@palm/shared/staff/staff'
import type { Station } from '@palm/shared/station/station'

/** An order as seen by staff; only paid orders and their later states are visible to staff. */
export function presentForStaff(order: Order): StaffOrderView | null {
  const { fuel, refundRequest, state } = order
  if (!hasMoney(state)) return null
  const confirmation = state.status === 'confirmed' ? state.confirmation : null
  return {
    orderId: order.id,
    tail: order.tail,
    status: state.status,
    way: order.way,
    nozzleNumber: fuel.nozzleNumber,
    gradeName: fuel.gradeName,
    plate: order.plate ?? null,
    amountFen: order.amountFen,
    payableFen: standing(order)?.payableFen ?? NO_FEN,
    volumeMl: confirmation?.volumeMl ?? fuel.volumeMl,
    paidAtMs: paidAtMsOf(order),
    dispensedFen: confirmation?.dispensedFen ?? null,
    confirmedAtMs: confirmation?.confirmedAtMs ?? null,
    refundRequest: refundRequest
      ? { askedAtMs: refundRequest.askedAtMs, isDeclined: refundRequest.declined !== null }
      : null,
  }
}

/** Their duty at this station, with a key for each hour until it ends. */
export function presentDuty(
  { duty }: Staff,
  station: Station,
  passphraseSecrets: PassphraseSecrets,
  nowMs: EpochMs,
): DutyView {
  assert(duty?.stationId === station.id, 'on duty at this station')
  const endsAtMs = dutyEndMs(duty)
  return {
    dutyId: duty.id,
    stationId: station.id,
    stationName: station.name,
    startedAtMs: duty.startedAtMs,
    endsAtMs,
    hourKeys: dutyHours(nowMs, endsAtMs).map((hour) => ({
      hour,
      key: hourKey(passphraseSecrets, station.id, hour),
    })),
  }
}
