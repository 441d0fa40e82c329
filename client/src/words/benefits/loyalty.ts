import type { LevelView, PointsView } from '@palm/shared/api/member'
import type { PointsRow } from '@palm/shared/points/decision'
import { formatYuan } from '@palm/shared/kernel/fen'

/** `普通会员，差 ¥150.00 升级` */
export function levelWords({ name, next }: LevelView): string {
  return next ? `${name}，差 ${formatYuan(next.missingFen)} 升级` : name
}

/** `2 积分 · 再加 ¥49.50 得 1 积分` */
export const pointsWords = ({ balance, nextPointFen }: PointsView): string =>
  `${balance} 积分 · 再加 ${formatYuan(nextPointFen)} 得 1 积分`

/** Reasons for movements of points. */
export const POINTS_ROW_WORDS: Readonly<Record<PointsRow['kind'], string>> = {
  earned: '加油得积分',
  held: '付款抵现',
  released: '没付成，还给您',
  'given-back': '退款，还给您',
  'taken-back': '退款，收回那次得的',
  expired: '到期',
  merged: '合并账户',
  separated: '撤销合并',
}
