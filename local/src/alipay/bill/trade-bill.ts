import { dateTime } from '../../gateway/china-time'
import { changeOf } from '../../gateway/ledger'
import { toYuan } from '../../gateway/yuan'
import type { Context } from '../context'
import { isPaid, type PaidTrade, type Refund } from '../trade/trade'
import { type BillFile, isWithin, type Period, textCell } from './bill'

/** A payment, or a refund, which counts negative. */
export interface TradeRow {
  readonly trade: PaidTrade
  readonly refund?: Refund
  readonly finishedAtMs: number
  readonly amountFen: number
  /** 服务费: negative where Alipay took it. */
  readonly feeFen: number
}

/** 业务明细 from the books. */
export function tradeRows({ books, ledger }: Context, period: Period): TradeRow[] {
  return ledger.entries().flatMap((entry): TradeRow[] => {
    const { atMs, kind, reference } = entry
    if (!isWithin(period, atMs) || (kind !== 'payment' && kind !== 'refund')) return []
    const [tradeNo = '', requestNo] = reference.split(' ')
    const trade = books.trades.get(tradeNo)
    if (!trade || !isPaid(trade)) return []
    const refund = trade.refunds.find((known) => known.requestNo === requestNo)
    const amountFen = -changeOf(entry, (account) => account === 'buyers')
    const feeFen = -changeOf(entry, (account) => account === 'fees')
    return [{ trade, finishedAtMs: atMs, amountFen, feeFen, ...(refund ? { refund } : {}) }]
  })
}

/** `-12.50`; nothing is `0.00`. */
export const signedYuan = (fen: number): string => `${fen < 0 ? '-' : ''}${toYuan(Math.abs(fen))}`

const COLUMNS = [
  ...['支付宝交易号', '商户订单号', '业务类型', '商品名称', '创建时间', '完成时间'],
  ...['门店编号', '门店名称', '操作员', '终端号', '对方账户', '订单金额（元）', '商家实收（元）'],
  ...['支付宝红包（元）', '集分宝（元）', '支付宝优惠（元）', '商家优惠（元）', '券核销金额（元）'],
  ...['券名称', '商家红包消费金额（元）', '卡消费金额（元）', '退款批次号/请求号'],
  ...['服务费（元）', '分润（元）', '备注'],
]

function toCells({ amountFen, feeFen, finishedAtMs, refund, trade }: TradeRow): readonly string[] {
  const amount = signedYuan(amountFen)
  const none = textCell('')
  return [
    ...[textCell(trade.tradeNo), textCell(trade.outTradeNo), textCell(refund ? '退款' : '交易')],
    ...[trade.subject.replaceAll(/[,\r\n\t]/g, ' '), dateTime(trade.createdAtMs)],
    ...[dateTime(finishedAtMs), none, none, none, none, textCell('**(138****0000)')],
    ...[amount, amount, '0.00', '0.00', '0.00', '0.00', '0.00', '', textCell('0.00'), '0.00'],
    ...[textCell(refund?.requestNo ?? ''), signedYuan(feeFen), '0.00', refund?.reason ?? ''],
  ]
}

/** 业务明细 and 业务明细(汇总). */
export function tradeFiles(rows: readonly TradeRow[]): readonly BillFile[] {
  const payments = rows.filter(({ refund }) => !refund)
  const refunds = rows.filter(({ refund }) => refund)
  const sum = (some: readonly TradeRow[]) =>
    signedYuan(some.reduce((total, { amountFen }) => total + amountFen, 0))
  const fees = rows.reduce((total, { feeFen }) => total + feeFen, 0)
  const net = rows.reduce((total, { amountFen, feeFen }) => total + amountFen + feeFen, 0)
  return [
    {
      name: '业务明细',
      title: '业务明细查询',
      list: '业务明细列表',
      columns: COLUMNS,
      rows: rows.map(toCells),
      sums: [
        `交易合计：${payments.length}笔，商家实收共${sum(payments)}元，商家优惠共0.00元`,
        `退款合计：${refunds.length}笔，商家实收退款共${sum(refunds)}元，商家优惠退款共0.00元`,
      ],
    },
    {
      name: '业务明细(汇总)',
      title: '业务汇总查询',
      list: '业务汇总列表',
      columns: [
        ...['门店编号', '门店名称', '交易订单总笔数', '退款订单总笔数', '订单金额（元）'],
        ...['商家实收（元）', '支付宝优惠（元）', '商家优惠（元）', '卡消费金额（元）'],
        ...['服务费（元）', '分润（元）', '实收净额（元）'],
      ],
      rows: [
        [
          ...[textCell('合计'), textCell(''), String(payments.length), String(refunds.length)],
          ...[sum(rows), sum(rows), '0.00', '0.00', '0.00', signedYuan(fees), '0.00'],
          signedYuan(net),
        ],
      ],
      sums: [],
    },
  ]
}
