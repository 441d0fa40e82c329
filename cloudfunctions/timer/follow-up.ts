import type { Member } from '@palm/shared/member/member'
import { hasMoney, type Order, outTradeNo } from '@palm/shared/order/order'
import { waitingOf } from '@palm/shared/order/waiting'
import type { Channel } from '@palm/shared/payment/fact'
import {
  nextOf,
  type Outcome,
  type Task,
  taskOf,
  type Waiting,
} from '@palm/shared/payment/follow-up'
import { nextToSend } from '@palm/shared/payment/refund'
import {
  hasMoney as isPaid,
  type Recharge,
  rechargeTradeNo,
} from '@palm/shared/stored-value/recharge'
import { laneOf } from '../kit/documents/due'
import { members } from '../kit/documents/members'
import { orders } from '../kit/documents/orders'
import { recharges, type RechargeTicket } from '../kit/documents/recharges'
import { report } from '../kit/incident-report'
import { type Breaker, NOT_ASKED } from '../kit/pay/breaker'
import type { PayingRuntime } from '../kit/paying-runtime'
import { rechargeOf } from '../kit/recharge-payments'
import type { Step } from './lane'
import type { Followed, SweepStore } from './store'

export interface FollowUpContext extends PayingRuntime {
  readonly store: SweepStore
  readonly breakers: Readonly<Record<Channel, Breaker>>
  /** From 0 to 1, spreads what failed at the same moment. */
  readonly chance: () => number
}

/** Result of a try; null if the resulting decision has set the next due time. */
type Tried = Outcome | 'not-asked' | null

/** Something that waits for its channel, whatever it is. */
interface Follow {
  readonly what: Followed
  readonly id: string
  readonly tradeNo: string
  readonly channel: Channel
  readonly waiting: Waiting
  readonly tries: number
  try(task: Task): Promise<Tried>
  /** Out of every lane: nothing more is expected of it. */
  leave(): Promise<void>
  /** Out of the lane of refunds: a person decides. */
  halt(): Promise<void>
}

export function followOrder(context: FollowUpContext) {
  const { payments, store } = context
  return (order: Order, tries: number): Promise<Step> => {
    const waiting = waitingOf(order)
    if (!waiting) return rewritten(store.leave(orders, order))
    return follow(context, {
      what: 'orders',
      id: order.id,
      tradeNo: outTradeNo(order.id),
      channel: order.channel,
      waiting,
      tries,
      leave: () => store.leave(orders, order),
      async halt() {
        const refund = hasMoney(order.state) && nextToSend(order.state.refunds)
        if (refund) await payments.halt(order, refund.id, 'no-answer')
      },
      async try(task) {
        if (task === 'refund') return (await payments.giveBack(order)).outcome
        const answer = await (task === 'ask'
          ? payments.ask(order)
          : payments.close(order, 'timeout'))
        if (!answer.ok) return triedOf(answer.refusal)
        return answer.value === order ? 'answered' : null
      },
    })
  }
}

export function followRecharge(context: FollowUpContext) {
  const { database, rechargePayments, store } = context
  return async (ticket: RechargeTicket, tries: number): Promise<Step> => {
    const { channel, id, memberId, waiting } = ticket
    const member = await database.get(members, memberId)
    const recharge = member && rechargeOf(member, id)
    if (!recharge || !waiting || !channel) return rewritten(store.leave(recharges, ticket))
    return follow(context, {
      what: 'recharges',
      id,
      tradeNo: rechargeTradeNo(id),
      channel,
      waiting,
      tries,
      leave: () => store.leave(recharges, ticket),
      async halt() {
        const refund = isPaid(recharge) && nextToSend(recharge.state.refunds)
        if (refund) await rechargePayments.halt(member, refund.id, 'no-answer')
      },
      try: (task) => tryRecharge(context, member, recharge, task),
    })
  }
}

async function tryRecharge(
  { rechargePayments }: FollowUpContext,
  member: Member,
  recharge: Recharge,
  task: Task,
): Promise<Tried> {
  if (task === 'refund') return (await rechargePayments.giveBack(member, recharge)).outcome
  const answer = await (task === 'ask'
    ? rechargePayments.ask(member, recharge)
    : rechargePayments.close(member, recharge))
  if (!answer.ok) return triedOf(answer.refusal)
  const now = rechargeOf(answer.value, recharge.id)
  const isSame = now?.state.status === recharge.state.status && !(now && isPaid(now))
  return task === 'ask' && isSame ? 'answered' : null
}

/** One try, and when to come again. */
async function follow(context: FollowUpContext, one: Follow): Promise<Step> {
  const { breakers, chance, clock, store } = context
  const { channel, tries, waiting } = one
  if (!breakers[channel].mayCall()) return 'not-asked'
  const tried = await one.try(taskOf(waiting, clock()))
  if (tried === 'not-asked') return 'not-asked'
  if (tried === null) return 'looked'
  const isAway = tried === 'no-answer' && !breakers[channel].hasAnswered()
  const outcome = isAway ? 'provider-away' : tried
  const next = nextOf(waiting, outcome, { chance: chance(), nowMs: clock(), tries })
  if (next.then === 'again') {
    const { dueAtMs, tries: dueTries } = next
    await store.postpone(one.what, one.id, { dueLane: laneOf(waiting, channel), dueAtMs, dueTries })
  } else if (next.then === 'done') {
    await one.leave()
  } else {
    await giveUp(context, one)
  }
  return tried === 'answered' ? 'looked' : 'failed'
}

/** A refund is halted with an incident of its own; anything else leaves its lane with one. */
async function giveUp(context: FollowUpContext, one: Follow): Promise<void> {
  if (one.waiting.at === 'refund') return one.halt()
  await one.leave()
  const details = { of: one.id, channel: one.channel, tries: one.tries }
  await report(context, `payment/${one.waiting.at}-unsettled`, one.tradeNo, details)
}

function triedOf(refusal: { readonly code: string; readonly reason?: string }): Tried {
  if (refusal.reason === NOT_ASKED) return 'not-asked'
  if (refusal.code === 'payment/channel-unreachable') return 'no-answer'
  // Any other refusal is the domain's: it has changed, and its write has said when to come again.
  return refusal.code === 'payment/channel-refused' ? 'refused' : null
}

const rewritten = async (written: Promise<void>): Promise<Step> => {
  await written
  return 'looked'
}
