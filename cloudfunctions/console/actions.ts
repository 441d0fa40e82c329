import type { HaltedRefundRefusal, IncidentView } from '@palm/shared/api/console'
import type { Closing, Incident } from '@palm/shared/incident/incident'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { OrderId } from '@palm/shared/order/order'
import { payOutRefund, resumeRefund } from '@palm/shared/order/refund'
import type { RefundId } from '@palm/shared/payment/fact'
import type { RechargeId } from '@palm/shared/stored-value/recharge'
import { payOutRechargeRefund, resumeRechargeRefund } from '@palm/shared/stored-value/refund-halt'
import type { Runtime } from '../kit/runtime'
import { type Act, type Handlers, withContext } from '../kit/serve'
import { type ConsoleStore, openConsoleStore } from './store'

interface ConsoleContext extends Runtime {
  readonly store: ConsoleStore
}

export function consoleHandlers(runtime: Runtime): Handlers<'console'> {
  return withContext(
    { ...runtime, store: openConsoleStore(runtime.database) },
    {
      'console.incidents': listIncidents,
      'console.closeIncident': close,
      'console.retryRefund': retryRefund,
      'console.payOutRefund': payOut,
      'console.timer': showTimer,
    },
  )
}

const PAGE = 50

const listIncidents: Act<ConsoleContext, 'console.incidents'> = async (
  { store },
  { afterMs, owner },
) => {
  const found = await store.openIncidents(owner, afterMs, PAGE)
  const last = found.length === PAGE ? found.at(-1) : undefined
  return ok({ incidents: found.map(present), nextAfterMs: last?.deadlineAtMs ?? null })
}

const close: Act<ConsoleContext, 'console.closeIncident'> = async (
  { clock, store },
  { incidentId, note },
  { operatorId: by },
) => {
  const incident = await store.incident(incidentId)
  if (!incident) return refuse({ code: 'incident/unknown' })
  if (await isHalted(store, incident)) return refuse({ code: 'incident/refund-halted' })
  const closed = await store.close(incidentId, { atMs: clock(), by, note })
  return closed ? ok(present(closed)) : refuse({ code: 'incident/unknown' })
}

async function isHalted(store: ConsoleStore, incident: Incident): Promise<boolean> {
  const of = refundOf(incident)
  if (!of) return false
  const refunds = await store.refundsOf(of.subject)
  return refunds.some(({ id, state }) => id === of.refundId && state.at === 'halted')
}

const retryRefund: Act<ConsoleContext, 'console.retryRefund'> = (
  context,
  { incidentId, note },
  { operatorId: by },
) =>
  settle(
    context,
    incidentId,
    { by, note },
    {
      order: (refundId) => (order) => resumeRefund(order, refundId),
      recharge: (refundId) => (account) => resumeRechargeRefund(account, refundId),
    },
  )

const payOut: Act<ConsoleContext, 'console.payOutRefund'> = (
  context,
  { how, incidentId, note },
  { operatorId: by },
) => {
  const paying = { how, nowMs: context.clock() }
  return settle(
    context,
    incidentId,
    { by, note },
    {
      order: (refundId) => (order) => payOutRefund(order, refundId, paying),
      recharge: (refundId) => (account) => payOutRechargeRefund(account, refundId, paying),
    },
  )
}

interface Deciders {
  readonly order: (refundId: RefundId) => Parameters<ConsoleStore['changeOrder']>[2]
  readonly recharge: (refundId: RefundId) => Parameters<ConsoleStore['changeRecharge']>[3]
}

/** The refund first, then its incident: both are idempotent. */
async function settle(
  { clock, store }: ConsoleContext,
  incidentId: Incident['id'],
  decided: Pick<Closing, 'by' | 'note'>,
  decide: Deciders,
): Promise<Result<IncidentView, HaltedRefundRefusal>> {
  const incident = await store.incident(incidentId)
  if (!incident) return refuse({ code: 'incident/unknown' })
  const of = refundOf(incident)
  if (!of) return refuse({ code: 'incident/no-refund' })
  const { refundId, subject } = of
  const nowMs = clock()
  const changed = subject.startsWith('order:')
    ? await store.changeOrder(subject as OrderId, nowMs, decide.order(refundId))
    : await store.changeRecharge(
        subject as RechargeId,
        nowMs,
        'refund-decided',
        decide.recharge(refundId),
      )
  if (!changed.ok) return refuse({ code: codeOf(changed.refusal.code) })
  const closed = await store.close(incidentId, { atMs: nowMs, ...decided })
  return ok(present(closed ?? incident))
}

/** A missing order or recharge has no such refund. */
function codeOf(code: string): HaltedRefundRefusal['code'] {
  return code === 'refund/settled' || code === 'refund/not-halted' ? code : 'refund/unknown'
}

function refundOf({ details }: Incident) {
  const { of: subject, refundId } = details
  if (typeof subject !== 'string' || typeof refundId !== 'string') return null
  return { subject: subject as OrderId | RechargeId, refundId: refundId as RefundId }
}

const showTimer: Act<ConsoleContext, 'console.timer'> = async ({ store }) => {
  const found = await store.timer()
  if (!found) return ok({ atMs: null, tookMs: 0, lanes: [] })
  const { atMs, lanes, tookMs } = found
  return ok({
    atMs,
    tookMs,
    lanes: lanes.map(({ failed, finished, lane, looked, oldestLateMs }) => ({
      lane,
      looked,
      failed,
      oldestLateMs,
      finished,
    })),
  })
}

const present = ({ id, closed, ...incident }: Incident): IncidentView => ({
  incidentId: id,
  code: incident.code,
  subject: incident.subject,
  atMs: incident.atMs,
  owner: incident.owner,
  deadlineAtMs: incident.deadlineAtMs,
  details: incident.details,
  closed: closed && { atMs: closed.atMs, by: closed.by, note: closed.note },
})
