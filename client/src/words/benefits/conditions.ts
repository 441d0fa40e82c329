import type { Condition, MinuteSpan } from '@palm/shared/pricing/rules/condition'
import { GRADES } from '@palm/shared/station/grade'

/** Conditions of a benefit, a few words per restriction; empty without restrictions. */
export function conditionWords(condition: Condition): readonly string[] {
  const { exceptDays, gradeIds, hours, onlyDays, stationIds, weekdays } = condition
  const parts = [
    gradeIds && `仅 ${gradeIds.map((id) => GRADES[id].name).join('、')}`,
    stationIds && `指定 ${stationIds.length} 个站`,
    weekdays && `周${weekdays.map((day) => WEEKDAYS[day - 1]).join('、')}`,
    hours && hours.map(hoursWords).join('、'),
    onlyDays && '仅限活动日',
    exceptDays.length > 0 && '部分节假日不可用',
  ]
  return parts.filter((part) => typeof part === 'string')
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const

const hoursWords = ({ from, to }: MinuteSpan): string => `${clock(from)}–${clock(to)}`

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
