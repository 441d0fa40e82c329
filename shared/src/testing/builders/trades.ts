import { fen } from '../../kernel/fen'
import { MINUTE_MS } from '../../kernel/instant'
import type { PaymentFact, RefundFact } from '../../trade/fact'
import { OWN_MERCHANT, OWN_PAYEE } from '../../trade/payee'
import { reserveRefund } from '../../trade/pay'
import { type ClosedState, openTrade, type PaidTrade, type Trade } from '../../trade/trade'
import { after, NOON } from './builders'

/** ¥200 by WeChat, opened at `NOON`. */
export const aTrade = (changes: Partial<Trade> = {}): Trade => ({
  ...openTrade({
    no: 'trade0000001',
    payee: { id: OWN_PAYEE, merchant: OWN_MERCHANT },
    provider: 'wechat',
    payerId: 'oZhang',
    amountFen: fen(20_000),
    openedAtMs: NOON,
    payByMs: after(15 * MINUTE_MS),
  }),
  ...changes,
})

export const aClosingTrade = (): Trade =>
  aTrade({ state: { at: 'closing', reason: 'timeout', begunAtMs: after(15 * MINUTE_MS) } })

export const aClosedTrade = (changes: Partial<ClosedState> = {}): Trade =>
  aTrade({
    state: {
      at: 'closed',
      reason: 'timeout',
      closedAtMs: after(15 * MINUTE_MS),
      isConfirmed: true,
      ...changes,
    },
  })

export const aPaidTrade = (): PaidTrade => ({
  ...aTrade(),
  state: { at: 'paid', transactionId: 'wx-1', paidAtMs: after(MINUTE_MS), refunds: [] },
})

/** All of `aPaidTrade` on its way back. */
export const aRefundedTrade = (): PaidTrade =>
  reserveRefund(
    aPaidTrade(),
    { transactionId: 'wx-1', amountFen: fen(20_000), reason: 'reversal' },
    after(2 * MINUTE_MS),
  )

/** The provider's word that `aTrade` is paid. */
export const aPayment = (changes: Partial<PaymentFact> = {}): PaymentFact => ({
  provider: 'wechat',
  merchant: OWN_MERCHANT,
  outTradeNo: 'trade0000001',
  transactionId: 'wx-1',
  amountFen: fen(20_000),
  currency: 'CNY',
  payerId: 'oZhang',
  paidAtMs: after(MINUTE_MS),
  ...changes,
})

/** The provider's word that the refund of `aRefundedTrade` has arrived. */
export const aRefundWord = (changes: Partial<RefundFact> = {}): RefundFact => ({
  provider: 'wechat',
  merchant: OWN_MERCHANT,
  outTradeNo: 'trade0000001',
  outRefundNo: 'trade0000001r1',
  amountFen: fen(20_000),
  status: 'done',
  doneAtMs: after(3 * MINUTE_MS),
  ...changes,
})
