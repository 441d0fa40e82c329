import { readSheet } from '../../station/sheet'
import { valueOf } from '../results'

export const HEADINGS = [
  '站号',
  '站名',
  '收款方',
  '地址',
  '纬度',
  '经度',
  '电话',
  '营业时间',
  '油枪编码',
  '枪号',
  '油品',
  '枪价(元/升)',
  '售油方式',
  '生效时间',
  '备注',
]

/** Cells of one row, by heading. */
export type Cells = Partial<Record<(typeof HEADINGS)[number], string>>

/** Nozzle 3 of a station that sells 92#. */
export const ROW: Cells = {
  站号: 'BJ0001',
  站名: '朝阳北路加油站',
  收款方: '北京朝北石油销售有限公司',
  地址: '朝阳北路 101 号',
  纬度: '39.9219',
  经度: '116.5177',
  油枪编码: 'BJ0001-03',
  枪号: '3',
  油品: '92#',
  '枪价(元/升)': '7.81',
}

export const aRow = (changes: Cells = {}) =>
  HEADINGS.map((heading) => ({ ...ROW, ...changes })[heading] ?? '')
/** Nozzle 7 of the same station, another grade. */
export const seventh: Cells = {
  油枪编码: 'BJ0001-07',
  枪号: '7',
  油品: '95# 汽油',
  '枪价(元/升)': '8.31',
}
export const rowsOf = (...rows: Cells[]) => valueOf(readSheet([HEADINGS, ...rows.map(aRow)]))
