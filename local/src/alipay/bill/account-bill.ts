import { compactDate, dateTime } from '../../gateway/china-time'
import { changeOf } from '../../gateway/ledger'
import { toYuan } from '../../gateway/yuan'
import type { AlipayEntry, EntryKind } from '../account'
import type { Context } from '../context'
import { type BillFile, isWithin, type Period, textCell } from './bill'
import { signedYuan } from './trade-bill'

/** One movement on the merchant's account. */
export interface AccountRow {
  readonly atMs: number
  readonly flowNo: string
  readonly businessNo: string
  readonly outTradeNo: string
  readonly subject: string
  /** Positive comes in. */
  readonly amountFen: number
  readonly balanceFen: number
  readonly type: string
}

const TYPES: Readonly<Record<EntryKind, string>> = {
  payment: '在线支付',
  refund: '交易退款',
  settlement: '交易分账',
  recharge: '充值',
  withdrawal: '提现',
}

/** 账务明细 from the books: a payment comes in whole, and its fee goes out. */
export function accountRows({ books, ledger }: Context, period: Period): AccountRow[] {
  let balanceFen = 0
  const rows: AccountRow[] = []
  for (const entry of ledger.entries()) {
    const [businessNo = ''] = entry.reference.split(' ')
    const trade = books.trades.get(businessNo)
    for (const [index, { amountFen, type }] of movementsOf(entry).entries()) {
      balanceFen += amountFen
      if (!isWithin(period, entry.atMs)) continue
      rows.push({
        atMs: entry.atMs,
        flowNo: `${compactDate(entry.atMs)}${String(entry.number).padStart(12, '0')}${index}`,
        businessNo,
        outTradeNo: trade?.outTradeNo ?? '',
        subject: trade?.subject ?? '',
        amountFen,
        balanceFen,
        type,
      })
    }
  }
  return rows
}

function movementsOf(entry: AlipayEntry): readonly { type: string; amountFen: number }[] {
  const amountFen = changeOf(entry, (account) => account === 'seller')
  const feeFen = changeOf(entry, (account) => account === 'fees')
  const type = TYPES[entry.kind]
  const movements =
    entry.kind === 'payment'
      ? [
          { type, amountFen: amountFen + feeFen },
          { type: '收费', amountFen: -feeFen },
        ]
      : [{ type, amountFen }]
  return movements.filter((movement) => movement.amountFen !== 0)
}

/** 账务明细 and 账务明细(汇总). */
export function accountFiles(rows: readonly AccountRow[]): readonly BillFile[] {
  const incoming = rows.filter(({ amountFen }) => amountFen > 0)
  const outgoing = rows.filter(({ amountFen }) => amountFen < 0)
  const sum = (some: readonly AccountRow[]) =>
    signedYuan(some.reduce((total, { amountFen }) => total + amountFen, 0))
  const types = [...new Set(rows.map(({ type }) => type))]
  return [
    {
      name: '账务明细',
      title: '账务明细查询',
      list: '账务明细列表',
      columns: [
        ...['账务流水号', '业务流水号', '商户订单号', '商品名称', '发生时间', '对方账号'],
        ...['收入金额（+元）', '支出金额（-元）', '账户余额（元）', '交易渠道', '业务类型', '备注'],
      ],
      rows: rows.map((row) => [
        ...[textCell(row.flowNo), textCell(row.businessNo), textCell(row.outTradeNo)],
        ...[textCell(row.subject), dateTime(row.atMs), textCell('')],
        row.amountFen > 0 ? toYuan(row.amountFen) : ' ',
        row.amountFen < 0 ? signedYuan(row.amountFen) : ' ',
        ...[toYuan(row.balanceFen), textCell('支付宝'), textCell(row.type), ''],
      ]),
      sums: [
        `支出合计：${outgoing.length}笔，共${sum(outgoing)}元`,
        `收入合计：${incoming.length}笔，共${sum(incoming)}元`,
      ],
    },
    {
      name: '账务明细(汇总)',
      title: '账务汇总查询',
      list: '账务汇总列表',
      columns: ['类型', '收入笔数', '收入金额（+元）', '支出笔数', '支出金额（-元）'],
      rows: types.map((type) => {
        const [came, went] = [incoming, outgoing].map((some) =>
          some.filter((row) => row.type === type),
        ) as [AccountRow[], AccountRow[]]
        return [textCell(type), String(came.length), sum(came), String(went.length), sum(went)]
      }),
      sums: [],
    },
  ]
}
