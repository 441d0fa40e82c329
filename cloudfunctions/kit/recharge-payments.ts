import { assert } from '@palm/shared/kernel/assert'
import { idLetters } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Member } from '@palm/shared/member/member'
import type { PaymentFact, RefundFact, RefundId } from '@palm/shared/payment/fact'
import type { Outcome } from '@palm/shared/payment/follow-up'
import { type HaltReason, nextToSend } from '@palm/shared/payment/refund'
import { receive } from '@palm/shared/stored-value/receive'
import {
  hasMoney,
  type Recharge,
  type RechargeId,
  type RechargeRefund,
  rechargeTradeNo,
  waitingOf,
} from '@palm/shared/stored-value/recharge'
import { applyRechargeRefundFact } from '@palm/shared/stored-value/refund'
import { haltRechargeRefund } from '@palm/shared/stored-value/refund-halt'
import { closeRecharge, type CloseRechargeRefusal } from '@palm/shared/stored-value/request'
import { type AccountChange, changeAccount, type UnknownMember } from './account-change'
import type { Database } from './database/session'
import { closingTicket, recharges } from './documents/recharges'
import { report } from './incident-report'
import type { Log } from './log'
import { type OpenedPayment, openPayment } from './open-payment'
import type { ChannelRefusal, RefundRequest } from './pay/channel'
import type { Channels } from './pay/channels'
import { openProgramme } from './programme'
import { sendRefund } from './refund-request'

/**
 * Calls between a recharge and its payment channel, as payments.ts has them for orders: calls to
 * the channel and changes of the account alternate. Each returns the updated member.
 */
export interface RechargePayments {
  open(recharge: Recharge, time: 'first' | 'again'): Promise<Result<OpenedPayment, ChannelRefusal>>
  ask(member: Member, recharge: Recharge): Promise<Result<Member, ChannelRefusal>>
  /** Ends in a paid recharge when somebody was faster. */
  close(
    member: Member,
    recharge: Recharge,
  ): Promise<Result<Member, ChannelRefusal | CloseRechargeRefusal | UnknownMember>>
  /** Sends the reserved refund whose turn it is; the timer sends the others and repeats this one. */
  giveBack(member: Member, recharge: Recharge): Promise<RechargeRefundStep>
  /** Takes a refund out of the channel's queue: a person decides. */
  halt(member: Member, id: RefundId, reason: HaltReason): Promise<Member>
  /** Applies a payment from any source. A payment that matches no recharge becomes an incident. */
  hear(rechargeId: RechargeId, fact: PaymentFact): Promise<Member | null>
  hearRefund(rechargeId: RechargeId, fact: RefundFact): Promise<Member | null>
}

/** A member after a try, and what came of it; null where nothing waits for the channel any more. */
export interface RechargeRefundStep {
  readonly member: Member
  readonly outcome: Outcome | null
}

export interface RechargePaymentsContext {
  readonly database: Database
  readonly channels: Channels
  readonly clock: () => EpochMs
  readonly log: Log
}

export function openRechargePayments(context: RechargePaymentsContext): RechargePayments {
  const { channels, clock, database } = context
  const { hear, hearRefund } = receiver(context)

  async function ask(member: Member, recharge: Recharge): Promise<Result<Member, ChannelRefusal>> {
    const channel = await channels(payerOf(recharge).channel)
    const trade = await channel.query(rechargeTradeNo(recharge.id))
    if (!trade.ok) return trade
    if (trade.value.at !== 'paid') return ok(member)
    return ok((await hear(recharge.id, trade.value.fact)) ?? member)
  }

  return {
    hear,
    hearRefund,
    ask,

    async open(recharge, time) {
      const { amountFen, id, state } = recharge
      assert(state.status === 'requested', 'only what is not paid is paid', id)
      const { channel: name, payerId } = payerOf(recharge)
      const description = '电子账户充值'
      const trade = { outTradeNo: rechargeTradeNo(id), amountFen, description }
      const request = { ...trade, payerId, expiresAtMs: state.payByMs }
      return openPayment(context, name, request, time)
    },

    async close(member, recharge) {
      await beginClose(database, recharge.id, clock())
      const channel = await channels(payerOf(recharge).channel)
      const closed = await channel.close(rechargeTradeNo(recharge.id))
      if (!closed.ok) return closed
      if (closed.value === 'paid') return ask(member, recharge)
      const nowMs = clock()
      return changeAccount(database, member.id, { nowMs, policy: null }, ({ storedValue }) => {
        const decision = closeRecharge(storedValue, recharge.id, nowMs)
        return decision.ok ? ok({ decision: decision.value, what: 'closed' }) : decision
      })
    },

    giveBack: (member, recharge) => giveBack(context, member, recharge, hearRefund),
    halt: (...args) => halt(context, ...args),
  }
}

