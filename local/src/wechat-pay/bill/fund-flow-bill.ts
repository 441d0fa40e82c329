import { compactDate, dateTime } from '../../gateway/china-time'
import { changeOf } from '../../gateway/ledger'
import { toYuan } from '../../gateway/yuan'
import { type EntryKind, isMerchants, type WechatPayEntry } from '../account'
import type { Books } from '../books'
import type { Context } from '../context'
import { isPaid } from '../trade/trade'
import { type Day, isWithin, type Sheet } from './bill'

/** One movement of the merchant's money. */
export interface FlowRow {
  readonly atMs: number
  /** 微信支付业务单号: WeChat Pay's number of what moved it. */
  readonly businessNo: string
  /** 资金流水单号. */
  readonly flowNo: string
  readonly name: string
  readonly type: string
  /** Positive comes in. */
  readonly amountFen: number
  readonly balanceFen: number
  readonly remark: string
  /** 业务凭证号: the merchant's number of it. */
  readonly voucher: string
}

const NAMES: Readonly<Record<EntryKind, readonly [name: string, type: string]>> = {
  payment: ['交易', '交易'],
  refund: ['退款', '退款'],
  'refund-paid': ['退款', '退款'],
  'refund-returned': ['退款', '退款退回'],
  share: ['分账', '分账'],
  'share-paid': ['分账', '分账'],
  'share-failed': ['分账', '分账退回'],
  unfreeze: ['分账', '分账解冻'],
  'share-return': ['分账', '分账回退'],
  recharge: ['充值', '充值'],
  withdrawal: ['提现', '提现'],
}

/**
 * 资金账单 of one day, from the books: every movement of what is the merchant's, usable or frozen.
 * Setting frozen money free moves nothing and is not told.
 */
export function flowRows({ books, keys, ledger }: Context, day: Day): FlowRow[] {
  let balanceFen = 0
  const rows: FlowRow[] = []
  for (const entry of ledger.entries()) {
    const movements = movementsOf(entry)
    for (const [index, { amountFen, remark, type }] of movements.entries()) {
      balanceFen += amountFen
      if (!isWithin(day, entry.atMs)) continue
      const flowNo = `${keys.mchid}${compactDate(entry.atMs)}${String(entry.number).padStart(9, '0')}${index}`
      const [name] = NAMES[entry.kind]
      const { businessNo, voucher } = numbersOf(books, entry)
      const { atMs } = entry
      rows.push({ atMs, businessNo, flowNo, name, type, amountFen, balanceFen, remark, voucher })
    }
  }
  return rows
}

type Movement = Pick<FlowRow, 'type' | 'amountFen' | 'remark'>

/** A payment comes in whole, and its fee goes out; of a refund the rest after the fee goes out. */
function movementsOf(entry: WechatPayEntry): readonly Movement[] {
  const [, type] = NAMES[entry.kind]
  const amountFen = changeOf(entry, isMerchants)
  const feeFen = changeOf(entry, (account) => account === 'fees')
  if (entry.kind === 'payment') {
    return [
      { type, amountFen: amountFen + feeFen, remark: '' },
      { type: '扣除交易手续费', amountFen: -feeFen, remark: '' },
    ].filter((movement) => movement.amountFen !== 0)
  }
  if (amountFen === 0) return []
  const remark =
    entry.kind === 'refund'
      ? `退款总金额${toYuan(-feeFen - amountFen)}元;含手续费${toYuan(-feeFen)}元`
      : ''
  return [{ type, amountFen, remark }]
}

function numbersOf(
  books: Books,
  { kind, reference }: WechatPayEntry,
): Pick<FlowRow, 'businessNo' | 'voucher'> {
  const trade = books.trades.get(reference)
  if (kind === 'payment' && trade && isPaid(trade)) {
    return { businessNo: trade.transactionId, voucher: reference }
  }
  const number =
    books.refunds.get(reference)?.refundId ??
    books.sharings.get(reference)?.orderId ??
    books.returns.get(reference)?.returnId
  return { businessNo: number ?? reference, voucher: number === undefined ? '' : reference }
}

export function flowSheet(mchid: string, rows: readonly FlowRow[]): Sheet {
  const incoming = rows.filter(({ amountFen }) => amountFen > 0)
  const outgoing = rows.filter(({ amountFen }) => amountFen < 0)
  const total = (some: readonly FlowRow[]) =>
    toYuan(some.reduce((sum, { amountFen }) => sum + Math.abs(amountFen), 0))
  return {
    columns: [
      ...['记账时间', '微信支付业务单号', '资金流水单号', '业务名称', '业务类型', '收支类型'],
      ...['收支金额(元)', '账户结余(元)', '资金变更提交申请人', '备注', '业务凭证号'],
    ],
    rows: rows.map((row) => [
      ...[dateTime(row.atMs), row.businessNo, row.flowNo, row.name, row.type],
      row.amountFen > 0 ? '收入' : '支出',
      ...[toYuan(Math.abs(row.amountFen)), toYuan(row.balanceFen), `${mchid}API`],
      ...[row.remark, row.voucher],
    ]),
    sums: ['资金流水总笔数', '收入笔数', '收入金额', '支出笔数', '支出金额'],
    sum: [
      ...[String(rows.length), String(incoming.length), total(incoming)],
      ...[String(outgoing.length), total(outgoing)],
    ],
  }
}
