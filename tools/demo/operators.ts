import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Grant, Reach } from '@palm/shared/staff/policy/grant'
import { OFFICE_ROLES, type Role } from '@palm/shared/staff/role'
import type { Database } from '../../cloudfunctions/database/session'
import { operators } from '../../cloudfunctions/documents/operators'
import { hashedKey, makeOperatorKey } from '../../cloudfunctions/edge/identity/operator-key'

const EVERYWHERE: Reach = { kind: 'all' }
const EAST: Reach = { kind: 'region', region: '北京东区' }
const FIRST: Reach = { kind: 'stations', stationIds: ['station:bj0001'] }

const grants = (roles: readonly Role[], reach: Reach = EVERYWHERE): readonly Grant[] =>
  roles.map((role) => ({ role, reach }))

/** Persons of the demo's office, one for each kind of work. Commands use the first. */
export const DEMO_OPERATORS = {
  local: { name: '本机', grants: grants(OFFICE_ROLES) },
  administrator: { name: '吴管理', grants: grants(['administrator']) },
  operations: { name: '郑运营', grants: grants(['operations']) },
  marketing: { name: '周市场', grants: grants(['marketing']) },
  finance: { name: '钱财务', grants: grants(['finance']) },
  support: { name: '孙客服', grants: grants(['support']) },
  east: { name: '冯东区', grants: grants(['operations', 'finance'], EAST) },
  manager: { name: '李站长', grants: grants(['manager'], FIRST) },
  partner: { name: '陈加盟', grants: grants(['partner'], FIRST) },
} as const satisfies Readonly<
  Record<string, { readonly name: string; readonly grants: readonly Grant[] }>
>

export type DemoOperatorName = keyof typeof DEMO_OPERATORS
export const DEMO_OPERATOR_NAMES = Object.keys(DEMO_OPERATORS) as DemoOperatorName[]

export const makeDemoKeys = (): Readonly<Record<DemoOperatorName, string>> =>
  Object.fromEntries(DEMO_OPERATOR_NAMES.map((name) => [name, makeOperatorKey()])) as Record<
    DemoOperatorName,
    string
  >

/** Adds the missing ones; a removed person stays removed. */
export async function saveDemoOperators(
  database: Database,
  keys: Readonly<Record<DemoOperatorName, string>>,
  addedAtMs: EpochMs,
): Promise<void> {
  for (const name of DEMO_OPERATOR_NAMES) {
    const person = { ...DEMO_OPERATORS[name], ...hashedKey(keys[name]) }
    await database.insert(operators, { ...person, addedAtMs, state: { at: 'active' } })
  }
}
