import { NO_FEN, sumFen } from '@palm/shared/kernel/fen'
import type { Order, OrderStatus } from '@palm/shared/order/facts/order'
import type { SaleWay } from '@palm/shared/station/station'
import { refundsOf } from '@palm/shared/trade/trade'
import { type Cell, litres, orderNumber, type Sheet, time, yuan } from '../../flows/sheets/cell'

/** Every order, whatever became of it; newest first. */
export const orderSheet = (orders: readonly Order[]): Sheet => ({
  name: '订单',
  headings: [
    ...['下单时间', '油站', '收款方', '枪号', '油品', '方式', '状态', '枪显金额（元）'],
    ...['应付（元）', '实加金额（元）', '实加升数', '退款（元）', '车牌', '评价', '订单号'],
  ],
  rows: orders.map(rowOf),
})

function rowOf(order: Order): Cell[] {
  const { amountFen, createdAtMs, fuel, id, payableFen, rating, state, trade } = order
  const served = state.status === 'confirmed' ? state.confirmation : null
  const refundedFen = sumFen(refundsOf(trade).map((refund) => refund.amountFen))
  return [
    time(createdAtMs),
    order.stationName,
    order.payeeName,
    fuel.nozzleNumber,
    fuel.gradeName,
    WAYS[order.way],
    STATUSES[state.status],
    yuan(amountFen),
    yuan(payableFen),
    served ? yuan(served.dispensedFen) : '',
    served ? litres(served.volumeMl) : '',
    refundedFen === NO_FEN ? '' : yuan(refundedFen),
    order.plate ?? '',
    rating ? [`${rating.stars} 星`, rating.words].filter(Boolean).join('：') : '',
    orderNumber(id),
  ]
}

const WAYS: Readonly<Record<SaleWay, string>> = {
  'fuel-first': '先加后付',
  'pay-first': '先付后加',
}

const STATUSES: Readonly<Record<OrderStatus, string>> = {
  unpaid: '待付款',
  closing: '正在关闭',
  closed: '已关闭',
  paid: '已付款',
  confirmed: '已加油',
  refunding: '退款中',
  refunded: '已退款',
}
