import { SECOND_MS } from '@palm/shared/kernel/instant'
import type { Member } from '@palm/shared/member/member'
import type { Approval } from '@palm/shared/order/approval'
import type { Order } from '@palm/shared/order/order'
import { sweepOf } from '@palm/shared/order/sweep'
import { expireApproval, overdueApprovals } from '../kit/approvals'
import type { Invocation } from '../kit/invocation'
import type { PayingRuntime } from '../kit/paying-runtime'
import { rechargeSweeper } from './recharges'
import { openSweepStore } from './store'

/** The timer comes again in a minute: it stops well before the cloud would stop it. */
const STOP_AFTER_MS = 45 * SECOND_MS

export interface SweepReport {
  readonly looked: number
  readonly failed: number
}

/**
 * What nobody else may ever do: what nobody pays is closed, payments that nobody told us of are
 * found, refunds that did not get through are sent again, points and gifts expire. It may run twice
 * or overlap itself:
 * every step decides anew on what is stored.
 */
export function sweeper(runtime: PayingRuntime) {
  const { clock, database, log, payments } = runtime
  const store = openSweepStore(database)
  const settleRecharge = rechargeSweeper(runtime)

  async function settle(order: Order): Promise<boolean> {
    const todo = sweepOf(order, clock())
    if (todo === 'close') return (await payments.close(order, 'timeout')).ok
    if (todo === 'ask') return (await payments.ask(order)).ok
    return true
  }

  async function giveBack(order: Order): Promise<boolean> {
    await payments.giveBack(order)
    return true
  }

  async function keepUp({ id }: Member): Promise<boolean> {
    await store.upkeep(id, clock())
    return true
  }

  async function expire(approval: Approval): Promise<boolean> {
    await expireApproval(runtime, approval)
    return true
  }

  return async (invocation: Invocation): Promise<SweepReport> => {
    if (invocation.by !== 'timer') return { looked: 0, failed: 0 }
    const nowMs = clock()
    const untilMs = nowMs + STOP_AFTER_MS
    const [open, refunding, tickets, due, unanswered] = await Promise.all([
      store.open(),
      store.refunding(),
      store.recharges(nowMs),
      store.due(nowMs),
      overdueApprovals(database, nowMs),
    ])
    const work = [
      ...open.map((order) => () => settle(order)),
      ...refunding.map((order) => () => giveBack(order)),
      ...tickets.map((ticket) => () => settleRecharge(ticket)),
      ...due.map((member) => () => keepUp(member)),
      ...unanswered.map((approval) => () => expire(approval)),
    ]
    let [looked, failed] = [0, 0]
    for (const step of work) {
      if (clock() >= untilMs) break
      looked++
      // One's trouble must not keep the others waiting.
      const done = await step().catch((error: unknown) => {
        log.error({ requestId: invocation.requestId, err: error })
        return false
      })
      if (!done) failed++
    }
    log.info({ requestId: invocation.requestId, looked, failed })
    return { looked, failed }
  }
}
