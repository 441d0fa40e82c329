import type { Answer } from '@palm/shared/api/action'
import { type ActionName, ACTIONS, policyOf } from '@palm/shared/api/actions'
import type { Grant } from '@palm/shared/staff/policy/grant'
import type { OperatorLine } from '@palm/shared/staff/policy/table'
import deployment from '../cloud.json'
import { type Scene, ZHANG } from '../testing/scene'
import { ROWS, type Target } from './matrix-requests'
import { makeWorld, type Objects, type Person, type World } from './matrix-world'

export interface MatrixReport {
  /** Calls that had to be refused, or answered without foreign data. */
  readonly cases: number
  /** Violations: `action by person on object: answer`. */
  readonly leaks: readonly string[]
  /** Permitted calls that were refused: the matrix would prove nothing. */
  readonly barred: readonly string[]
}

type Outcome = Answer<unknown, { readonly code: string }>

/** Refusals for lack of permission, rather than for a missing object. */
const ACCESS = /^(session|caller)\/|^staff\/(not-staff|not-on-duty|role-too-low|other-station)$/

/** Signing in with an unknown code is refused as such, which is right. */
const BARRED = /^(session\/(missing|expired)|caller\/.*|staff\/(not-|role-|other-).*)$/

/**
 * Every action by every kind of caller on the driver's and the stations' objects, at both stations:
 * forbidden calls first, then permitted ones. Needs its own scene.
 */
export async function runMatrix(scene: Scene): Promise<MatrixReport> {
  const world = await makeWorld(scene)
  const before = stateOf(scene)
  const cases = casesOf(world)
  const leaks: string[] = []
  for (const one of cases.filter(({ allowed }) => !allowed)) {
    const answer = await asked(one)
    if (answer.ok || !isRefusedAsForeign(one, answer.refusal.code) || tells(one, answer)) {
      leaks.push(told(one, answer))
    }
  }
  if (stateOf(scene) !== before) leaks.push('what was refused has changed something')
  const allowed = cases.filter((one) => one.allowed)
  const barred: string[] = []
  for (const one of allowed) {
    const answer = await asked(one)
    if (tells(one, answer)) leaks.push(told(one, answer))
    if (!answer.ok && isBarred(one, answer.refusal.code)) barred.push(told(one, answer))
  }
  return { cases: cases.length, leaks, barred }
}

/** Signing out ends every session of the member, so the second call is refused, which is right. */
const isBarred = ({ name }: Case, code: string): boolean =>
  BARRED.test(code) && !(name === 'member.signOut' && code === 'session/expired')

interface Case {
  readonly name: ActionName
  readonly person: Person
  readonly objects: Objects
  readonly target: Target
  readonly allowed: boolean
  /** Data that the answer must not contain. */
  readonly foreign: readonly string[]
}

function casesOf(world: World): Case[] {
  const names = Object.keys(ACTIONS) as ActionName[]
  // Acts that end the caller's own duty or session come last.
  const last = ['staff.startDuty', 'staff.endDuty', 'member.signOut']
  const ordered = [...names.filter((name) => !last.includes(name)), ...last] as ActionName[]
  return ordered.flatMap((name) =>
    world.people.flatMap((person) =>
      [world.here, world.elsewhere].map((objects): Case => {
        const { target } = ROWS[name]
        const allowed = isAllowed(name, person, objects, target)
        const foreign = foreignTo(person, world)
        return { name, person, objects, target, allowed, foreign }
      }),
    ),
  )
}

/** The policy's verdict on a fully known caller. */
function isAllowed(
  name: ActionName,
  { isDriver, isMember, operator, staff, name: called }: Person,
  { stationId }: Objects,
  target: Target,
): boolean {
  const line = policyOf(name)
  // A timer's event names no action and has no caller.
  if (called === 'a timer') return false
  if (line.who === 'anyone') return true
  if (line.who === 'operator') {
    return operator !== null && reaches(operator, line, target, stationId)
  }
  if (line.who === 'member') return isMember && (target === null || isDriver)
  if (!staff || !line.roles.includes(staff.role)) return false
  if (line.onDuty && !staff.onDuty) return false
  if (name === 'staff.startDuty') return mayWorkAt(staff, stationId)
  if (target === null) return true
  const runsAll = name === 'staff.decide' && staff.role === 'headquarters'
  return runsAll || staff.stationId === stationId
}

/** The first station's region and people, spelled out. */
function reaches(
  { reach, role }: Grant,
  { roles, scope }: OperatorLine,
  target: Target,
  stationId: string,
): boolean {
  if (!roles.includes(role)) return false
  if (reach.kind === 'all') return true
  if (scope === 'all' || target === 'everywhere') return false
  if (scope === 'region' && reach.kind === 'stations') return false
  return target === null || stationId === 'station:bj0001'
}

const mayWorkAt = ({ role, stationId: own }: NonNullable<Person['staff']>, stationId: string) =>
  role === 'headquarters' || own === stationId

/** Only drivers see identities, and attendants do not see orders of other stations. */
function foreignTo({ isDriver, operator, staff }: Person, world: World): readonly string[] {
  const { elsewhere, here } = world
  if (operator && operator.reach.kind !== 'all') {
    return [elsewhere.orderId, elsewhere.approvalId, elsewhere.incidentId, elsewhere.staffId]
  }
  if (isDriver || operator) return []
  const orders = [here, elsewhere].filter(
    ({ stationId }) => staff?.role !== 'headquarters' && staff?.stationId !== stationId,
  )
  const { couponId, memberId, rechargeId } = here
  const own = [ZHANG, memberId, rechargeId, ...(staff ? [] : [couponId])]
  return [...own, ...orders.flatMap(({ approvalId, orderId }) => [orderId, approvalId])]
}

async function asked({ name, objects, person }: Case): Promise<Outcome> {
  // Requests are rows of a table: each belongs to its action.
  return (await person.call(name, ROWS[name].request(objects) as never)) as Outcome
}

/** Forbidden callers get an access refusal; foreign objects count as missing. */
const isRefusedAsForeign = ({ person, target }: Case, code: string): boolean =>
  ACCESS.test(code) ||
  (person.name === 'a timer' && code === 'request/unknown-action') ||
  (target !== null && /\/(unknown|not-offered)$/.test(code))

const tells = ({ foreign }: Case, answer: Outcome): boolean => {
  const text = JSON.stringify(answer)
  return foreign.some((mark) => text.includes(mark))
}

const told = ({ name, objects, person }: Case, answer: Outcome): string =>
  `${name} by ${person.name} at ${objects.stationId}: ${JSON.stringify(answer).slice(0, 200)}`

/** All state that the callers could have changed. */
const stateOf = ({ stack }: Scene): string =>
  JSON.stringify(COLLECTIONS.map((name) => stack.documents(name, DOCUMENTS_MAX)))

const DOCUMENTS_MAX = 1_000
/** Calls are recorded, refused or not. */
const COLLECTIONS = Object.keys(deployment.collections).filter((name) => name !== 'operatorCalls')
