import { SECOND_MS } from '@palm/shared/kernel/instant'
import type { Member } from '@palm/shared/member/member'
import type { Order } from '@palm/shared/order/order'
import { sweepOf } from '@palm/shared/order/sweep'
import type { Invocation } from '../kit/invocation'
import type { PayingRuntime } from '../kit/paying-runtime'
import { openSweepStore } from './store'

/** The timer comes again in a minute: it stops well before the cloud would stop it. */
const STOP_AFTER_MS = 45 * SECOND_MS

export interface SweepReport {
  readonly looked: number
  readonly failed: number
}

/**
 * What nobody else may ever do: orders that nobody pays are closed, payments that nobody told us of
 * are found, refunds that did not get through are sent again, points and gifts expire. It may run twice or overlap itself:
 * every step decides anew on what is stored.
 */
export function sweeper({ clock, database, log, payments }: PayingRuntime) {
  const store = openSweepStore(database)

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

  return async (invocation: Invocation): Promise<SweepReport> => {
    if (invocation.by !== 'timer') return { looked: 0, failed: 0 }
    const untilMs = clock() + STOP_AFTER_MS
    const [open, refunding, due] = await Promise.all([
      store.open(),
      store.refunding(),
      store.due(clock()),
    ])
    const work = [
      ...open.map((order) => () => settle(order)),
      ...refunding.map((order) => () => giveBack(order)),
      ...due.map((member) => () => keepUp(member)),
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
