import type { HaltedRefundRefusal, IncidentView } from '@palm/shared/api/console'
import type { Closing, Incident } from '@palm/shared/incident/incident'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { RefundId } from '@palm/shared/trade/fact'
import { type HaltRefusal, payOutRefund, resumeRefund } from '@palm/shared/trade/refund-change'
import { refundsOf, type Trade, type TradeChange } from '@palm/shared/trade/trade'
import type { Runtime } from '../edge/runtime'
import { type Act, type Handlers, withContext } from '../edge/serve'
import { openTradeStores, storeOfSubject } from '../flows/trade/payments'
import type { TradeStore } from '../flows/trade/trade-store'
import { type ConsoleStore, openConsoleStore } from './store'

interface ConsoleContext extends Runtime {
  readonly store: ConsoleStore
  readonly trades: readonly TradeStore[]
}

export function consoleHandlers(runtime: Runtime): Handlers<'console'> {
  return withContext(
    { ...runtime, store: openConsoleStore(runtime.database), trades: openTradeStores(runtime) },
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
  { clock, store, trades },
  { incidentId, note },
  { operatorId: by },
) => {
  const incident = await store.incident(incidentId)
  if (!incident) return refuse({ code: 'incident/unknown' })
  if (await isHalted(trades, incident)) return refuse({ code: 'incident/refund-halted' })
  const closed = await store.close(incidentId, { atMs: clock(), by, note })
  return closed ? ok(present(closed)) : refuse({ code: 'incident/unknown' })
}

async function isHalted(trades: readonly TradeStore[], incident: Incident): Promise<boolean> {
  const of = refundOf(incident)
  const found = of && storeOfSubject(trades, of.subject)
  const trade = found && (await found.store.findTrade(found.tradeNo))
  const refunds = trade ? refundsOf(trade) : []
  return refunds.some(({ id, state }) => id === of?.refundId && state.at === 'halted')
}

const retryRefund: Act<ConsoleContext, 'console.retryRefund'> = (
  context,
  { incidentId, note },
  { operatorId: by },
) => settle(context, incidentId, { by, note }, resumeRefund)

const payOut: Act<ConsoleContext, 'console.payOutRefund'> = (
  context,
  { how, incidentId, note },
  { operatorId: by },
) =>
  settle(context, incidentId, { by, note }, (trade, refundId, nowMs) =>
    payOutRefund(trade, refundId, { how, nowMs }),
  )

type Decide = (trade: Trade, refundId: RefundId, nowMs: EpochMs) => Result<TradeChange, HaltRefusal>

/** The refund first, then its incident: both are idempotent. */
async function settle(
  { clock, store, trades }: ConsoleContext,
  incidentId: Incident['id'],
  decided: Pick<Closing, 'by' | 'note'>,
  decide: Decide,
): Promise<Result<IncidentView, HaltedRefundRefusal>> {
  const incident = await store.incident(incidentId)
  if (!incident) return refuse({ code: 'incident/unknown' })
  const of = refundOf(incident)
  if (!of) return refuse({ code: 'incident/no-refund' })
  const found = storeOfSubject(trades, of.subject)
  if (!found) return refuse({ code: 'refund/unknown' })
  const changed = await found.store.changeTrade(found.tradeNo, (trade, nowMs) =>
    decide(trade, of.refundId, nowMs),
  )
  if (!changed.ok) return refuse({ code: codeOf(changed.refusal.code) })
  const closed = await store.close(incidentId, { atMs: clock(), ...decided })
  return ok(present(closed ?? incident))
}

/** A missing order or recharge has no such refund. */
function codeOf(code: string): HaltedRefundRefusal['code'] {
  return code === 'refund/settled' || code === 'refund/not-halted' ? code : 'refund/unknown'
}

function refundOf({ details }: Incident) {
  const { of: subject, refundId } = details
  if (typeof subject !== 'string' || typeof refundId !== 'string') return null
  return { subject: subject as Id<string>, refundId: refundId as RefundId }
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
