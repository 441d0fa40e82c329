import type { EpochMs } from '@palm/shared/kernel/instant'
import { stationClock } from '@palm/shared/kernel/station-clock'
import { openingAt } from '@palm/shared/station/opening'

export interface OpeningWords {
  readonly words: string
  readonly isClosed: boolean
}

/** `营业中`, `营业中 · 23:00 打烊`, `已打烊 · 06:00 开门`; hours of another form are shown as they are. */
export function openingWords(openingHours: string, nowMs: EpochMs): OpeningWords {
  const opening = openingAt(openingHours, stationClock(nowMs))
  if (opening === null) return { words: openingHours, isClosed: false }
  if (opening.at === 'closed') {
    return { words: `已打烊 · ${clockTime(opening.opensAt)} 开门`, isClosed: true }
  }
  const { closesAt } = opening
  const words = closesAt === null ? '24 小时营业' : `营业中 · ${clockTime(closesAt)} 打烊`
  return { words, isClosed: false }
}

const clockTime = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
