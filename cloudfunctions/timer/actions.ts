import { type EpochMs, later, SECOND_MS } from '@palm/shared/kernel/instant'
import { PROVIDERS } from '@palm/shared/trade/fact'
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
import { type PayingRuntime, withProviders } from '../flows/paying-runtime'
import { adopt } from './adopt'
import type { FollowUpContext } from './follow-up'
import { type Lane, type LaneBounds, runLane } from './lane'
import { ownLane, tradeLanes } from './lanes'
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
 * lost refunds, ends holds, expires points and gifts. It may run twice or overlap itself: every
 * step decides again on the stored state.
 */
export function sweeper(runtime: PayingRuntime) {
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
    const context = contextOf(runtime, later(startedMs, CALL_UNTIL_MS))
    const lanes = await Promise.all(runLanes(context, startedMs, bounds))
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
function contextOf(runtime: PayingRuntime, callUntilMs: number): FollowUpContext {
  const { providers, clock, database } = runtime
  const breaker = () => openBreaker(() => callUntilMs - clock())
  const breakers = Object.fromEntries(
    PROVIDERS.map((provider) => [provider, breaker()]),
  ) as FollowUpContext['breakers'] satisfies Readonly<Record<string, Breaker>>
  return {
    ...withProviders(runtime, guardedProviders(providers, breakers)),
    store: openSweepStore(database),
    breakers,
    chance: Math.random,
  }
}

/** Runs all lanes concurrently. A failed search ends its own lane only. */
function runLanes(
  context: FollowUpContext,
  nowMs: EpochMs,
  bounds: LaneBounds,
): Promise<LaneHealth>[] {
  const { flows, store } = context
  const run = <Value>(lane: Lane<Value>): Promise<LaneHealth> =>
    runLane(lane, bounds).catch((error: unknown) => {
      bounds.onError(error, lane.name)
      return { lane: lane.name, looked: 0, failed: 1, oldestLateMs: 0, finished: false }
    })
  return [
    ...flows.flatMap((flow) => tradeLanes(context, flow, nowMs)).map(run),
    run(ownLane('upkeep', members.name, nowMs, store.dueMembers, store.upkeep)),
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
