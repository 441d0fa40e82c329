import type { StaffOrderView } from '@palm/shared/api/staff'
import { plainYuan } from '@palm/shared/kernel/fen'

/** `3 号枪，92# 汽油，200 元，已付款`: the nozzle first, since the attendant walks to it. */
export function announcement({ amountFen, gradeName, nozzleNumber }: StaffOrderView): string {
  const yuan = plainYuan(amountFen).replace(/\.?0+$/, '')
  return `${nozzleNumber} 号枪，${gradeName}，${yuan} 元，已付款`
}
