import type { BirthdayView, LadderStep } from '@palm/shared/api/member'
import { formatYuan } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { formatPrice } from '@palm/shared/kernel/volume'
import type { Expiring } from '@palm/shared/member/expiring'
import { lastDayWords } from '../times'
import { conditionWords } from './conditions'

/** Name of an expiring entry, in the words of its kind. */
export function expiringTitle(entry: Expiring): string {
  switch (entry.kind) {
    case 'points':
      return `${entry.points} 积分`
    case 'coupons':
      return entry.coupons === 1 ? entry.title : `${entry.title} ×${entry.coupons}`
    case 'gift':
      return `赠送金 ${formatYuan(entry.amountFen)}`
    case 'level':
      return entry.name
  }
}

/** `12 月 9 日到期`; for a level what comes then. */
export function expiringHint(entry: Expiring, nowMs: EpochMs): string {
  const last = lastDayWords(entry.atMs, nowMs)
  return entry.kind === 'level' ? `${last}止，不再加油会变为${entry.nextName}` : `${last}到期`
}

/** Benefits of a level, one a line; never empty. */
export function benefitsOf({ birthday, price, welcome }: LadderStep): readonly string[] {
  const lines = [
    ...(price
      ? [
          [
            `每升优惠 ${formatPrice(price.offPerLitreFen)}`,
            ...conditionWords(price.condition),
          ].join('，'),
        ]
      : []),
    ...(welcome.length > 0 ? [`升级礼：${welcome.join('、')}`] : []),
    ...(birthday.length > 0 ? [`生日礼：${birthday.join('、')}`] : []),
  ]
  return lines.length > 0 ? lines : ['按枪价加油，攒积分和成长值']
}

/** `5 月 1 日` */
export const birthdayWords = (on: string): string => {
  const [month, day] = on.split('-').map(Number)
  return `${month} 月 ${day} 日`
}

export function birthdayHint({ days, isGiven, on }: BirthdayView): string {
  if (on === null) return '填了生日，到时候自动送，不用填年份'
  return isGiven
    ? '今年的已经送到「我的券」'
    : `生日当天起 ${days} 天内打开这里，券自动到「我的券」`
}
