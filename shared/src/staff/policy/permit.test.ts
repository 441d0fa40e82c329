import type { Staff } from '../staff'
import type { Role } from '../role'
import { after, aStaff, NOON } from '../../testing/builders/builders'
import { refused } from '../../testing/results'
import { dutyEndMs } from '../duty'
import type { Grant, Place, Reach, Target } from './grant'
import { mayCall, permit, type Person } from './permit'
import { personOf, staffFor } from './staff-permit'

const ALL: Reach = { kind: 'all' }
const EAST: Reach = { kind: 'region', region: '东区' }
const FIRST: Reach = { kind: 'stations', stationIds: ['station:bj0001'] }
const SECOND: Reach = { kind: 'stations', stationIds: ['station:bj0002'] }

const first: Place = { stationId: 'station:bj0001', region: '东区' }
const second: Place = { stationId: 'station:bj0002', region: '东区' }
const west: Place = { stationId: 'station:bj0003', region: '西区' }
const nowhere: Place = { stationId: 'station:bj0004', region: null }

const grants = (role: Role, ...reaches: Reach[]): Grant[] =>
  reaches.map((reach) => ({ role, reach }))
const operator = (...held: Grant[]): Person => ({ as: 'operator', grants: held })

const FORBIDDEN = 'caller/forbidden'
const OUT_OF_REACH = 'caller/out-of-reach'

describe('a person of the office', () => {
  test.each<[string, Grant[], Target, string | null]>([
    ['without a grant', [], [first], FORBIDDEN],
    ['with another role', grants('marketing', ALL), [first], FORBIDDEN],
    ['for all stations', grants('finance', ALL), [first, west, nowhere], null],
    ['for all stations, about none', grants('finance', ALL), 'everywhere', null],
    ['for the region', grants('finance', EAST), [first, second], null],
    ['for the region, about another', grants('finance', EAST), [west], OUT_OF_REACH],
    ['for the region, about one more', grants('finance', EAST), [first, west], OUT_OF_REACH],
    ['for the region, about a station without', grants('finance', EAST), [nowhere], OUT_OF_REACH],
    ['for the region, about all', grants('finance', EAST), 'everywhere', OUT_OF_REACH],
    ['for the station', grants('finance', FIRST), [first], null],
    ['for the station, about its neighbour', grants('finance', FIRST), [second], OUT_OF_REACH],
    ['for the station, about no station', grants('finance', FIRST), [], OUT_OF_REACH],
    ['with two grants, about both', grants('finance', FIRST, SECOND), [first, second], null],
    [
      'with a role here and another there',
      [...grants('finance', FIRST), ...grants('partner', ALL)],
      [second],
      OUT_OF_REACH,
    ],
    ['about their own data, of which there is none', grants('finance', ALL), 'own', OUT_OF_REACH],
  ])('%s', (_, held, target, code) => {
    const permitted = permit(operator(...held), 'console.payOutRefund', target)
    expect(permitted).toMatchObject(code === null ? { ok: true } : refused(code))
  })

  test.each<[string, Grant[], boolean]>([
    ['a region’s operations', grants('operations', EAST), true],
    ['a station’s operations', grants('operations', FIRST), false],
    ['everybody’s finance', grants('finance', ALL), false],
  ])('%s may import some table: %s', (_, held, may) => {
    expect(mayCall(operator(...held), 'console.importStations')).toBe(may)
  })

  test('with a station role in the office may call no action of staff', () => {
    const manager = grants('manager', FIRST)
    expect(mayCall(operator(...manager), 'staff.decide')).toBe(false)
    expect(mayCall({ as: 'staff', grants: manager }, 'console.approvals')).toBe(false)
  })
})

describe('a member of staff', () => {
  test.each<[string, Partial<Staff>, Place, boolean]>([
    ['a manager of it', { role: 'manager' }, first, true],
    ['headquarters', { role: 'headquarters', stationIds: [] }, first, true],
    ['an attendant', {}, first, false],
    ['a manager of another', { role: 'manager', stationIds: ['station:bj0002'] }, first, false],
    ['a manager who was removed', { role: 'manager', status: 'left' }, first, false],
  ])('whether %s answers requests of a station', (_, changes, place, may) => {
    expect(permit(personOf(aStaff(changes)), 'staff.decide', [place]).ok).toBe(may)
  })

  test.each<[string, Staff | null, Parameters<typeof staffFor>[0], string | null]>([
    ['nobody', null, 'staff.me', 'staff/not-staff'],
    ['a removed person', aStaff({ status: 'left' }), 'staff.me', 'staff/not-staff'],
    ['an attendant', aStaff(), 'staff.decide', 'staff/role-too-low'],
    ['a person off duty', aStaff({ duty: null }), 'staff.confirm', 'staff/not-on-duty'],
    ['a person off duty', aStaff({ duty: null }), 'staff.startDuty', null],
    ['an attendant on duty', aStaff(), 'staff.confirm', null],
  ])('%s: %#', (_, staff, action, code) => {
    expect(staffFor(action, staff, NOON)).toMatchObject(
      code === null ? { ok: true } : refused(code),
    )
  })

  test('whose duty has ended by itself is off duty', () => {
    const staff = aStaff()
    const endMs = dutyEndMs(staff.duty!)
    expect(staffFor('staff.confirm', staff, endMs)).toMatchObject(refused('staff/not-on-duty'))
    expect(staffFor('staff.confirm', staff, after(0)).ok).toBe(true)
  })
})
