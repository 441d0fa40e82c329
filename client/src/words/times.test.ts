import { epochMs } from '@palm/shared/kernel/instant'
import { ago, comingWords, dayAndTime, toTheSecondOrDay } from './times'

const at = (text: string) => epochMs(Date.parse(`${text}+08:00`))
const now = at('2026-11-21T14:05:32')

test.each([
  ['2026-11-21T00:00:00', '今天 00:00'],
  ['2026-11-20T23:59:59', '昨天 23:59'],
  ['2026-11-22T09:00:00', '明天 09:00'],
  ['2026-11-19T14:05:00', '11-19 14:05'],
  ['2025-12-31T08:00:00', '2025-12-31 08:00'],
])('%s is said as %s', (instant, words) => {
  expect(dayAndTime(at(instant), now)).toBe(words)
})

test.each([
  ['2026-11-21T14:05:32', '刚刚'],
  ['2026-11-21T14:05:24', '8 秒前'],
  ['2026-11-21T14:04:32', '1 分钟前'],
  ['2026-11-21T13:06:00', '59 分钟前'],
  ['2026-11-21T13:05:00', '今天 13:05'],
])('%s was %s', (instant, words) => {
  expect(ago(at(instant), now)).toBe(words)
})

test('a payment slightly in the future, by a phone whose clock is slow, is just now', () => {
  expect(ago(at('2026-11-21T14:05:40'), now)).toBe('刚刚')
})

test.each([
  ['2026-11-21T14:05:01', '14:05:01'],
  ['2026-11-20T14:05:01', '昨天 14:05'],
])('%s stands in a timeline as %s', (instant, words) => {
  expect(toTheSecondOrDay(at(instant), now)).toBe(words)
})

test.each([
  ['2026-11-30T18:00:00+08:00', '今天 18:00'],
  ['2026-12-01T00:00:00+08:00', '明天 00:00'],
  ['2026-12-09T06:30:00+08:00', '12 月 9 日 06:30'],
])('a price that begins at %s', (from, words) => {
  expect(comingWords(Date.parse(from), epochMs(Date.parse('2026-11-30T14:00:00+08:00')))).toBe(
    words,
  )
})
