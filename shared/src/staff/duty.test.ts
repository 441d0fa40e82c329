import { fen } from '../kernel/fen'
import { DAY_MS } from '../kernel/instant'
import { after, aStaff, NOON } from '../testing/builders'
import { refused, valueOf } from '../testing/results'
import { endDuty, join, startDuty, withConfirmed, withCorrected } from './duty'
import type { Invitation, Staff } from './staff'

const idle = aStaff({ duty: null })
const start = { dutyId: 'duty:2', stationId: 'station:bj0001', nowMs: NOON } as const

describe('going to work', () => {
  test.each<[string, Staff, object, string]>([
    ['who has left', { ...idle, status: 'left' }, {}, 'staff/not-staff'],
    ['at a station that is not his', idle, { stationId: 'station:bj0002' }, 'staff/other-station'],
    [
      'while at work elsewhere',
      aStaff({ stationIds: ['station:bj0001', 'station:bj0002'] }),
      { stationId: 'station:bj0002' },
      'staff/already-on-duty',
    ],
  ])('is refused to one %s', (_, staff, changes, code) => {
    expect(startDuty(staff, { ...start, ...changes })).toMatchObject(refused(code))
  })

  test('starts at zero, and a second start goes on with the first', () => {
    const working = valueOf(startDuty(idle, start))
    expect(working.duty).toMatchObject({ id: 'duty:2', confirmedCount: 0, confirmedFen: 0 })
    expect(valueOf(startDuty(working, { ...start, dutyId: 'duty:3' }))).toBe(working)
    expect(endDuty(working).duty).toBeNull()
  })

  test('headquarters may work at every station', () => {
    const hq = aStaff({ role: 'headquarters', stationIds: [], duty: null })
    expect(startDuty(hq, { ...start, stationId: 'station:sh0009' }).ok).toBe(true)
  })
})

test('the totals of a duty follow its own confirmations and corrections', () => {
  const worked = withConfirmed(withConfirmed(aStaff(), fen(20_000)), fen(5_000))
  expect(worked.duty).toMatchObject({ confirmedCount: 2, confirmedFen: 25_000 })
  expect(withCorrected(worked, worked.duty!.id, fen(1_000)).duty?.confirmedFen).toBe(24_000)
  expect(withCorrected(worked, 'duty:another', fen(1_000))).toBe(worked)
  expect(withConfirmed(idle, fen(1))).toBe(idle)
})

describe('joining', () => {
  const invitation: Invitation = {
    id: 'invitation:abc',
    name: '王师傅',
    role: 'attendant',
    stationIds: ['station:bj0001'],
    expiresAtMs: after(DAY_MS),
    usedBy: null,
  }
  const command = { staffId: 'staff:w', memberId: 'member:w', nowMs: NOON } as const

  test.each<[string, Invitation | null, string]>([
    ['nobody’s code', null, 'invitation/unknown'],
    ['a code that another has used', { ...invitation, usedBy: 'member:x' }, 'invitation/used'],
    ['a code too late', { ...invitation, expiresAtMs: NOON }, 'invitation/expired'],
  ])('with %s is refused', (_, given, code) => {
    expect(join(given, command)).toMatchObject(refused(code))
  })

  test('makes staff of the member, and may be repeated by him', () => {
    const first = valueOf(join(invitation, command))
    expect(first).toMatchObject({
      staff: { name: '王师傅', role: 'attendant', status: 'active', duty: null },
      invitation: { usedBy: 'member:w' },
    })
    expect(valueOf(join(first.invitation, command))).toEqual(first)
  })
})
