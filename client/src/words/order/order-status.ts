import type { OrderView, RefundView } from '@palm/shared/api/order'
import type { DeclineReason } from '@palm/shared/order/facts/service'
import type { SaleWay } from '@palm/shared/station/station'

/** State of an order, in the few words of a list. */
export function statusWords({ closed, status }: Pick<OrderView, 'closed' | 'status'>): string {
  switch (status) {
    case 'unpaid':
      return '待付款'
    case 'closing':
      return '正在关闭'
    case 'closed':
      return closed?.reason === 'cancelled' ? '已取消' : '已关闭'
    case 'paid':
      return '待核对'
    case 'confirmed':
      return '已加油'
    case 'refunding':
      return '退款中'
    case 'refunded':
      return '已退款'
  }
}

export const WAY_WORDS: Readonly<Record<SaleWay, string>> = {
  'fuel-first': '先加后付',
  'pay-first': '先付后加',
}

/** Meaning of an order's amount. */
export const AMOUNT_WORDS: Readonly<Record<SaleWay, string>> = {
  'fuel-first': '油机显示金额',
  'pay-first': '预付金额',
}

export const WALLET_WORDS: Readonly<Record<OrderView['provider'], string>> = {
  wechat: '微信支付',
  alipay: '支付宝',
}

export const PAID_WORDS: Readonly<Record<OrderView['provider'], string>> = {
  wechat: '微信支付成功',
  alipay: '支付宝付款成功',
}

/** Where a refund arrives. */
export const PURSE_WORDS: Readonly<Record<OrderView['provider'], string>> = {
  wechat: '微信',
  alipay: '支付宝',
}

export const REFUND_WORDS: Readonly<Record<RefundView['reason'], string>> = {
  reversal: '没有加油，全额退回',
  'under-fill': '没加完的部分退回',
  correction: '加油员更正金额，差额退回',
  asked: '退款',
  'paid-twice': '重复付款退回',
}

export const REVERSAL_WORDS: Readonly<
  Record<NonNullable<OrderView['reversal']>['reason'], string>
> = {
  'no-fuel': '加油员：没有加油',
  'driver-left': '加油员：司机已离开',
  'wrong-order': '加油员：订单不对',
  'nothing-dispensed': '没有加出油',
  'paid-after-cancel': '取消之后才付款',
  'paid-too-late': '付款来得太晚，优惠已经还给您',
  'driver-asked': '还没加油，您申请了退款',
  unserved: '一直没有加油，自动退回',
}

/** An attendant's answer to a driver who asked for the money back. */
export const DECLINE_WORDS: Readonly<Record<DeclineReason, string>> = {
  fuelled: '油已经加好了',
  fuelling: '正在加油',
  'come-to-station': '请到油站当面说',
  other: '其他原因',
}
