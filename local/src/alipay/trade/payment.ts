import { feeFen } from '../../gateway/fee'
import { toYuan } from '../../gateway/yuan'
import type { Context } from '../context'
import { notifyStatus } from '../notice/notifications'
import { type PaidTrade, payTrade, type UnpaidTrade } from './trade'

export interface Taken {
  readonly trade: PaidTrade
  /** Resolves after the first notification. */
  readonly told: Promise<void>
}

/** Moves the money, and notifies the merchant. */
export function takePayment(context: Context, unpaid: UnpaidTrade): Taken {
  const { books, service, ledger, switches } = context
  const { feeBasisPoints } = switches
  const trade = payTrade(unpaid, { paidAtMs: service.clock.now(), feeBasisPoints })
  const { outTradeNo, paidAtMs, subject, totalFen, tradeNo } = trade
  const fee = feeFen(totalFen, feeBasisPoints)
  books.trades.put(tradeNo, trade)
  context.deadlines.forget(tradeNo)
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
  const told = notifyStatus(context, trade)
  service.wire.record({
    atMs: paidAtMs,
    service: 'alipay',
    title: '收款',
    detail: `¥${toYuan(totalFen)} · ${subject}`,
    outcome: 'ok',
    data: { outTradeNo, tradeNo },
  })
  return { trade, told }
}
