import { type EpochMs, later, SECOND_MS } from '@palm/shared/kernel/instant'
import { type Provider, PROVIDERS } from '@palm/shared/trade/fact'
import { expireApproval } from '../flows/approvals'
import { approvals } from '../documents/approvals'
import { orders } from '../documents/orders'
import { tickets } from '../documents/tickets'
import { health, type LaneHealth, TIMER_HEALTH_ID } from '../documents/health'
import { members } from '../documents/member/members'
import { report } from '../flows/incident-report'
import { reportLateTicket } from '../flows/late-tickets'
import { followUnservedOrder } from '../flows/unserved'
import type { Invocation } from '../edge/invocation'
import { type Breaker, guardedProviders, openBreaker } from '../providers/breaker'
import { type MessageSenders, openMessageSenders } from '../providers/messages/message-senders'
import { withIssuers } from '../flows/invoice/invoice-flow'
import { type PayingRuntime, withProviders } from '../flows/paying-runtime'
import { adopt } from './adopt'
import { type InvoiceLaneContext, invoiceLanes } from './invoice-lanes'
import type { FollowUpContext } from './follow-up'
import { type Lane, type LaneBounds, runLane } from './lane'
import { ownLane, tradeLanes } from './lanes'
import { leaveLane } from './leaving/leave-lane'
import type { MessageContext } from './messages/message-context'
import { sendLane } from './messages/send-lane'
import { memberTellLane, orderTellLane } from './messages/tell-lanes'
import { invoiceTellLane, staffTellLane } from './messages/tell-others'
import { openSweepStore, PAGE } from './store'

/** Next run: in a minute. No work begins after the first bound, no call after the other. */
const BEGIN_UNTIL_MS = 45 * SECOND_MS
const CALL_UNTIL_MS = 55 * SECOND_MS

/** Per lane; a provider has two lanes of orders and two of recharges. */
const PARALLEL = 8

export interface SweepReport {
  readonly looked: number
  readonly failed: number
  readonly lanes: readonly LaneHealth[]
}

/**
 * Work without another trigger: closes unpaid orders, finds payments without notification, retries
 * lost refunds, ends holds, expires points and gifts, tells members what happened. It may run twice or
 * overlap itself: every step decides again on the stored state.
 */
export function sweeper(runtime: PayingRuntime) {
  const senders = openMessageSenders(runtime)
  const { issuers } = withIssuers(runtime)
  return async (invocation: Invocation): Promise<SweepReport> => {
    if (invocation.by !== 'timer') return { looked: 0, failed: 0, lanes: [] }
    const { requestId } = invocation
    const { clock, database, log } = runtime
    const startedMs = clock()
    const onError = (error: unknown, lane: string) => log.error({ requestId, lane, err: error })
    const bounds = {
      clock,
      untilMs: later(startedMs, BEGIN_UNTIL_MS),
      pageSize: PAGE,
      parallel: PARALLEL,
      onError,
      onUnreadable: (collection: string, id: string) =>
        report(runtime, 'document/unreadable', `${collection}-${id}`, { collection, id }),
    }
    await adopt(database, startedMs).catch((error: unknown) => onError(error, 'adopt'))
    const callUntilMs = later(startedMs, CALL_UNTIL_MS)
    const context = contextOf(runtime, callUntilMs)
    const telling = messageContextOf(runtime, senders, callUntilMs)
    const remainingMs = () => callUntilMs - clock()
    const invoicing = { ...runtime, issuers, store: context.store, remainingMs }
    const lanes = await Promise.all([
      ...runLanes(context, startedMs, bounds),
      ...runInvoiceLanes(invoicing, startedMs, bounds),
      ...runMessageLanes(telling, startedMs, bounds),
    ])
    const [looked, failed] = [sumOf(lanes, 'looked'), sumOf(lanes, 'failed')]
    log.info({ requestId, looked, failed, lanes: lanes.filter(isWorthSaying) })
    const atMs = clock()
    await database.put(health, { id: TIMER_HEALTH_ID, atMs, tookMs: atMs - startedMs, lanes })
    return { looked, failed, lanes }
  }
}

