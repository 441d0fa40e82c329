import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { type EpochMs, formatChinaTime } from '@palm/shared/kernel/instant'
import { type Operator, removedOperator } from '@palm/shared/staff/operator'
import type { Grant, Reach } from '@palm/shared/staff/policy/grant'
import { rolesOfOffice } from '@palm/shared/staff/policy/permit'
import type { Role } from '@palm/shared/staff/role'
import { stationIdOf } from '@palm/shared/station/apply-sheet'
import type { Database } from '../../cloudfunctions/database/session'
import type { KeeperAct } from '../../cloudfunctions/documents/audit'
import { operators } from '../../cloudfunctions/documents/operators'
import { stations } from '../../cloudfunctions/documents/stations'
import { actAsOperator, audited } from '../../cloudfunctions/edge/audit'
import { hashedKey, makeOperatorKey } from '../../cloudfunctions/edge/identity/operator-key'
import type { Told } from './told'

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  administrator: '管理员',
  operations: '运营',
  marketing: '市场',
  finance: '财务',
  support: '客服',
  partner: '加盟方（只看）',
  headquarters: '总部值班',
  manager: '站长',
  attendant: '加油员',
}

export const USAGE = [
  '用法：npm run operators -- 命令',
  '',
  '  list                                            总部人员、角色和范围',
  '  add --name 李 --role 角色 [--role 角色]          加一个人，钥匙只显示这一次',
  '      [--region 区域 | --stations bj0001,bj0002]    只管一个区域，或者几座油站；不写就是全部',
  '  remove operator:…                               停用：下一次操作起就没有权限',
  '',
  `  角色：${rolesOfOffice()
    .map((role) => `${role} ${ROLE_WORDS[role]}`)
    .join('、')}`,
]

const usage: Told = { code: 2, lines: USAGE }
const told = (...lines: string[]): Told => ({ code: 0, lines })
const failed = (...lines: string[]): Told => ({ code: 1, lines })

/** The service's limit per query. */
const FOUND_MAX = 1_000

/** Who keeps the installation, as their machine names them, and when. */
export interface Keeping {
  readonly keeper: string
  readonly nowMs: EpochMs
}

/** Runs one command of the installation's keeper on its database. Each change has an audit row. */
export function runOperatorsCommand(
  database: Database,
  [name, ...args]: readonly string[],
  { keeper, nowMs }: Keeping,
): Promise<Told> {
  const kept = audited(database, () => nowMs)
  const acting = (action: KeeperAct, work: () => Promise<Told>) => {
    const caller = { operatorId: 'operator:keeper', name: keeper, callId: randomUUID() } as const
    return actAsOperator(database, { action, caller }, nowMs, work)
  }
  if (name === 'list' && args.length === 0) return list(database)
  const wanted = name === 'add' ? read(args) : null
  if (wanted) return acting('operators.add', () => add(kept, wanted, nowMs))
  if (name === 'remove' && args.length === 1) {
    return acting('operators.remove', () => remove(kept, args[0]!, nowMs))
  }
  return Promise.resolve(usage)
}

async function list(database: Database): Promise<Told> {
  const found = await database.find(operators, { where: {}, limit: FOUND_MAX })
  return found.length === 0 ? told('还没有人。') : told(...found.map(lineOf))
}

async function add(
  database: Database,
  { name, reach, roles }: Wanted,
  addedAtMs: EpochMs,
): Promise<Told> {
  const unknown = await unknownIn(database, reach)
  if (unknown) return failed(`没有${unknown}，没有加任何人。`)
  const key = makeOperatorKey()
  const grants = roles.map((role): Grant => ({ role, reach }))
  const state = { at: 'active' } as const
  const operator: Operator = { ...hashedKey(key), name, grants, addedAtMs, state }
  await database.insert(operators, operator)
  return told(
    lineOf(operator),
    '',
    `PALM_OPERATOR_KEY=${key}`,
    '',
    '钥匙只显示这一次，请交给本人。',
  )
}

async function remove(database: Database, id: string, nowMs: EpochMs): Promise<Told> {
  const removed = await database.transaction(async (transaction) => {
    const known = await transaction.get(operators, id)
    if (!known) return null
    const after = removedOperator(known, nowMs)
    if (after !== known) await transaction.put(operators, after)
    return after
  })
  return removed ? told(lineOf(removed)) : failed(`没有这个人：${id}`)
}

interface Wanted {
  readonly name: string
  readonly roles: readonly Role[]
  readonly reach: Reach
}

function read(args: readonly string[]): Wanted | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        name: { type: 'string' },
        role: { type: 'string', multiple: true },
        region: { type: 'string' },
        stations: { type: 'string' },
      },
    })
    const { name = '', region, role: asked = [], stations: codes } = values
    const roles = rolesOfOffice().filter((role) => asked.includes(role))
    const isGood = roles.length > 0 && roles.length === new Set(asked).size
    const isNamed = /^\S(.{0,18}\S)?$/.test(name)
    if (!isGood || !isNamed || (region !== undefined && codes !== undefined)) return null
    return { name, roles, reach: reachOf(region, codes) }
  } catch {
    return null
  }
}

function reachOf(region: string | undefined, codes: string | undefined): Reach {
  if (region !== undefined) return { kind: 'region', region }
  if (codes === undefined) return { kind: 'all' }
  return { kind: 'stations', stationIds: codes.split(',').map(stationIdOf) }
}

/** A mistyped region or station would be a grant for nothing. */
async function unknownIn(database: Database, reach: Reach): Promise<string | null> {
  if (reach.kind === 'all') return null
  if (reach.kind === 'region') {
    const found = await database.find(stations, { where: {}, limit: FOUND_MAX })
    return found.some(({ region }) => region === reach.region) ? null : `区域 ${reach.region}`
  }
  for (const id of reach.stationIds) {
    if (!(await database.get(stations, id))) return `油站 ${id.slice('station:'.length)}`
  }
  return null
}

function lineOf({ addedAtMs, grants, id, name, state }: Operator): string {
  const roles = grants.map(({ reach, role }) => `${ROLE_WORDS[role]}（${where(reach)}）`)
  const since = formatChinaTime(addedAtMs).slice(0, 10)
  return [id, name, roles.join('、'), state.at === 'removed' ? '已停用' : `${since} 起`].join('  ')
}

function where(reach: Reach): string {
  switch (reach.kind) {
    case 'all':
      return '全部油站'
    case 'region':
      return reach.region
    case 'stations':
      return reach.stationIds.map((id) => id.slice('station:'.length).toUpperCase()).join(',')
  }
}
