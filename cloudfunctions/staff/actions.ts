import { WRONG_INVITATIONS } from '@palm/shared/api/limits'
import type { StaffOrderView } from '@palm/shared/api/staff'
import { businessDay, type EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import type { Order } from '@palm/shared/order/facts/order'
import { NO_LOYALTY_RULES } from '@palm/shared/member/loyalty'
import { accept } from '@palm/shared/order/verbs/accept'
import { declineRefund } from '@palm/shared/order/verbs/ask-refund'
import { confirm, reverse } from '@palm/shared/order/verbs/confirm'
import { correct } from '@palm/shared/order/verbs/correct'
import { preview } from '@palm/shared/order/price/preview'
import { hourKey, type KeyHour } from '@palm/shared/passphrase/key'
import { isOftenUnproven } from '@palm/shared/staff/limits'
import { openGuesses } from '../edge/guesses'
import { staffIdOf } from '../edge/identity/member-id'
import { report } from '../flows/incident-report'
import type { PayingRuntime } from '../flows/paying-runtime'
import { openOperatorRules } from '../flows/operator-rules'
import { type Act, type Handlers, withContext } from '../edge/serve'
import { openApprovalStore } from './approval-store'
import { askApproval, decideApproval, listApprovals } from './approvals'
import type { StaffContext } from './context'
import { end, joinStaff, me, start } from './duty'
import { find, present, queue } from './queue'
import { saveContext } from './save-context'
import { reportServedAfterRefund } from './served-after-refund'
import { onDuty, openStaffStore } from './store'

export function staffHandlers(runtime: PayingRuntime): Handlers<'staff'> {
  const { clock, database } = runtime
  const context: StaffContext = {
    ...runtime,
    store: openStaffStore(database),
    approvals: openApprovalStore(database),
    invitations: openGuesses(runtime, 'invitation', WRONG_INVITATIONS),
    operatorRules: openOperatorRules(database, clock),
  }
  return withContext(context, {
    'staff.join': joinStaff,
    'staff.me': me,
    'staff.startDuty': start,
    'staff.endDuty': end,
    'staff.queue': queue,
    'staff.find': find,
    'staff.preview': previewTotals,
    'staff.accept': acceptOrder,
    'staff.confirm': confirmOrder,
    'staff.correct': correctOrder,
    'staff.reject': rejectOrder,
    'staff.declineRefund': declineOrderRefund,
    'staff.ask': askApproval,
    'staff.approvals': listApprovals,
    'staff.decide': decideApproval,
  })
}

const previewTotals: Act<StaffContext, 'staff.preview'> = async (
  { clock, store },
  { dispensedFen, orderId },
  { memberId },
) => {
  const [staff, order] = await Promise.all([store.staff(memberId), store.order(orderId)])
  const by = onDuty('staff.preview', staff, clock())
  if (!by.ok) return by
  return order ? preview(order, by.value, dispensedFen, clock()) : refuse({ code: 'order/unknown' })
}

const confirmOrder: Act<StaffContext, 'staff.confirm'> = async (
  context,
  { dispensedFen, orderId, proof },
  { memberId: member },
) => {
  const { passphraseSecrets } = await context.credentials()
  const at = await saveContext(context)
  // Points and growth are the member's.
  const isTogether = at.rules.points !== null || at.rules.levels !== null
  const acting = { member, orderId, isTogether }
  const acted = await context.store.act('staff.confirm', acting, at, (order, by) => {
    const keyOf = (hour: KeyHour) => hourKey(passphraseSecrets, order.stationId, hour)
    return confirm(order, { by, dispensedFen, proof, keyOf, nowMs: at.nowMs })
  })
  if (!acted.ok && acted.refusal.code === 'order/reversed') {
    await reportServedAfterRefund(context, { orderId, proof, member, passphraseSecrets })
  }
  if (acted.ok && proof.kind === 'none') await reportOftenUnproven(context, member, at.nowMs)
  return settle(context, acted)
}

const acceptOrder: Act<StaffContext, 'staff.accept'> = async (
  context,
  { orderId, proof },
  { memberId: member },
) => {
  const { passphraseSecrets } = await context.credentials()
  const at = { rules: NO_LOYALTY_RULES, nowMs: context.clock() }
  const acting = { member, orderId, isTogether: false }
  const acted = await context.store.act('staff.accept', acting, at, (order, by) => {
    const keyOf = (hour: KeyHour) => hourKey(passphraseSecrets, order.stationId, hour)
    return accept(order, { by, proof, keyOf, nowMs: at.nowMs })
  })
  return acted.ok ? ok(present([acted.value])[0]!) : acted
}

/** Frequent confirmations without passphrase cause an incident, once per day and person. */
async function reportOftenUnproven(
  context: StaffContext,
  member: MemberId,
  nowMs: EpochMs,
): Promise<void> {
  const staffId = staffIdOf(member)
  const confirmations = await context.store.confirmationsOn(staffId, nowMs)
  if (!isOftenUnproven(confirmations)) return
  const subject = `${staffId}-${businessDay(nowMs)}`
  await report(context, 'staff/often-unproven', subject, { staffId, ...confirmations })
}

const correctOrder: Act<StaffContext, 'staff.correct'> = async (
  context,
  { dispensedFen, orderId },
  { memberId: member },
) => {
  const at = await saveContext(context)
  // Every correction counts as a refund of the person.
  const acting = { member, orderId, isTogether: true }
  const acted = await context.store.act('staff.correct', acting, at, (order, by) =>
    correct(order, { by, dispensedFen, nowMs: at.nowMs }),
  )
  return settle(context, acted)
}

const rejectOrder: Act<StaffContext, 'staff.reject'> = async (
  context,
  { orderId, reason },
  { memberId: member },
) => {
  const at = await saveContext(context)
  const acting = { member, orderId, isTogether: false }
  const acted = await context.store.act('staff.reject', acting, at, (order, by) =>
    reverse(order, { by, reason, nowMs: at.nowMs }),
  )
  return settle(context, acted)
}

const declineOrderRefund: Act<StaffContext, 'staff.declineRefund'> = async (
  context,
  { note, orderId, reason },
  { memberId: member },
) => {
  const at = { rules: NO_LOYALTY_RULES, nowMs: context.clock() }
  const acting = { member, orderId, isTogether: false }
  const acted = await context.store.act('staff.declineRefund', acting, at, (order, by) =>
    declineRefund(order, { by, reason, note, nowMs: at.nowMs }),
  )
  return acted.ok ? ok(present([acted.value])[0]!) : acted
}

/** Sends a reserved refund immediately; the timer retries failures. */
async function settle<Refusal extends { readonly code: string }>(
  { payments }: StaffContext,
  acted: Result<Order, Refusal>,
): Promise<Result<StaffOrderView, Refusal>> {
  if (!acted.ok) return acted
  return ok(present([(await payments.orders.giveBack(acted.value)).subject])[0]!)
}