const sumOf = (lanes: readonly LaneHealth[], what: 'looked' | 'failed') =>
  lanes.reduce((sum, lane) => sum + lane[what], 0)

const isWorthSaying = ({ finished, looked }: LaneHealth) => looked > 0 || !finished

/** Context whose providers stop calling a provider that does not answer. */
function contextOf(runtime: PayingRuntime, callUntilMs: EpochMs): FollowUpContext {
  const { providers, database } = runtime
  const breakers = breakersOf(runtime, callUntilMs)
  return {
    ...withProviders(runtime, guardedProviders(providers, breakers)),
    store: openSweepStore(database),
    breakers,
    chance: Math.random,
  }
}

const messageContextOf = (
  runtime: PayingRuntime,
  senders: MessageSenders,
  callUntilMs: EpochMs,
): MessageContext => ({
  ...runtime,
  senders,
  breakers: breakersOf(runtime, callUntilMs),
  chance: Math.random,
})

function breakersOf({ clock }: PayingRuntime, callUntilMs: EpochMs) {
  const breaker = () => openBreaker(() => callUntilMs - clock())
  return Object.fromEntries(PROVIDERS.map((provider) => [provider, breaker()])) as Readonly<
    Record<Provider, Breaker>
  >
}

/** Runs a lane to its end or to the bounds. A failed search ends its own lane only. */
const runSafely =
  (bounds: LaneBounds) =>
  <Value>(lane: Lane<Value>): Promise<LaneHealth> =>
    runLane(lane, bounds).catch((error: unknown) => {
      bounds.onError(error, lane.name)
      return { lane: lane.name, looked: 0, failed: 1, oldestLateMs: 0, finished: false }
    })

/** News goes into the inboxes before any service message is sent. */
function runMessageLanes(
  context: MessageContext,
  nowMs: EpochMs,
  bounds: LaneBounds,
): Promise<LaneHealth>[] {
  const run = runSafely(bounds)
  const telling = [
    run(orderTellLane(context, nowMs)),
    run(memberTellLane(context, nowMs)),
    run(invoiceTellLane(context, nowMs)),
    run(staffTellLane(context, nowMs)),
  ]
  const sending = PROVIDERS.map(async (wallet) => {
    await Promise.all(telling)
    return run(sendLane(context, wallet, nowMs))
  })
  return [...telling, ...sending]
}

/** Refunds are told first, so that their reversals are asked for in the next run at the latest. */
function runInvoiceLanes(
  context: InvoiceLaneContext,
  nowMs: EpochMs,
  bounds: LaneBounds,
): Promise<LaneHealth>[] {
  const run = runSafely(bounds)
  return invoiceLanes(context, nowMs).map((lane) => run(lane as Lane<unknown>))
}

/** Runs all lanes concurrently. */
function runLanes(
  context: FollowUpContext,
  nowMs: EpochMs,
  bounds: LaneBounds,
): Promise<LaneHealth>[] {
  const { flows, store } = context
  const run = runSafely(bounds)
  return [
    ...flows.flatMap((flow) => tradeLanes(context, flow, nowMs)).map(run),
    run(ownLane('upkeep', members.name, nowMs, store.dueMembers, store.upkeep)),
    run(leaveLane(context.database, nowMs)),
    run(
      ownLane('approvals', approvals.name, nowMs, store.overdueApprovals, (approval) =>
        expireApproval(context, approval),
      ),
    ),
    run(
      ownLane('late-tickets', tickets.name, nowMs, store.lateTickets, (ticket) =>
        reportLateTicket(context, ticket),
      ),
    ),
    run(
      ownLane('unserved-orders', orders.name, nowMs, store.unserved, (order) =>
        followUnservedOrder(context, order),
      ),
    ),
  ]
}
