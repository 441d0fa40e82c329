import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, type Result } from '@palm/shared/kernel/result'
import { beginClose, type CloseRefusal, finishClose } from '@palm/shared/trade/close'
import type { RefundId } from '@palm/shared/trade/fact'
import type { Outcome } from '@palm/shared/trade/follow-up'
import { type HaltReason, nextToSend, outRefundNo } from '@palm/shared/trade/refund'
import { haltRefund } from '@palm/shared/trade/refund-change'
import { type CloseReason, isPaid, type Trade, type TradeChange } from '@palm/shared/trade/trade'
import { waitingOf } from '@palm/shared/trade/waiting'
import { type OpenedPayment, openPayment } from '../../providers/open-payment'
import type { ProviderRefusal } from '../../providers/provider'
import type { ProviderAccount, Providers } from '../../providers/providers'
import { sendRefund } from '../../providers/refund-request'
import type { Payable } from './payable'
import { openTradeStore, type TradeStore, type TradeStoreContext } from './trade-store'

/**
 * Exchange between a payable and its payment provider. Calls to the provider and changes of the
 * payable take turns, never one inside the other, so that a transaction has no side effects and a
 * lost answer can be requested again.
 */
export interface TradeFlow<
  Subject,
  Stored extends { readonly id: string },
  Unknown extends { readonly code: string },
> extends TradeStore {
  readonly payable: Pick<
    Payable<Subject, never, Stored, Unknown>,
    'collection' | 'subjectOf' | 'tradeOf'
  >
  /** Opens the payment with the provider, for the wallet; `again` reuses one that is open. */
  open(subject: Subject, time: 'first' | 'again'): Promise<Result<OpenedPayment, ProviderRefusal>>
  /** Queries the trade with the provider and applies the answer. */
  ask(subject: Subject): Promise<Result<Subject, ProviderRefusal>>
  /** Both steps of closing; results in a paid trade if a payment arrived first. */
  close(
    subject: Subject,
    reason: CloseReason,
  ): Promise<Result<Subject, ProviderRefusal | CloseRefusal | Unknown>>
  /** Sends the next reserved refund; the timer sends the others and retries this one. */
  giveBack(subject: Subject): Promise<RefundStep<Subject>>
  /** Halts a refund until a person decides. */
  halt(subject: Subject, id: RefundId, reason: HaltReason): Promise<Subject>
  /** Changes the trade without its provider, as the timer does when it does not answer. */
  change<Refusal extends { readonly code: string }>(
    subject: Subject,
    decide: (trade: Trade, nowMs: EpochMs) => Result<TradeChange, Refusal>,
  ): Promise<Result<Subject, Refusal | Unknown>>
}

/** Payable after an attempt, with the outcome; null if nothing waits for the provider any more. */
export interface RefundStep<Subject> {
  readonly subject: Subject
  readonly outcome: Outcome | null
}

export interface TradeFlowContext extends TradeStoreContext {
  readonly providers: Providers
}

export function openTradeFlow<
  Subject,
  Key,
  Stored extends { readonly id: string },
  Unknown extends { readonly code: string },
>(
  context: TradeFlowContext,
  payable: Payable<Subject, Key, Stored, Unknown>,
): TradeFlow<Subject, Stored, Unknown> {
  const { providers, clock } = context
  const { keyOf, tradeOf } = payable
  const { takeIn, ...store } = openTradeStore(context, payable)

  async function ask(subject: Subject): Promise<Result<Subject, ProviderRefusal>> {
    const trade = tradeOf(subject)
    const found = await (await providers(accountOf(trade))).query(trade.no)
    if (!found.ok) return found
    const fact = found.value.at === 'paid' ? found.value.fact : null
    return ok((fact && (await takeIn.payment(keyOf(subject), fact))) ?? subject)
  }

  async function change<Refusal extends { readonly code: string }>(
    subject: Subject,
    decide: (trade: Trade, nowMs: EpochMs) => Result<TradeChange, Refusal>,
  ) {
    const nowMs = clock()
    return payable.change(keyOf(subject), nowMs, (trade) => decide(trade, nowMs))
  }

  async function halt(subject: Subject, id: RefundId, reason: HaltReason): Promise<Subject> {
    const halted = await change(subject, (trade, nowMs) => haltRefund(trade, id, reason, nowMs))
    return halted.ok ? halted.value : subject
  }

  return {
    ...store,
    payable,
    ask,
    change,
    halt,

    open: (subject, time) => open(context, tradeOf(subject), payable.describe(subject), time),

    async close(subject, reason) {
      const begun = await change(subject, (trade, nowMs) => beginClose(trade, reason, nowMs))
      if (!begun.ok || isClosed(tradeOf(begun.value))) return begun
      const trade = tradeOf(subject)
      const closed = await (await providers(accountOf(trade))).close(trade.no)
      if (!closed.ok) return closed
      return closed.value === 'paid' ? ask(begun.value) : change(begun.value, finishClose)
    },

    async giveBack(subject) {
      const sent = await sendNext(context, tradeOf(subject))
      if (sent.at === 'nothing') return { subject, outcome: null }
      if (sent.at === 'early') return { subject, outcome: 'answered' }
      if (sent.at === 'failed') return { subject, outcome: sent.outcome }
      const latest =
        sent.at === 'halt'
          ? await halt(subject, sent.refundId, sent.reason)
          : ((await takeIn.refund(keyOf(subject), sent.fact)) ?? subject)
      const isWaiting = waitingOf(tradeOf(latest))?.at === 'refund'
      return { subject: latest, outcome: isWaiting ? 'answered' : null }
    },
  }
}

function open(
  context: TradeFlowContext,
  trade: Trade,
  description: string,
  time: 'first' | 'again',
): Promise<Result<OpenedPayment, ProviderRefusal>> {
  const { amountFen, no, payByMs, payerId } = trade
  const request = { outTradeNo: no, amountFen, description, payerId, expiresAtMs: payByMs }
  return openPayment(context, accountOf(trade), request, time)
}

const accountOf = ({ payee: { merchant }, provider }: Trade): ProviderAccount => ({
  provider,
  merchant,
})

/** Closed, and confirmed by the provider. */
const isClosed = ({ state }: Trade) => state.at === 'closed' && state.isConfirmed

/** Sends one refund per step: the others are due on their own, so that a step is bounded. */
async function sendNext(context: TradeFlowContext, trade: Trade) {
  const refund = isPaid(trade) ? nextToSend(trade.state.refunds) : undefined
  if (!refund || !isPaid(trade)) return { at: 'nothing' } as const
  const { amountFen: totalFen, no, state } = trade
  const { amountFen, id, transactionId } = refund
  const request = {
    ...{ outTradeNo: no, transactionId, outRefundNo: outRefundNo(id) },
    ...{ amountFen, totalFen },
  }
  const account = accountOf(trade)
  const sent = await sendRefund(context, { account, refund, request, paidAtMs: state.paidAtMs })
  return sent.at === 'halt' ? { ...sent, refundId: id } : sent
}
