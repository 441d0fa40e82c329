import fc from 'fast-check'
import { epochMs } from '../kernel/instant'
import { stationClock } from '../kernel/station-clock'
import { openingAt } from './opening'

const at = (minute: number) => ({ ...stationClock(epochMs(0)), minute })
const MINUTES = (text: string) => {
  const [hours, minutes] = text.split(':').map(Number)
  return hours! * 60 + minutes!
}

const open = (closes: string | null) => ({
  at: 'open',
  closesAt: closes === null ? null : MINUTES(closes),
})
const closed = (opens: string) => ({ at: 'closed', opensAt: MINUTES(opens) })

test.each([
  ['24 小时', '03:00', open(null)],
  ['24小时', '23:59', open(null)],
  ['全天营业', '12:00', open(null)],
  ['00:00-24:00', '00:00', open(null)],
  ['06:00-23:00', '05:59', closed('06:00')],
  ['06:00-23:00', '06:00', open('23:00')],
  ['06:00-23:00', '22:59', open('23:00')],
  ['06:00-23:00', '23:00', closed('06:00')],
  ['6：30 – 22：00', '06:30', open('22:00')],
  ['06:00-24:00', '23:59', open('00:00')],
  ['22:00-06:00', '23:00', open('06:00')],
  ['22:00-次日06:00', '05:59', open('06:00')],
  ['22:00-06:00', '06:00', closed('22:00')],
])('a station with the sign %s at %s', (sign, time, expected) => {
  expect(openingAt(sign, at(MINUTES(time)))).toEqual(expected)
})

test.each([
  'call us',
  '',
  '06:00-12:00, 14:00-20:00',
  '周末 08:00-18:00',
  '25:00-26:00',
  '06:70-22:00',
])('hours that say something else are not interpreted: %s', (sign) => {
  expect(openingAt(sign, at(0))).toBeNull()
})

test('a station is open from its first minute to its last, and closed at all others', () => {
  const minute = fc.integer({ min: 0, max: 1_439 })
  fc.assert(
    fc.property(minute, minute, minute, (from, to, now) => {
      fc.pre(from !== to)
      const sign = [from, to]
        .map((m) => [Math.floor(m / 60), m % 60].map((n) => String(n).padStart(2, '0')).join(':'))
        .join('-')
      const minutesOpen = (to - from + 1_440) % 1_440
      const isOpen = (now - from + 1_440) % 1_440 < minutesOpen
      expect(openingAt(sign, at(now))?.at).toBe(isOpen ? 'open' : 'closed')
    }),
  )
})
