import { ok, refuse, type Result } from '../../kernel/result'
import { type Role, ROLES } from '../role'
import { type Grant, reachTo, type Target } from './grant'
import { type OperatorLine, POLICY, type PolicyLine, type StaffLine } from './table'

export type PolicyAction = keyof typeof POLICY

/** A person with roles. The same human being is another person in the app and in the office. */
export interface Person {
  /** Known by their wallet, or by their key. */
  readonly as: 'staff' | 'operator'
  readonly grants: readonly Grant[]
}

export type PolicyRefusal =
  /** None of their roles may do this, or none that reaches far enough. */
  | { readonly code: 'caller/forbidden' }
  /** Their role may do this, but not at this station or in this region. */
  | { readonly code: 'caller/out-of-reach' }

/**
 * The one decision about permission: a person, an action, and what it is about. The edge asks
 * {@link mayCall} before any handler; a handler asks this as soon as it knows the target, in the
 * transaction that reads it.
 */
export function permit(
  person: Person,
  action: PolicyAction,
  target: Target,
): Result<null, PolicyRefusal> {
  const line = lineFor(person, action)
  const grants = line ? grantsFor(person, line) : []
  if (!line || grants.length === 0) return refuse({ code: 'caller/forbidden' })
  return isWithin(line, grants, target) ? ok(null) : refuse({ code: 'caller/out-of-reach' })
}

/** Whether there is any target for which they may: all that can be told before it is known. */
export function mayCall(person: Person, action: PolicyAction): boolean {
  const line = lineFor(person, action)
  return line !== null && grantsFor(person, line).length > 0
}

/** Roles with at least one action in the office; a grant of any other would permit nothing. */
export const rolesOfOffice = (): readonly Role[] => {
  const lines: readonly PolicyLine[] = Object.values(POLICY)
  return ROLES.filter((role) =>
    lines.some((line) => line.who === 'operator' && line.roles.includes(role)),
  )
}

type RoleLine = StaffLine | OperatorLine

/** Null for the actions of another kind of caller. */
function lineFor(person: Person, action: PolicyAction): RoleLine | null {
  const line: PolicyLine = POLICY[action]
  return line.who === person.as ? (line as RoleLine) : null
}

/** Grants of one of the line's roles that are wide enough for its scope. */
function grantsFor({ grants }: Person, { roles, scope }: RoleLine): readonly Grant[] {
  return grants.filter(({ reach, role }) => {
    if (!roles.some((one) => one === role)) return false
    if (scope === 'all') return reach.kind === 'all'
    return scope !== 'region' || reach.kind !== 'stations'
  })
}

function isWithin({ scope }: RoleLine, grants: readonly Grant[], target: Target): boolean {
  if (target === 'own' || scope === 'own') return target === scope
  return reachTo(
    grants.map(({ reach }) => reach),
    target,
  )
}
