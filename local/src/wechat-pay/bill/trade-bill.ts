import { dateTime } from '../../gateway/china-time'
import { changeOf } from '../../gateway/ledger'
import { toYuan } from '../../gateway/yuan'
import type { WechatPayEntry } from '../account'
import type { Context } from '../context'
import type { Refund, RefundState } from '../refund/refund'
import { isPaid, type PaidTrade } from '../trade/trade'
import type { Day, Sheet } from './bill'
import { isWithin } from './bill'

export const TRADE_BILL_TYPES = ['ALL', 'SUCCESS', 'REFUND'] as const
export type TradeBillType = (typeof TRADE_BILL_TYPES)[number]

/** A payment, or a refund as it was asked for. */
export interface TradeRow {
  readonly atMs: number
  readonly trade: PaidTrade
  readonly refund?: Refund
  /** WeChat Pay's fee; for a refund the returned fee, negative. */
  readonly feeFen: number
}

/** 交易账单 of one day, from the books: payments and refunds. */
export function tradeRows({ books, ledger }: Context, type: TradeBillType, day: Day): TradeRow[] {
  const toRow = (entry: WechatPayEntry): TradeRow[] => {
    const { atMs, kind, reference } = entry
    const refund = kind === 'refund' ? books.refunds.get(reference) : undefined
    const trade = books.trades.get(refund?.outTradeNo ?? reference)
    if (!trade || !isPaid(trade)) return []
    const feeFen = changeOf(entry, (account) => account === 'fees')
    return [{ atMs, trade, feeFen, ...(refund ? { refund } : {}) }]
  }
  const kinds = { ALL: ['payment', 'refund'], SUCCESS: ['payment'], REFUND: ['refund'] }[type]
  return ledger
    .entries()
    .filter(({ atMs, kind }) => kinds.includes(kind) && isWithin(day, atMs))
    .flatMap(toRow)
}

type Cell = readonly [name: string, of: (row: TradeRow) => string]

const REFUND_STATUSES: Readonly<Record<RefundState, string>> = {
  PROCESSING: 'PROCESSING',
  SUCCESS: 'SUCCESS',
  CLOSED: 'FAIL',
  ABNORMAL: 'CHANGE',
}

const orderFen = ({ refund, trade }: TradeRow) => (refund ? 0 : trade.request.amount.total)
const refundFen = ({ refund }: TradeRow) => refund?.refundFen ?? 0
const timeOf = (atMs: number | undefined) => (atMs === undefined ? '' : dateTime(atMs))

const HEAD: readonly Cell[] = [
  ['交易时间', ({ atMs }) => dateTime(atMs)],
  ['公众账号ID', ({ trade }) => trade.request.appid],
  ['商户号', ({ trade }) => trade.request.mchid],
  ['特约商户号', () => '0'],
  ['设备号', ({ trade }) => trade.request.scene_info?.device_id ?? ''],
  ['微信订单号', ({ trade }) => trade.transactionId],
  ['商户订单号', ({ trade }) => trade.request.out_trade_no],
  ['用户标识', ({ trade }) => trade.request.payer.openid],
  ['交易类型', () => 'JSAPI'],
  ['交易状态', ({ refund }) => (refund ? 'REFUND' : 'SUCCESS')],
  ['付款银行', () => 'OTHERS'],
  ['货币种类', () => 'CNY'],
  ['应结订单金额', (row) => toYuan(orderFen(row))],
  ['代金券金额', () => '0.00'],
]

const REFUND_TIMES: readonly Cell[] = [
  ['退款申请时间', ({ refund }) => timeOf(refund?.createdAtMs)],
  [
    '退款成功时间',
    ({ refund }) => timeOf(refund?.state === 'SUCCESS' ? refund.end.atMs : undefined),
  ],
]

const REFUNDED: readonly Cell[] = [
  ['微信退款单号', ({ refund }) => refund?.refundId ?? '0'],
  ['商户退款单号', ({ refund }) => refund?.outRefundNo ?? '0'],
  ['退款金额', (row) => toYuan(refundFen(row))],
  ['充值券退款金额', () => '0.00'],
  ['退款类型', ({ refund }) => refund?.channel ?? ''],
  ['退款状态', ({ refund }) => (refund ? REFUND_STATUSES[refund.state] : '')],
]

const GOODS: readonly Cell[] = [
  ['商品名称', ({ trade }) => trade.request.description],
  ['商户数据包', ({ trade }) => trade.request.attach ?? ''],
  ['手续费', ({ feeFen }) => `${feeFen < 0 ? '-' : ''}${toYuan(Math.abs(feeFen))}000`],
  ['费率', ({ trade }) => `${toYuan(trade.feeBasisPoints)}%`],
  ['订单金额', (row) => toYuan(orderFen(row))],
]

const ASKED: Cell = ['申请退款金额', (row) => toYuan(refundFen(row))]
const REMARK: Cell = ['费率备注', () => '']

/** Which columns there are, and in which order, differs from type to type. */
const COLUMNS: Readonly<Record<TradeBillType, readonly Cell[]>> = {
  ALL: [...HEAD, ...REFUNDED, ...GOODS, ASKED, REMARK],
  SUCCESS: [...HEAD, ...GOODS, REMARK],
  REFUND: [...HEAD, ...REFUND_TIMES, ...REFUNDED, ...GOODS, ASKED, REMARK],
}

type Sum = readonly [name: string, of: (row: TradeRow) => number]

const ORDERS: Sum = ['应结订单总金额', orderFen]
const REFUNDS: readonly Sum[] = [
  ['退款总金额', refundFen],
  ['充值券退款总金额', () => 0],
]
const FEES: readonly Sum[] = [
  ['手续费总金额', ({ feeFen }) => feeFen],
  ['订单总金额', orderFen],
]
const REFUNDS_ASKED: Sum = ['申请退款总金额', refundFen]

/** 汇总数据表头 of each type (pay.weixin.qq.com/docs/merchant/products/bill-download/format-trade). */
const SUMS: Readonly<Record<TradeBillType, readonly Sum[]>> = {
  ALL: [ORDERS, ...REFUNDS, ...FEES, REFUNDS_ASKED],
  SUCCESS: [ORDERS, ...FEES],
  REFUND: [ORDERS, ...REFUNDS, ...FEES, REFUNDS_ASKED],
}

export function tradeSheet(type: TradeBillType, rows: readonly TradeRow[]): Sheet {
  const total = (of: (row: TradeRow) => number) => rows.reduce((sum, row) => sum + of(row), 0)
  return {
    columns: COLUMNS[type].map(([name]) => name),
    rows: rows.map((row) => COLUMNS[type].map(([, of]) => of(row))),
    sums: ['总交易单数', ...SUMS[type].map(([name]) => name)],
    sum: [`${rows.length}.0`, ...SUMS[type].map(([, of]) => shortYuan(total(of)))],
  }
}

/** `0.47`, `0.5`, `3.0`: so the sums are written in the sample that WeChat Pay's own SDK tests with. */
const shortYuan = (fen: number): string =>
  `${fen < 0 ? '-' : ''}${toYuan(Math.abs(fen)).replace(/0$/, '')}`
