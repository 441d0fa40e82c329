import type {
  HaltedRefundRefusal,
  IncidentRefusal,
  IncidentView,
} from '@palm/shared/api/console/incidents'
import { type Incident, stationOf } from '@palm/shared/incident/incident'
import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { OrderId } from '@palm/shared/order/facts/order'
import { endUnserved } from '@palm/shared/order/verbs/unserved'
import type { PolicyRefusal } from '@palm/shared/staff/policy/permit'
import type { RefundId } from '@palm/shared/trade/fact'
import { type HaltRefusal, payOutRefund, resumeRefund } from '@palm/shared/trade/refund-change'
import { refundsOf, type Trade, type TradeChange } from '@palm/shared/trade/trade'
import type { Database } from '../../database/session'
import { incidents } from '../../documents/incidents'
import { orders } from '../../documents/orders'
import type { OperatorCaller } from '../../edge/identity/operator-caller'
import type { Act } from '../../edge/serve'
import { changeOrder } from '../../flows/order-change'
import { UNSERVED_CODE } from '../../flows/unserved'
import { storeOfSubject } from '../../flows/trade/payments'
import type { TradeStore } from '../../flows/trade/trade-store'
import type { ConsoleContext } from '../context'
import { stationsWithin, targetOf } from '../places'
import { close, openIncidents } from './store'

const PAGE = 50

/** A page may be short of those beyond the caller's reach; the next one follows all the same. */
export const listIncidents: Act<ConsoleContext, 'console.incidents'> = async (
  { database },
  { afterMs, owner },
  caller,
) => {
  const found = await openIncidents(database, owner, afterMs, PAGE)
  const last = found.length === PAGE ? found.at(-1) : undefined
  const within = await stationsWithin(database, caller)
  const shown = found.filter((incident) => {
    const stationId = stationOf(incident)
    return within === null || (stationId !== null && within.includes(stationId))
  })
  return ok({ incidents: shown.map(present), nextAfterMs: last?.deadlineAtMs ?? null })
}

export const closeIncident: Act<ConsoleContext, 'console.closeIncident'> = async (
  { clock, database, trades },
  { incidentId, note },
  caller,
) => {
  const found = await incidentFor(database, caller, incidentId)
  if (!found.ok) return found
  const incident = found.value
  if (await isUnserved(database, incident)) return refuse({ code: 'incident/order-open' })
  if (await isHalted(trades, incident)) return refuse({ code: 'incident/refund-halted' })
  const closed = await close(database, incidentId, { atMs: clock(), by: caller.name, note })
  return closed ? ok(present(closed)) : refuse({ code: 'incident/unknown' })
}

async function isHalted(trades: readonly TradeStore[], incident: Incident): Promise<boolean> {
  const of = refundOf(incident)
  const found = of && storeOfSubject(trades, of.subject)
  const trade = found && (await found.store.findTrade(found.tradeNo))
  const refunds = trade ? refundsOf(trade) : []
  return refunds.some(({ id, state }) => id === of?.refundId && state.at === 'halted')
}

/** Its order is still paid and not served: closing the incident would forget the driver. */
async function isUnserved(database: Database, incident: Incident): Promise<boolean> {
  const orderId = unservedOrderOf(incident)
  return orderId !== null && (await database.get(orders, orderId))?.state.status === 'paid'
}

const unservedOrderOf = ({ code, details: { orderId } }: Incident): OrderId | null =>
  code === UNSERVED_CODE && typeof orderId === 'string' ? (orderId as OrderId) : null

/** The order first, then its incident: both are idempotent. The timer sends the refund. */
export const giveBackUnserved: Act<ConsoleContext, 'console.giveBackUnserved'> = async (
  { clock, database },
  { incidentId, note },
  caller,
) => {
  const found = await incidentFor(database, caller, incidentId)
  if (!found.ok) return found
  const orderId = unservedOrderOf(found.value)
  if (orderId === null) return refuse({ code: 'incident/not-unserved' })
  const nowMs = clock()
  await changeOrder(database, orderId, nowMs, (order) => ok(endUnserved(order, nowMs)))
  const closed = await close(database, incidentId, { atMs: clock(), by: caller.name, note })
  return ok(present(closed ?? found.value))
}

export const retryRefund: Act<ConsoleContext, 'console.retryRefund'> = (
  context,
  { incidentId, note },
  caller,
) => settle(context, caller, { incidentId, note }, resumeRefund)

export const payOut: Act<ConsoleContext, 'console.payOutRefund'> = (
  context,
  { how, incidentId, note },
  caller,
) =>
  settle(context, caller, { incidentId, note }, (trade, refundId, nowMs) =>
    payOutRefund(trade, refundId, { how, nowMs }),
  )

type Decide = (trade: Trade, refundId: RefundId, nowMs: EpochMs) => Result<TradeChange, HaltRefusal>

/** The refund first, then its incident: both are idempotent. */
async function settle(
  { clock, database, trades }: ConsoleContext,
  caller: OperatorCaller,
  { incidentId, note }: { readonly incidentId: Incident['id']; readonly note: string },
  decide: Decide,
): Promise<Result<IncidentView, HaltedRefundRefusal | PolicyRefusal>> {
  const known = await incidentFor(database, caller, incidentId)
  if (!known.ok) return known
  const incident = known.value
  const of = refundOf(incident)
  if (!of) return refuse({ code: 'incident/no-refund' })
  const found = storeOfSubject(trades, of.subject)
  if (!found) return refuse({ code: 'refund/unknown' })
  const changed = await found.store.changeTrade(found.tradeNo, (trade, nowMs) =>
    decide(trade, of.refundId, nowMs),
  )
  if (!changed.ok) return refuse({ code: codeOf(changed.refusal.code) })
  const closed = await close(database, incidentId, { atMs: clock(), by: caller.name, note })
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

/** An incident within the caller's reach; one that is about no station takes a grant for all. */
async function incidentFor(
  database: Database,
  caller: OperatorCaller,
  id: Incident['id'],
): Promise<Result<Incident, IncidentRefusal | PolicyRefusal>> {
  const incident = await database.get(incidents, id)
  if (!incident) return refuse({ code: 'incident/unknown' })
  const permitted = caller.permit(await targetOf(database, stationOf(incident)))
  return permitted.ok ? ok(incident) : permitted
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
