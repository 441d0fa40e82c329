import { aStation } from '@palm/client/testing/builders'
import { epochMs } from '@palm/shared/kernel/instant'
import { AT_STATION_M, payDoubt } from './pay-doubt'

const DAY = epochMs(Date.parse('2026-11-30T14:00:00+08:00'))
const NIGHT = epochMs(Date.parse('2026-11-30T23:40:00+08:00'))
const station = aStation({ openingHours: '06:00-23:00' })
/** A degree of latitude is 111.2 km. */
const north = (metres: number) => ({
  latitude: station.latitude + metres / 111_195,
  longitude: station.longitude,
})

test.each([
  ['open and near', north(AT_STATION_M - 5), DAY, null],
  ['open and of unknown distance', null, DAY, null],
  ['closed', null, NIGHT, { isClosed: true, awayM: null }],
  ['away', north(12_000), DAY, { isClosed: false, awayM: 12_000 }],
  ['closed and away', north(12_000), NIGHT, { isClosed: true, awayM: 12_000 }],
])('a station that is %s', (_, from, nowMs, expected) => {
  const doubt = payDoubt(station, from, nowMs)
  expect(doubt && { ...doubt, awayM: doubt.awayM && Math.round(doubt.awayM / 100) * 100 }).toEqual(
    expected,
  )
})
