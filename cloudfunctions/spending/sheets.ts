import { type Fen, fen, plainYuan } from '@palm/shared/kernel/fen'
import { idLetters } from '@palm/shared/kernel/id'
import { type EpochMs, formatChinaTime } from '@palm/shared/kernel/instant'
import type { Order } from '@palm/shared/order/facts/order'
import { splitOf } from '@palm/shared/order/facts/tender'
import { savedFen, sumSpent } from '@palm/shared/order/spending/spent'
import { spentFor } from '@palm/shared/order/spending/spending'
import type { PointsRow } from '@palm/shared/points/decision'
import type { StatementRow } from '../documents/member/stored-value-rows'

/** A number is written with so many decimals, from a whole number of its smallest unit. */
export type Cell = string | number | { readonly units: number; readonly decimals: 2 }

export interface Sheet {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

type Fill = Order & Parameters<typeof spentFor>[0]

export interface Exported {
  readonly fills: readonly Fill[]
  readonly rows: readonly StatementRow[]
  readonly points: readonly PointsRow[]
}

/** One sheet for each kind of movement that there was, oldest row first. */
export const sheetsOf = ({ fills, points, rows }: Exported): readonly Sheet[] =>
  [fillSheet(fills), accountSheet(rows), pointsSheet(points)].filter(
    (sheet) => sheet.rows.length > 0,
  )

function fillSheet(fills: readonly Fill[]): Sheet {
  const rows = [...fills].reverse().map(fillRow)
  const all = sumSpent(fills.map(spentFor))
  const sum = [yuan(all.pumpFen), yuan(savedFen(all)), yuan(all.paidFen)]
  const total: Cell[] = ['合计', '', '', '', '', '', litres(all.volumeMl), ...sum, '', '', '', '']
  return {
    name: '加油',
    headings: [
      ...['时间', '油站', '收款方', '枪号', '油品', '枪价（元/升）', '升数', '枪显金额（元）'],
      ...['优惠（元）', '实付（元）', '其中积分（元）', '其中电子账户（元）', '车牌', '订单号'],
    ],
    rows: rows.length === 0 ? [] : [...rows, total],
  }
}

function fillRow(fill: Fill): Cell[] {
  const { createdAtMs, fuel, id, payeeName, stationName, tenders } = fill
  const spent = spentFor(fill)
  const { pointsFen, storedValueFen } = splitOf(tenders, spent.paidFen)
  return [
    time(createdAtMs),
    stationName,
    payeeName,
    fuel.nozzleNumber,
    fuel.gradeName,
    yuan(fen(fuel.pumpPrice)),
    litres(spent.volumeMl),
    yuan(spent.pumpFen),
    yuan(savedFen(spent)),
    yuan(spent.paidFen),
    yuan(pointsFen),
    yuan(storedValueFen),
    fill.plate ?? '',
    orderNumber(id),
  ]
}

const ROW_KINDS: Readonly<Record<StatementRow['kind'], string>> = {
  recharged: '充值',
  spent: '加油付款',
  'given-back': '加油退回',
  refunded: '退回钱包',
  'gift-expired': '赠送金到期',
  merged: '合并账户',
  separated: '撤销合并',
}

const accountSheet = (rows: readonly StatementRow[]): Sheet => ({
  name: '电子账户',
  headings: [
    '时间',
    '项目',
    '本金（元）',
    '赠送（元）',
    '本金余额（元）',
    '赠送余额（元）',
    '单号',
  ],
  rows: [...rows]
    .reverse()
    .map(({ atMs, balance, giftFen, kind, principalFen, subject }) => [
      time(atMs),
      ROW_KINDS[kind],
      yuan(principalFen),
      yuan(giftFen),
      yuan(balance.principalFen),
      yuan(balance.giftFen),
      orderNumber(subject),
    ]),
})

const POINTS_KINDS: Readonly<Record<PointsRow['kind'], string>> = {
  earned: '加油得积分',
  held: '付款抵现',
  released: '没付成，退还',
  'given-back': '退款，退还',
  'taken-back': '退款，收回',
  expired: '到期',
  merged: '合并账户',
  separated: '撤销合并',
}

const pointsSheet = (rows: readonly PointsRow[]): Sheet => ({
  name: '积分',
  headings: ['时间', '项目', '积分', '余额', '订单号'],
  rows: rows.map(({ atMs, balance, kind, orderId, points }) => [
    time(atMs),
    POINTS_KINDS[kind],
    points,
    balance,
    orderId === null ? '' : orderNumber(orderId),
  ]),
})

/** `2026-11-21 14:05:32`, in China. */
const time = (atMs: EpochMs): string => formatChinaTime(atMs).slice(0, 19).replace('T', ' ')

const orderNumber = (id: Parameters<typeof idLetters>[0]): string => idLetters(id).toUpperCase()

const yuan = (amountFen: Fen): Cell => ({ units: amountFen, decimals: 2 })

/** To the resolution of a pump. */
const litres = (volumeMl: number): Cell => ({ units: Math.round(volumeMl / 10), decimals: 2 })

/** `-12.50`, exact. */
export const decimalOf = ({ units }: { readonly units: number }): string => plainYuan(fen(units))
