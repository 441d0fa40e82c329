/** Both gateways use Beijing time, without daylight saving time since 1991. */
const OFFSET_MS = 8 * 3_600_000

/** `2018-06-08T10:34:56+08:00`, WeChat Pay's format of instants. */
export const rfc3339 = (atMs: number): string =>
  `${new Date(atMs + OFFSET_MS).toISOString().slice(0, 19)}+08:00`

/** `2018-06-08 10:34:56`, Alipay's format of instants. */
export const dateTime = (atMs: number): string =>
  new Date(atMs + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')

/** `2018-06-08 10:34:56.123`, Alipay's format of a refund's instant. */
export const dateTimeMs = (atMs: number): string =>
  new Date(atMs + OFFSET_MS).toISOString().slice(0, 23).replace('T', ' ')

/** `20180608`, as part of the numbers of both. */
export const compactDate = (atMs: number): string => dateTime(atMs).slice(0, 10).replaceAll('-', '')

/** Parses the output of `dateTime`; null for anything else, impossible dates included. */
export function parseDateTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null
  const atMs = Date.parse(`${text.replace(' ', 'T')}Z`) - OFFSET_MS
  return !Number.isNaN(atMs) && dateTime(atMs) === text ? atMs : null
}

const DAY_MS = 86_400_000

/** Start of the day in Beijing that contains this instant. */
export const midnightOf = (atMs: number): number =>
  Math.floor((atMs + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS

/** 0 is Sunday. */
export const weekDayOf = (atMs: number): number => new Date(atMs + OFFSET_MS).getUTCDay()

/** Whole seconds since midnight in Beijing. */
export const secondOfDay = (atMs: number): number => Math.floor((atMs - midnightOf(atMs)) / 1_000)
