import { fen } from '@palm/shared/kernel/fen'
import type { Order } from '@palm/shared/order/facts/order'
import { splitOf } from '@palm/shared/order/facts/tender'
import { savedFen, sumSpent } from '@palm/shared/order/spending/spent'
import { spentFor } from '@palm/shared/order/spending/spending'
import type { PointsRow } from '@palm/shared/points/decision'
import type { StatementRow } from '../documents/member/stored-value-rows'
import { type Cell, litres, orderNumber, type Sheet, time, yuan } from '../flows/sheets/cell'
import { accountSheet, pointsSheet } from '../flows/sheets/movements'

type Fill = Order & Parameters<typeof spentFor>[0]

export interface Exported {
  readonly fills: readonly Fill[]
  readonly rows: readonly StatementRow[]
  readonly points: readonly PointsRow[]
}

/** One sheet for each kind of movement that there was, oldest row first. */
export const sheetsOf = ({ fills, points, rows }: Exported): readonly Sheet[] =>
  [fillSheet(fills), accountSheet([...rows].reverse()), pointsSheet(points)].filter(
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
