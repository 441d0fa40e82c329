import { createHash } from 'node:crypto'
import { OFFICE_ROLES, type Role } from '@palm/shared/staff/role'
import type { Grant, Reach } from '@palm/shared/staff/policy/grant'
import type { Operator } from '@palm/shared/staff/operator'
import { NOON } from '@palm/shared/testing/builders/builders'
import { hashedKey } from '../edge/identity/operator-key'

export type OfficePerson = Pick<Operator, 'name' | 'grants'>

export const EVERYWHERE: Reach = { kind: 'all' }

/** Roles that hold at every station, or where told. */
export const grantsOf = (roles: readonly Role[], reach: Reach = EVERYWHERE): readonly Grant[] =>
  roles.map((role) => ({ role, reach }))

/** Every role of the office for all stations, unless told otherwise; the same key each time. */
export function aPerson(changes: Partial<OfficePerson> = {}): { key: string; operator: Operator } {
  const person = { name: '总部', grants: grantsOf(OFFICE_ROLES), ...changes }
  const digest = createHash('sha256').update(JSON.stringify(person)).digest('base64url')
  const key = `palm_${digest}`
  const state = { at: 'active' } as const
  return { key, operator: { ...person, ...hashedKey(key), addedAtMs: NOON, state } }
}
