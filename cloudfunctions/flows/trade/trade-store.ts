import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { PaymentFact, RefundFact } from '@palm/shared/trade/fact'
import { applyPayment } from '@palm/shared/trade/pay'
import { applyRefund } from '@palm/shared/trade/refund-change'
import type { Trade, TradeChange } from '@palm/shared/trade/trade'
import type { Database } from '../../database/session'
import { report } from '../incident-report'
import type { Log } from '../../edge/log'
import type { Payable } from './payable'

/** Trades of a payable, by number. Makes no call to a provider. */
export interface TradeStore {
  owns(tradeNo: string): boolean
  tradeNoOf(id: Id<string>): string | null
  /** Applies a payment, from any source. One that matches no trade becomes an incident. */
  hear(fact: PaymentFact): Promise<void>
  hearRefund(fact: RefundFact): Promise<void>
  changeTrade<Refusal extends { readonly code: string }>(
    tradeNo: string,
    decide: (trade: Trade, nowMs: EpochMs) => Result<TradeChange, Refusal>,
  ): Promise<Result<Trade, Refusal | { readonly code: string }>>
  findTrade(tradeNo: string): Promise<Trade | null>
}

export interface TradeStoreContext {
  readonly database: Database
  readonly clock: () => EpochMs
  readonly log: Log
}

export function openTradeStore<
  Subject,
  Key,
  Stored extends { readonly id: string },
  Unknown extends { readonly code: string },
>(context: TradeStoreContext, payable: Payable<Subject, Key, Stored, Unknown>) {
  const { clock } = context

  /** `what` is the provider's own number for it, which makes an incident unique. */
  async function heard(
    key: Key | null,
    fact: PaymentFact | RefundFact,
    what: string,
    apply: (trade: Trade, nowMs: EpochMs) => Result<TradeChange, { readonly code: string }>,
  ): Promise<Subject | null> {
    const nowMs = clock()
    const applied =
      key === null ? UNKNOWN : await payable.change(key, nowMs, (trade) => apply(trade, nowMs))
    if (applied.ok) return applied.value
    const { amountFen, provider, outTradeNo } = fact
    await report(context, applied.refusal.code, `${provider}-${what}`, { outTradeNo, amountFen })
    return null
  }

  /** Returns the changed subject; null if the fact matches none. */
  const takeIn = {
    payment: (key: Key | null, fact: PaymentFact) =>
      heard(key, fact, fact.transactionId, (trade, nowMs) => applyPayment(trade, fact, nowMs)),
    refund: (key: Key | null, fact: RefundFact) =>
      heard(key, fact, fact.outRefundNo, (trade, nowMs) => applyRefund(trade, fact, nowMs)),
  }

  const store: TradeStore = {
    owns: payable.owns,
    tradeNoOf: payable.tradeNoOf,
    async hear(fact) {
      await takeIn.payment(await payable.find(fact.outTradeNo), fact)
    },
    async hearRefund(fact) {
      await takeIn.refund(await payable.find(fact.outTradeNo), fact)
    },
    async changeTrade(tradeNo, decide) {
      const key = await payable.find(tradeNo)
      if (key === null) return UNKNOWN
      const nowMs = clock()
      const changed = await payable.change(key, nowMs, (trade) => decide(trade, nowMs))
      return changed.ok ? ok(payable.tradeOf(changed.value)) : changed
    },
    async findTrade(tradeNo) {
      const key = await payable.find(tradeNo)
      const subject = key === null ? null : await payable.load(key)
      return subject && payable.tradeOf(subject)
    },
  }
  return { ...store, takeIn }
}

/** No payable has such a trade. */
const UNKNOWN = refuse({ code: 'payment/unknown-trade' } as const)
