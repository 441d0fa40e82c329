import { feeFen } from '../gateway/fee'
import { toYuan } from '../gateway/yuan'
import type { Desk } from './desk'
import { notifyStatus } from './notifications'
import { type PaidTrade, payTrade, type UnpaidTrade } from './trade'

export interface Taken {
  readonly trade: PaidTrade
  /** Resolves after the first notification. */
  readonly told: Promise<void>
}

/** Moves the money, and notifies the merchant. */
export function takePayment(desk: Desk, unpaid: UnpaidTrade): Taken {
  const { books, context, ledger, switches } = desk
  const { feeBasisPoints } = switches
  const trade = payTrade(unpaid, { paidAtMs: context.clock.now(), feeBasisPoints })
  const { outTradeNo, paidAtMs, subject, totalFen, tradeNo } = trade
  const fee = feeFen(totalFen, feeBasisPoints)
  books.trades.put(tradeNo, trade)
  desk.deadlines.forget(tradeNo)
  ledger.post({
    atMs: paidAtMs,
    kind: 'payment',
    reference: tradeNo,
    postings: [
      { account: 'buyers', amountFen: -totalFen },
      { account: 'seller', amountFen: totalFen - fee },
      { account: 'fees', amountFen: fee },
    ],
  })
  const told = notifyStatus(desk, trade)
  context.wire.record({
    atMs: paidAtMs,
    service: 'alipay',
    title: '收款',
    detail: `¥${toYuan(totalFen)} · ${subject}`,
    outcome: 'ok',
    data: { outTradeNo, tradeNo },
  })
  return { trade, told }
}
