import type { LevelView, PointsView } from '@palm/shared/api/member'
import { fen, formatYuan } from '@palm/shared/kernel/fen'

/** `普通会员，再加 ¥150.00 升白银会员` */
export function levelWords({ name, next }: LevelView): string {
  return next ? `${name}，再加 ${formatYuan(fen(next.missingFen))} 升${next.name}` : name
}

/** `2 分，再加 ¥49.50 得下一分` */
export const pointsWords = ({ balance, nextPointFen }: PointsView): string =>
  `${balance} 分，再加 ${formatYuan(fen(nextPointFen))} 得下一分`
