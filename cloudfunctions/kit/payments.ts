import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, type Result } from '@palm/shared/kernel/result'
import { beginClose, type CloseRefusal, finishClose } from '@palm/shared/order/close'
import type { Decision } from '@palm/shared/order/decision'
import {
  type CloseReason,
  hasMoney,
  type Order,
  orderOfTrade,
  outRefundNo,
  outTradeNo,
  type Refund,
} from '@palm/shared/order/order'
import { applyPaymentFact } from '@palm/shared/order/pay'
import { applyRefundFact, haltRefund } from '@palm/shared/order/refund'
import { walletFen } from '@palm/shared/order/tender'
import { waitingOf } from '@palm/shared/order/waiting'
import type { PaymentFact, RefundFact, RefundId } from '@palm/shared/payment/fact'
import type { Outcome } from '@palm/shared/payment/follow-up'
import { type HaltReason, nextToSend } from '@palm/shared/payment/refund'
import type { Database } from './database/session'
import { report } from './incident-report'
import type { Log } from './log'
import { changeOrder, type UnknownOrder } from './order-change'
import { type OpenedPayment, openPayment } from './open-payment'
import type { ChannelRefusal, OpenPayment, RefundRequest } from './pay/channel'
import type { Channels } from './pay/channels'
import { sendRefund } from './refund-request'

/**
 * What goes on between an order and its payment channel. Calls to the channel and changes of the
 * order take turns: never one inside the other, so that a transaction has no effect but its own and
 * a lost answer can be asked for again.
 */
export interface Payments {
  /** Opens the payment in the channel, for the wallet to ask the driver; `again` finds it open. */
  open(order: Order, time: 'first' | 'again'): Promise<Result<OpenedPayment, ChannelRefusal>>
  /** Asks the channel how the trade stands and takes in what it says. */
  ask(order: Order): Promise<Result<Order, ChannelRefusal>>
  /** Both steps of closing; ends in a paid order when somebody was faster. */
  close(
    order: Order,
    reason: CloseReason,
  ): Promise<Result<Order, ChannelRefusal | CloseRefusal | UnknownOrder>>
  /** Sends the reserved refund whose turn it is; the timer sends the others and repeats this one. */
  giveBack(order: Order): Promise<RefundStep>
  /** Takes a refund out of the channel's queue: a person decides. */
  halt(order: Order, id: RefundId, reason: HaltReason): Promise<Order>
  /** Applies a payment from any source. A payment that matches no order becomes an incident. */
  hear(fact: PaymentFact): Promise<Order | null>
  hearRefund(fact: RefundFact): Promise<Order | null>
}

/** An order after a try, and what came of it; null where nothing waits for the channel any more. */
export interface RefundStep {
  readonly order: Order
  readonly outcome: Outcome | null
}

export interface PaymentsContext {
  readonly database: Database
  readonly channels: Channels
  readonly clock: () => EpochMs
  readonly log: Log
}

export function openPayments(context: PaymentsContext): Payments {
  const { channels, clock, database } = context
  const hear = (fact: PaymentFact) => takeIn(context, fact, fact.transactionId, applyPaymentFact)
  const hearRefund = (fact: RefundFact) => takeIn(context, fact, fact.outRefundNo, applyRefundFact)

  async function ask(order: Order): Promise<Result<Order, ChannelRefusal>> {
    const channel = await channels(order.channel)
    const trade = await channel.query(outTradeNo(order.id))
    if (!trade.ok) return trade
    if (trade.value.at !== 'paid') return ok(order)
    return ok((await hear(trade.value.fact)) ?? order)
  }

  return {
    hear,
    hearRefund,
    ask,

    open: (order, time) => openPayment(context, order.channel, paymentOf(order), time),

    async close(order, reason) {
      const nowMs = clock()
      const begun = await changeOrder(database, order.id, nowMs, (now) =>
        beginClose(now, reason, nowMs),
      )
      if (!begun.ok || isClosed(begun.value)) return begun
      const channel = await channels(order.channel)
      const closed = await channel.close(outTradeNo(order.id))
      if (!closed.ok) return closed
      if (closed.value === 'paid') return ask(begun.value)
      const closedAtMs = clock()
      return changeOrder(database, order.id, closedAtMs, (now) => finishClose(now, closedAtMs))
    },

    giveBack: (order) => giveBack(context, order, hearRefund),
    halt: (...args) => halt(context, ...args),
  }
}

/** Closed, and by the channel as well. */
const isClosed = ({ state }: Order) => state.status === 'closed' && !state.unconfirmed

const paymentOf = (order: Order): OpenPayment => ({
  outTradeNo: outTradeNo(order.id),
  amountFen: walletFen(order),
  description: `${order.stationName} ${order.fuel.nozzleNumber} 号枪 ${order.fuel.gradeName}`,
  payerId: order.payerId,
  expiresAtMs: order.payByMs,
})

/** One refund a step: what else waits is due on its own, so that a step has an end. */
async function giveBack(
  context: PaymentsContext,
  order: Order,
  hearRefund: Payments['hearRefund'],
): Promise<RefundStep> {
  const refund = hasMoney(order.state) ? nextToSend(order.state.refunds) : undefined
  if (!refund || !hasMoney(order.state)) return { order, outcome: null }
  const { paidAtMs } = order.state.payment
  const request = refundRequestOf(order, refund)
  const sent = await sendRefund(context, { channel: order.channel, refund, request, paidAtMs })
  const afterStep = (latest: Order): RefundStep => ({
    order: latest,
    outcome: waitingOf(latest)?.at === 'refund' ? 'answered' : null,
  })
  switch (sent.at) {
    case 'early':
      return { order, outcome: 'answered' }
    case 'failed':
      return { order, outcome: sent.outcome }
    case 'fact':
      return afterStep((await hearRefund(sent.fact)) ?? order)
    case 'halt':
      return afterStep(await halt(context, order, refund.id, sent.reason))
  }
}

async function halt(
  { clock, database }: PaymentsContext,
  order: Order,
  id: RefundId,
  reason: HaltReason,
): Promise<Order> {
  const nowMs = clock()
  const halted = await changeOrder(database, order.id, nowMs, (now) =>
    haltRefund(now, id, reason, nowMs),
  )
  return halted.ok ? halted.value : order
}

const refundRequestOf = (order: Order, refund: Refund): RefundRequest => ({
  outTradeNo: outTradeNo(order.id),
  transactionId: refund.transactionId,
  outRefundNo: outRefundNo(refund.id),
  amountFen: refund.amountFen,
  totalFen: walletFen(order),
})

/** `what` is the channel's own number for it, which makes an incident unique. */
async function takeIn<Fact extends PaymentFact | RefundFact>(
  context: PaymentsContext,
  fact: Fact,
  what: string,
  apply: (order: Order, fact: Fact, nowMs: EpochMs) => Result<Decision, { readonly code: string }>,
): Promise<Order | null> {
  const nowMs = context.clock()
  const orderId = orderOfTrade(fact.outTradeNo)
  const applied = await changeOrder(context.database, orderId, nowMs, (order) =>
    apply(order, fact, nowMs),
  )
  if (applied.ok) return applied.value
  const { amountFen, channel, outTradeNo } = fact
  await report(context, applied.refusal.code, `${channel}-${what}`, { outTradeNo, amountFen })
  return null
}
