import type { Incident, Owner } from '@palm/shared/incident/incident'
import { closeIncident, type Closing } from '@palm/shared/incident/incident'
import { ok, type Result } from '@palm/shared/kernel/result'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { hasMoney, type Order, type OrderId } from '@palm/shared/order/order'
import type { Decision } from '@palm/shared/order/decision'
import type { HaltRefusal, ReservedRefund } from '@palm/shared/payment/refund'
import type { StoredValueAccount } from '@palm/shared/stored-value/account'
import type { StoredValueDecision } from '@palm/shared/stored-value/decision'
import { hasMoney as isPaid, type RechargeId } from '@palm/shared/stored-value/recharge'
import { changeAccount } from '../kit/account-change'
import type { Database } from '../kit/database/session'
import { health, TIMER_HEALTH_ID, type TimerHealth } from '../kit/documents/health'
import { incidents } from '../kit/documents/incidents'
import { members } from '../kit/documents/members'
import { orders } from '../kit/documents/orders'
import { recharges } from '../kit/documents/recharges'
import { changeOrder } from '../kit/order-change'
import { rechargeOf } from '../kit/recharge-payments'

/** Database interface of the operator's console. */
export interface ConsoleStore {
  /** Open incidents of an owner, or of all, most urgent first. */
  openIncidents(owner: Owner | null, afterMs: EpochMs | null, limit: number): Promise<Incident[]>
  incident(id: Incident['id']): Promise<Incident | null>
  close(id: Incident['id'], closing: Closing): Promise<Incident | null>
  /** The refunds of an order or of a recharge. */
  refundsOf(subject: OrderId | RechargeId): Promise<readonly ReservedRefund[]>
  changeOrder(
    id: OrderId,
    nowMs: EpochMs,
    decide: (order: Order) => Result<Decision, HaltRefusal>,
  ): Promise<Result<unknown, { readonly code: string }>>
  changeRecharge(
    id: RechargeId,
    nowMs: EpochMs,
    what: string,
    decide: (account: StoredValueAccount) => Result<StoredValueDecision, HaltRefusal>,
  ): Promise<Result<unknown, { readonly code: string }>>
  timer(): Promise<TimerHealth | null>
}

export function openConsoleStore(database: Database): ConsoleStore {
  return {
    openIncidents: (owner, afterMs, limit) =>
      database.find(incidents, {
        where: {
          isOpen: true,
          ...(owner ? { owner } : {}),
          deadlineAtMs: { above: afterMs ?? -1, atMost: Number.MAX_SAFE_INTEGER },
        },
        orderBy: { field: 'deadlineAtMs', direction: 'asc' },
        limit,
      }),
    incident: (id) => database.get(incidents, id),
    close: (id, closing) =>
      database.transaction(async (transaction) => {
        const incident = await transaction.get(incidents, id)
        if (!incident) return null
        const closed = closeIncident(incident, closing)
        if (closed !== incident) await transaction.put(incidents, closed)
        return closed
      }),
    refundsOf: (subject) => refundsOf(database, subject),
    changeOrder: (id, nowMs, decide) => changeOrder(database, id, nowMs, decide),
    async changeRecharge(id, nowMs, what, decide) {
      const ticket = await database.get(recharges, id)
      if (!ticket) return { ok: false, refusal: { code: 'refund/unknown' } }
      return changeAccount(database, ticket.memberId, { nowMs, policy: null }, (member) => {
        const decision = decide(member.storedValue)
        return decision.ok ? ok({ decision: decision.value, what }) : decision
      })
    },
    timer: () => database.get(health, TIMER_HEALTH_ID),
  }
}

async function refundsOf(
  database: Database,
  subject: OrderId | RechargeId,
): Promise<readonly ReservedRefund[]> {
  if (subject.startsWith('order:')) {
    const order = await database.get(orders, subject)
    return order && hasMoney(order.state) ? order.state.refunds : []
  }
  const ticket = await database.get(recharges, subject)
  const member = ticket && (await database.get(members, ticket.memberId))
  const recharge = member && rechargeOf(member, subject as RechargeId)
  return recharge && isPaid(recharge) ? recharge.state.refunds : []
}
