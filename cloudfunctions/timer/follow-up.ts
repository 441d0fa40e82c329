import type { Provider } from '@palm/shared/trade/fact'
import { nextOf, type Outcome, type Task, taskOf, type Waiting } from '@palm/shared/trade/follow-up'
import { nextToSend } from '@palm/shared/trade/refund'
import { refundsOf, type Trade } from '@palm/shared/trade/trade'
import { waitingOf } from '@palm/shared/trade/waiting'
import { laneOf } from '../documents/due'
import { report } from '../flows/incident-report'
import { type Breaker, NOT_ASKED } from '../providers/breaker'
import type { PayingRuntime } from '../flows/paying-runtime'
import type { TradeFlow } from '../flows/trade/trade-flow'
import type { Step } from './lane'
import type { SweepStore } from './store'

export interface FollowUpContext extends PayingRuntime {
  readonly store: SweepStore
  readonly breakers: Readonly<Record<Provider, Breaker>>
  /** From 0 to 1, spreads retries of simultaneous failures. */
  readonly chance: () => number
}

/** Result of an attempt; null if the resulting decision has set the next due time. */
type Tried = Outcome | 'not-asked' | null

/** Follow-up of a payable that waits for its provider. */
interface Follow {
  /** Collection of its document. */
  readonly collection: string
  readonly id: string
  readonly trade: Trade
  readonly waiting: Waiting
  readonly tries: number
  try(task: Task): Promise<Tried>
  /** Removes it from every lane: nothing more is expected of it. */
  leave(): Promise<void>
  /** Removes it from the lane of refunds: a person decides. */
  halt(): Promise<void>
}

/** Step of a lane, for any payable. */
export function followTrade<Subject, Stored extends { readonly id: string }>(
  context: FollowUpContext,
  flow: TradeFlow<Subject, Stored, { readonly code: string }>,
) {
  const { collection, subjectOf, tradeOf } = flow.payable
  return async (stored: Stored, tries: number): Promise<Step> => {
    const leave = () => context.store.leave(collection, stored)
    const subject = await subjectOf(stored)
    const trade = subject && tradeOf(subject)
    const waiting = trade && waitingOf(trade)
    if (!subject || !waiting) return rewritten(leave())
    return follow(context, {
      collection: collection.name,
      id: stored.id,
      trade,
      waiting,
      tries,
      leave,
      async halt() {
        const refund = nextToSend(refundsOf(trade))
        if (refund) await flow.halt(subject, refund.id, 'no-answer')
      },
      async try(task) {
        if (task === 'refund') return (await flow.giveBack(subject)).outcome
        const answer = await (task === 'ask' ? flow.ask(subject) : flow.close(subject, 'timeout'))
        if (!answer.ok) return triedOf(answer.refusal)
        return answer.value === subject ? 'answered' : null
      },
    })
  }
}

/** Makes one attempt and sets the next due time. */
async function follow(context: FollowUpContext, one: Follow): Promise<Step> {
  const { breakers, chance, clock, store } = context
  const { trade, tries, waiting } = one
  const { provider } = trade
  if (!breakers[provider].mayCall()) return 'not-asked'
  const tried = await one.try(taskOf(waiting, clock()))
  if (tried === 'not-asked') return 'not-asked'
  if (tried === null) return 'looked'
  const isAway = tried === 'no-answer' && !breakers[provider].hasAnswered()
  const outcome = isAway ? 'provider-away' : tried
  const next = nextOf(waiting, outcome, { chance: chance(), nowMs: clock(), tries })
  if (next.then === 'again') {
    const { dueAtMs, tries: dueTries } = next
    await store.postpone(one.collection, one.id, {
      dueLane: laneOf(waiting, provider),
      dueAtMs,
      dueTries,
    })
  } else if (next.then === 'done') {
    await one.leave()
  } else {
    await giveUp(context, one)
  }
  return tried === 'answered' ? 'looked' : 'failed'
}

/** Halts a refund, which has its own incident; removes anything else from its lane with one. */
async function giveUp(context: FollowUpContext, one: Follow): Promise<void> {
  if (one.waiting.at === 'refund') return one.halt()
  await one.leave()
  const details = { of: one.id, provider: one.trade.provider, tries: one.tries }
  await report(context, `payment/${one.waiting.at}-unsettled`, one.trade.no, details)
}

function triedOf(refusal: { readonly code: string; readonly reason?: string }): Tried {
  if (refusal.reason === NOT_ASKED) return 'not-asked'
  if (refusal.code === 'payment/provider-unreachable') return 'no-answer'
  // Any other refusal is the domain's: the trade has changed, which has set its next due time.
  return refusal.code === 'payment/provider-refused' ? 'refused' : null
}

const rewritten = async (written: Promise<void>): Promise<Step> => {
  await written
  return 'looked'
}
