import type { ApprovalView, DutyView, EmployeeView, StaffOrderView } from '@palm/shared/api/staff'
import { assert } from '@palm/shared/kernel/assert'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { NO_FEN } from '@palm/shared/kernel/fen'
import { standing } from '@palm/shared/order/price/preview'
import { type Approval, stateAt } from '@palm/shared/order/verbs/approval'
import { hasMoney, type Order, paidAtMsOf } from '@palm/shared/order/facts/order'
import { dutyHours, hourKey, type PassphraseSecrets } from '@palm/shared/passphrase/key'
import { dutyAt, dutyEndMs } from '@palm/shared/staff/duty'
import type { Staff } from '@palm/shared/staff/staff'
import type { Station } from '@palm/shared/station/station'

/** An order as seen by staff; only paid orders and their later states are visible to staff. */
export function presentForStaff(order: Order): StaffOrderView | null {
  const { fuel, state } = order
  if (!hasMoney(state)) return null
  const confirmation = state.status === 'confirmed' ? state.confirmation : null
  return {
    orderId: order.id,
    tail: order.tail,
    status: state.status,
    way: order.way,
    nozzleNumber: fuel.nozzleNumber,
    gradeName: fuel.gradeName,
    amountFen: order.amountFen,
    payableFen: standing(order)?.payableFen ?? NO_FEN,
    volumeMl: confirmation?.volumeMl ?? fuel.volumeMl,
    paidAtMs: paidAtMsOf(order),
    dispensedFen: confirmation?.dispensedFen ?? null,
    confirmedAtMs: confirmation?.confirmedAtMs ?? null,
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

export function presentApproval(approval: Approval, nowMs: EpochMs): ApprovalView {
  const { asked, why } = approval
  return {
    approvalId: approval.id,
    orderId: approval.orderId,
    stationId: approval.stationId,
    tail: approval.tail,
    nozzleNumber: approval.nozzleNumber,
    kind: asked.kind,
    dispensedFen: asked.kind === 'correct' ? asked.dispensedFen : NO_FEN,
    backFen: approval.backFen,
    reason: why.reason,
    note: why.note,
    askedBy: approval.askedBy.name,
    askedAtMs: approval.askedAtMs,
    answerByMs: approval.answerByMs,
    at: stateAt(approval, nowMs).at,
  }
}

/** A staff member for the operator's office; an invalid duty is omitted. */
export function presentEmployee(staff: Staff, nowMs: EpochMs): EmployeeView {
  const { id, name, role, stationIds, status } = staff
  const duty = dutyAt(staff, nowMs)
  return {
    staffId: id,
    name,
    role,
    stationIds,
    status,
    duty: duty && { stationId: duty.stationId, startedAtMs: duty.startedAtMs },
  }
}