/** One refund a step: what else waits is due on its own, so that a step has an end. */
async function giveBack(
  context: RechargePaymentsContext,
  member: Member,
  recharge: Recharge,
  hearRefund: RechargePayments['hearRefund'],
): Promise<RechargeRefundStep> {
  const refund = hasMoney(recharge) ? nextToSend(recharge.state.refunds) : undefined
  if (!refund || !hasMoney(recharge)) return { member, outcome: null }
  const { channel } = payerOf(recharge)
  const { paidAtMs } = recharge.state
  const request = refundRequestOf(recharge, refund)
  const sent = await sendRefund(context, { channel, refund, request, paidAtMs })
  const afterStep = (latest: Member): RechargeRefundStep => {
    const now = rechargeOf(latest, recharge.id)
    return { member: latest, outcome: now && waitingOf(now) ? 'answered' : null }
  }
  switch (sent.at) {
    case 'early':
      return { member, outcome: 'answered' }
    case 'failed':
      return { member, outcome: sent.outcome }
    case 'fact':
      return afterStep((await hearRefund(recharge.id, sent.fact)) ?? member)
    case 'halt':
      return afterStep(await halt(context, member, refund.id, sent.reason))
  }
}

async function halt(
  { clock, database }: RechargePaymentsContext,
  member: Member,
  refundId: RefundId,
  reason: HaltReason,
): Promise<Member> {
  const nowMs = clock()
  const halted = await changeAccount(
    database,
    member.id,
    { nowMs, policy: null },
    ({ storedValue }) => {
      const decision = haltRechargeRefund(storedValue, refundId, reason, nowMs)
      return decision.ok ? ok({ decision: decision.value, what: 'refund-halted' }) : decision
    },
  )
  return halted.ok ? halted.value : member
}

/** Takes in what a channel says, from wherever it was heard. */
function receiver(context: RechargePaymentsContext): Pick<RechargePayments, 'hear' | 'hearRefund'> {
  const programme = openProgramme(context.database, context.clock)
  return {
    async hear(rechargeId, fact) {
      const { offers } = (await programme()).storedValueRules
      return takeIn(context, rechargeId, fact, fact.transactionId, ({ storedValue }, nowMs) => {
        const received = receive(storedValue, { rechargeId, fact, offers, nowMs })
        if (!received.ok) return received
        const { couponTemplateIds: templateIds, ...decision } = received.value
        return ok({ decision, what: 'recharged', coupons: { rechargeId, come: true, templateIds } })
      })
    },

    hearRefund: (rechargeId, fact) =>
      takeIn(context, rechargeId, fact, fact.outRefundNo, ({ storedValue }, nowMs) => {
        const applied = applyRechargeRefundFact(storedValue, rechargeId, fact, nowMs)
        return applied.ok ? ok({ decision: applied.value, what: 'refund-heard' }) : applied
      }),
  }
}

/** From here on nobody opens its payment. */
const beginClose = (database: Database, id: RechargeId, nowMs: EpochMs): Promise<void> =>
  database.transaction(async (transaction) => {
    const ticket = await transaction.get(recharges, id)
    const closing = ticket && closingTicket(ticket, nowMs)
    if (closing && closing !== ticket) await transaction.put(recharges, closing)
  })

export const rechargeOf = ({ storedValue }: Member, id: RechargeId): Recharge | undefined =>
  storedValue.recharges.find((recharge) => recharge.id === id)

function payerOf({ id, source }: Recharge) {
  assert(source.kind === 'wallet', 'a card has no trade in a channel', id)
  return source
}

const refundRequestOf = (recharge: Recharge, refund: RechargeRefund): RefundRequest => ({
  outTradeNo: rechargeTradeNo(recharge.id),
  transactionId: refund.transactionId,
  outRefundNo: idLetters(refund.id),
  amountFen: refund.amountFen,
  totalFen: recharge.amountFen,
})

/** `what` is the channel's own number for it, which makes an incident unique. */
async function takeIn(
  context: RechargePaymentsContext,
  rechargeId: RechargeId,
  fact: PaymentFact | RefundFact,
  what: string,
  apply: (member: Member, nowMs: EpochMs) => Result<AccountChange, { readonly code: string }>,
): Promise<Member | null> {
  const { clock, database } = context
  const nowMs = clock()
  const ticket = await database.get(recharges, rechargeId)
  const applied = ticket
    ? await changeAccount(database, ticket.memberId, { nowMs, policy: null }, (member) =>
        apply(member, nowMs),
      )
    : refuse({ code: 'recharge/unknown' })
  if (applied.ok) return applied.value
  const { amountFen, channel, outTradeNo } = fact
  await report(context, applied.refusal.code, `${channel}-${what}`, { outTradeNo, amountFen })
  return null
}
