import { fen } from '../kernel/fen'
import { businessDay, HOUR_MS } from '../kernel/instant'
import { aDuty, after, aStaff, NOON } from '../testing/builders/builders'
import { refused, valueOf } from '../testing/results'
import { dutyAt, endDuty, startDuty } from './duty'
import { removed, withRole, withStations } from './employment'
import { isOftenUnproven, mayGiveBackAlone } from './limits'
import type { Staff } from './staff'

const idle = aStaff({ duty: null })
const start = { dutyId: 'duty:2', stationId: 'station:bj0001', nowMs: NOON } as const

describe('starting a duty', () => {
  test.each<[string, Staff, object, string]>([
    ['who was removed', { ...idle, status: 'left' }, {}, 'staff/not-staff'],
    ['at a station of others', idle, { stationId: 'station:bj0002' }, 'staff/other-station'],
    [
      'while on duty elsewhere',
      aStaff({ stationIds: ['station:bj0001', 'station:bj0002'] }),
      { stationId: 'station:bj0002' },
      'staff/already-on-duty',
    ],
  ])('is refused to a person %s', (_, staff, changes, code) => {
    expect(startDuty(staff, { ...start, ...changes })).toMatchObject(refused(code))
  })

  test('a second start continues the first', () => {
    const working = valueOf(startDuty(idle, start))
    expect(working.duty).toMatchObject({ id: 'duty:2', startedAtMs: NOON })
    expect(valueOf(startDuty(working, { ...start, dutyId: 'duty:3' }))).toBe(working)
    expect(endDuty(working).duty).toBeNull()
  })

  test('headquarters may work at every station', () => {
    const hq = aStaff({ role: 'headquarters', stationIds: [], duty: null })
    expect(startDuty(hq, { ...start, stationId: 'station:sh0009' }).ok).toBe(true)
  })
})

describe('a duty counts', () => {
  const working = aStaff({ duty: aDuty({ startedAtMs: NOON }) })
  const elsewhere = { stationIds: ['station:bj0002' as const] }

  test.each<[string, Staff, number, boolean]>([
    ['while it lasts', working, 0, true],
    ['to its last moment', working, 16 * HOUR_MS - 1, true],
    ['not after sixteen hours', working, 16 * HOUR_MS, false],
    ['not of a removed person', { ...working, status: 'left' }, 0, false],
    ['not at a station that was taken away', { ...working, ...elsewhere }, 0, false],
    [
      'at any station for headquarters',
      { ...working, ...elsewhere, role: 'headquarters' },
      0,
      true,
    ],
  ])('%s', (_, staff, ms, counts) => {
    expect(dutyAt(staff, after(ms)) !== null).toBe(counts)
  })

  test('an expired duty does not block a new one', () => {
    const next = { ...start, nowMs: after(20 * HOUR_MS) }
    expect(valueOf(startDuty(working, next)).duty).toMatchObject({ id: 'duty:2' })
  })
})

describe('the office', () => {
  const working = aStaff({ stationIds: ['station:bj0001', 'station:bj0002'] })

  test('ends the duty of a removed person', () => {
    expect(removed(working)).toMatchObject({ status: 'left', duty: null })
  })

  test('ends the duty at a station that is taken away, and no other', () => {
    expect(withStations(working, ['station:bj0002']).duty).toBeNull()
    expect(withStations(working, ['station:bj0001']).duty).toBe(working.duty)
  })

  test('ends a duty that only the former role allowed', () => {
    const hq = aStaff({ role: 'headquarters', stationIds: [] })
    expect(withRole(hq, 'attendant')).toMatchObject({ role: 'attendant', duty: null })
    expect(withRole(working, 'manager').duty).toBe(working.duty)
  })
})

describe('alone, an attendant', () => {
  const tally = { day: businessDay(NOON), givenBackCount: 2 }

  test.each<[string, Partial<Staff>, number, boolean]>([
    ['refunds ¥200', {}, 20_000, true],
    ['does not refund more', {}, 20_001, false],
    ['refunds a third time in a day', { tally }, 1, true],
    ['does not a fourth time', { tally: { ...tally, givenBackCount: 3 } }, 1, false],
    [
      'does so again on the next day',
      { tally: { ...tally, day: '2026-11-20' as never, givenBackCount: 3 } },
      1,
      true,
    ],
  ])('%s', (_, changes, backFen, may) => {
    expect(mayGiveBackAlone(aStaff(changes), fen(backFen), NOON)).toBe(may)
  })

  test.each([
    [2, 2, false],
    [3, 15, false],
    [3, 14, true],
    [30, 100, true],
  ])(
    'with %d of %d confirmed without a passphrase causes an incident: %s',
    (unproven, all, often) => {
      expect(isOftenUnproven({ unprovenCount: unproven, confirmedCount: all })).toBe(often)
    },
  )
})
