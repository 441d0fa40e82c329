import { DAY_MS } from '../kernel/instant'
import { after, aStaff, NOON } from '../testing/builders/builders'
import { refused, valueOf } from '../testing/results'
import { removed, withRole } from './employment'
import { join } from './join'
import type { Invitation } from './staff'

describe('joining', () => {
  const invitation: Invitation = {
    id: 'invitation:abc',
    name: '王师傅',
    role: 'attendant',
    stationIds: ['station:bj0001'],
    expiresAtMs: after(DAY_MS),
    usedBy: null,
  }
  const command = { staffId: 'staff:w', memberId: 'member:w', known: null, nowMs: NOON } as const

  test.each<[string, Invitation | null, string]>([
    ['an unknown code', null, 'invitation/unknown'],
    ['a code used by another member', { ...invitation, usedBy: 'member:x' }, 'invitation/used'],
    ['an expired code', { ...invitation, expiresAtMs: NOON }, 'invitation/expired'],
  ])('with %s is refused', (_, given, code) => {
    expect(join(given, command)).toMatchObject(refused(code))
  })

  test('makes the member staff, and is idempotent for them', () => {
    const first = valueOf(join(invitation, command))
    expect(first).toMatchObject({
      staff: { name: '王师傅', role: 'attendant', status: 'active', duty: null },
      invitation: { usedBy: 'member:w' },
    })
    const again = { ...command, known: first.staff, nowMs: after(2 * DAY_MS) }
    expect(valueOf(join(first.invitation, again))).toEqual(first)
  })

  test('with a used code restores neither job nor role', () => {
    const { invitation: used, staff } = valueOf(
      join({ ...invitation, role: 'headquarters' }, command),
    )
    const left = { ...command, known: removed(staff) }
    expect(join(used, left)).toMatchObject(refused('invitation/used'))
    const lower = { ...command, known: withRole(staff, 'attendant') }
    expect(valueOf(join(used, lower)).staff.role).toBe('attendant')
  })

  test('with a new code restores a removed person, and moves a current one', () => {
    const gone = removed(aStaff())
    expect(valueOf(join(invitation, { ...command, known: gone })).staff.status).toBe('active')
    const working = aStaff()
    const elsewhere = { ...invitation, stationIds: ['station:bj0002' as const] }
    expect(valueOf(join(elsewhere, { ...command, known: working })).staff.duty).toBeNull()
    expect(valueOf(join(invitation, { ...command, known: working })).staff.duty).toBe(working.duty)
  })
})
