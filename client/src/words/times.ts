import type { EpochMs } from '@palm/shared/kernel/instant'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/** The wall clock in China, whatever the phone's time zone. */
const inChina = (atMs: number) => dayjs.utc(atMs).utcOffset(8)

/** `2026 年 11 月 30 日`: for days that may be in another year. */
export const dayOf = (atMs: number): string => inChina(atMs).format('YYYY 年 M 月 D 日')

/** `2026-11-30`: the same with less space. */
export const dateOf = (atMs: number): string => inChina(atMs).format('YYYY-MM-DD')

/** `14:05` */
export const timeOfDay = (atMs: number): string => inChina(atMs).format('HH:mm')

/** `14:05:32` */
export const timeToTheSecond = (atMs: number): string => inChina(atMs).format('HH:mm:ss')

/** `14:05:32` today, the day and the minute before. */
export function toTheSecondOrDay(atMs: number, nowMs: EpochMs): string {
  const isToday = inChina(atMs).isSame(inChina(nowMs), 'day')
  return isToday ? timeToTheSecond(atMs) : dayAndTime(atMs, nowMs)
}

/** `今天 14:05`, `昨天 14:05`, `明天 14:05`, `11-09 14:05`, `2025-11-09 14:05` */
export function dayAndTime(atMs: number, nowMs: EpochMs): string {
  const at = inChina(atMs)
  const today = inChina(nowMs)
  if (at.isSame(today, 'day')) return `今天 ${at.format('HH:mm')}`
  if (at.isSame(inChina(nowMs - DAY_MS), 'day')) return `昨天 ${at.format('HH:mm')}`
  if (at.isSame(inChina(nowMs + DAY_MS), 'day')) return `明天 ${at.format('HH:mm')}`
  return at.format(at.isSame(today, 'year') ? 'MM-DD HH:mm' : 'YYYY-MM-DD HH:mm')
}

/** `刚刚`, `8 秒前`, `3 分钟前`, and after an hour the time itself. */
export function ago(atMs: number, nowMs: EpochMs): string {
  const passedMs = nowMs - atMs
  if (passedMs < 3 * SECOND_MS) return '刚刚'
  if (passedMs < MINUTE_MS) return `${Math.floor(passedMs / SECOND_MS)} 秒前`
  if (passedMs < 60 * MINUTE_MS) return `${Math.floor(passedMs / MINUTE_MS)} 分钟前`
  return dayAndTime(atMs, nowMs)
}

/** Last day of what ends at an instant: `今天`, `明天`, `后天`, `12 月 9 日`. */
export function lastDayWords(endMs: number, nowMs: EpochMs): string {
  const last = inChina(endMs - 1)
  const days = last.startOf('day').diff(inChina(nowMs).startOf('day'), 'day')
  const near = ['今天', '明天', '后天'][days]
  if (near !== undefined) return near
  return last.format(last.isSame(inChina(nowMs), 'year') ? 'M 月 D 日' : 'YYYY 年 M 月 D 日')
}

/** A coming instant: `今天 18:00`, `明天 00:00`, `12 月 9 日 00:00`. */
export const comingWords = (atMs: number, nowMs: EpochMs): string =>
  `${lastDayWords(atMs + 1, nowMs)} ${timeOfDay(atMs)}`
