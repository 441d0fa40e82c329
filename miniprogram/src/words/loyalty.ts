import type { LevelView, PointsView } from '@palm/shared/api/member'
import { fen, formatYuan } from '@palm/shared/kernel/fen'

/** `普通会员，差 ¥150.00 升级` */
export function levelWords({ name, next }: LevelView): string {
  return next ? `${name}，差 ${formatYuan(fen(next.missingFen))} 升级` : name
}

/** `2 分，再加 ¥49.50 得下一分` */
export const pointsWords = ({ balance, nextPointFen }: PointsView): string =>
  `${balance} 分，再加 ${formatYuan(fen(nextPointFen))} 得下一分`
