import { feeFen } from '../../gateway/fee'
import { toYuan } from '../../gateway/yuan'
import { frozen } from '../account'
import { type Context, drawTransactionId } from '../context'
import { postNotice } from '../notice/notifications'
import { awaitUnfreezing } from '../sharing/sharing-settlement'
import { isFrozen, type PaidTrade, type PayingTrade, payTrade, type UnpaidTrade } from './trade'
import { presentTransaction } from './transaction'

export interface Taken {
  readonly transactionId: string
  /** Resolves after the first notification. */
  readonly told: Promise<void>
}

/** Moves the money, and notifies the merchant. */
export function takePayment(context: Context, unpaid: UnpaidTrade | PayingTrade): Taken {
  const { books, service, switches } = context
  const transactionId = drawTransactionId(context)
  const trade = payTrade(unpaid, {
    transactionId,
    paidAtMs: service.clock.now(),
    feeBasisPoints: switches.feeBasisPoints,
  })
  const { mchid, notify_url: url, out_trade_no: outTradeNo } = trade.request
  books.trades.put(outTradeNo, trade)
  books.transactions.put(transactionId, outTradeNo)
  bookPayment(context, trade)
  if (isFrozen(trade)) awaitUnfreezing(context, trade)
  const told = postNotice(context, {
    url,
    event: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    originalType: 'transaction',
    outTradeNo,
    mchid,
    resource: presentTransaction(trade),
  })
  service.wire.record({
    atMs: service.clock.now(),
    service: 'wechat-pay',
    title: '收款',
    detail: `¥${toYuan(trade.request.amount.total)} · ${trade.request.description}`,
    outcome: 'ok',
    data: { outTradeNo, transactionId },
  })
  return { transactionId, told }
}

/** A slow payment: until it ends the trade can be neither paid nor closed. */
export function startPayment(
  context: Context,
  unpaid: UnpaidTrade,
  takesMs: number,
): Promise<Taken> {
  const { books, service } = context
  const paysAtMs = service.clock.now() + takesMs
  const { createdAtMs, payableUntilMs, request } = unpaid
  const paying = { request, createdAtMs, payableUntilMs, state: 'USERPAYING', paysAtMs } as const
  books.trades.put(request.out_trade_no, paying)
  return awaitPayment(context, paying)
}

/** Also for payments pending at a restart. */
export function awaitPayment(context: Context, { paysAtMs, request }: PayingTrade): Promise<Taken> {
  return new Promise((resolve) => {
    context.service.clock.schedule(paysAtMs, async () => {
      const trade = context.books.trades.get(request.out_trade_no)
      if (trade?.state !== 'USERPAYING') return
      const taken = takePayment(context, trade)
      await context.service.file.durable()
      resolve(taken)
    })
  })
}

function bookPayment({ ledger }: Context, trade: PaidTrade): void {
  const { feeBasisPoints, paidAtMs, request, transactionId } = trade
  const totalFen = request.amount.total
  const fee = feeFen(totalFen, feeBasisPoints)
  ledger.post({
    atMs: paidAtMs,
    kind: 'payment',
    reference: request.out_trade_no,
    postings: [
      { account: 'payers', amountFen: -totalFen },
      { account: isFrozen(trade) ? frozen(transactionId) : 'basic', amountFen: totalFen - fee },
      { account: 'fees', amountFen: fee },
    ],
  })
}
