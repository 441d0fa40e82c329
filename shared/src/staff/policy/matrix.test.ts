import { ROLES, type Role } from '../role'
import type { Place, Reach, Target } from './grant'
import { permit, type Person, type PolicyAction } from './permit'
import { POLICY } from './table'

/**
 * The expectation, apart from the table: for each action its roles, and which of the targets a
 * grant of each reach may touch, as `all / region / stations` over the four targets *own station,
 * another of the region, another region, everywhere*.
 */
const AT_STATIONS = ['++++', '++--', '+---'] as const
const AT_REGIONS = ['++++', '++--', '----'] as const
const EVERYWHERE = ['++++', '----', '----'] as const

type Reached = readonly [all: string, region: string, stations: string]

const OFFICE: Readonly<Record<string, readonly [Reached, ...Role[]]>> = {
  'console.importStations': [AT_REGIONS, 'operations'],
  'console.saveCouponTemplate': [EVERYWHERE, 'marketing'],
  'console.savePrices': [EVERYWHERE, 'marketing'],
  'console.saveContractTemplate': [EVERYWHERE, 'marketing'],
  'console.saveLoyaltyRules': [EVERYWHERE, 'marketing'],
  'console.saveStoredValueRules': [EVERYWHERE, 'marketing'],
  'console.endSessions': [EVERYWHERE, 'support'],
  'console.showMerges': [EVERYWHERE, 'support'],
  'console.separateMember': [EVERYWHERE, 'support'],
  'console.freezeAccount': [EVERYWHERE, 'finance', 'support'],
  'console.unfreezeAccount': [EVERYWHERE, 'finance', 'support'],
  'console.removePassword': [EVERYWHERE, 'support'],
  'console.issueCards': [EVERYWHERE, 'finance'],
  'console.voidCards': [EVERYWHERE, 'finance'],
  'console.listStaff': [AT_STATIONS, 'administrator', 'operations', 'manager', 'headquarters'],
  'console.inviteStaff': [AT_STATIONS, 'administrator'],
  'console.removeStaff': [AT_STATIONS, 'administrator'],
  'console.changeStaffRole': [AT_STATIONS, 'administrator'],
  'console.changeStaffStations': [AT_STATIONS, 'administrator'],
  'console.endDuty': [AT_STATIONS, 'administrator', 'operations', 'manager', 'headquarters'],
  'console.approvals': [AT_STATIONS, 'operations', 'manager', 'headquarters'],
  'console.settleApproval': [AT_STATIONS, 'operations', 'manager', 'headquarters'],
  'console.incidents': [AT_STATIONS, 'administrator', 'operations', 'finance', 'support'],
  'console.closeIncident': [AT_STATIONS, 'administrator', 'operations', 'finance', 'support'],
  'console.retryRefund': [AT_STATIONS, 'finance'],
  'console.payOutRefund': [AT_STATIONS, 'finance'],
  'console.giveBackUnserved': [AT_STATIONS, 'finance', 'support'],
  'console.saveServiceRules': [EVERYWHERE, 'operations'],
  'console.tickets': [AT_STATIONS, 'support', 'operations', 'manager', 'headquarters'],
  'console.answerTicket': [AT_STATIONS, 'support', 'operations', 'manager', 'headquarters'],
  'console.timer': [EVERYWHERE, 'administrator', 'operations'],
  'console.explainOrder': [
    AT_STATIONS,
    'operations',
    'finance',
    'support',
    'manager',
    'headquarters',
    'partner',
  ],
}

/** Staff in the app. Acts on their own document touch no station. */
const OWN = ['----', '----', '----'] as const
const EVERYBODY = ['attendant', 'manager', 'headquarters'] as const
const APP: Readonly<Record<string, readonly [Reached, ...Role[]]>> = {
  'staff.me': [OWN, ...EVERYBODY],
  'staff.startDuty': [OWN, ...EVERYBODY],
  'staff.endDuty': [OWN, ...EVERYBODY],
  'staff.approvals': [OWN, ...EVERYBODY],
  'staff.queue': [AT_STATIONS, ...EVERYBODY],
  'staff.find': [AT_STATIONS, ...EVERYBODY],
  'staff.preview': [AT_STATIONS, ...EVERYBODY],
  'staff.accept': [AT_STATIONS, ...EVERYBODY],
  'staff.confirm': [AT_STATIONS, ...EVERYBODY],
  'staff.declineRefund': [AT_STATIONS, ...EVERYBODY],
  'staff.correct': [AT_STATIONS, ...EVERYBODY],
  'staff.reject': [AT_STATIONS, ...EVERYBODY],
  'staff.ask': [AT_STATIONS, ...EVERYBODY],
  'staff.decide': [AT_STATIONS, 'manager', 'headquarters'],
}

const REACHES: readonly Reach[] = [
  { kind: 'all' },
  { kind: 'region', region: '东区' },
  { kind: 'stations', stationIds: ['station:bj0001'] },
]

const place = (code: string, region: string): Place => ({ stationId: `station:${code}`, region })
const TARGETS: readonly Target[] = [
  [place('bj0001', '东区')],
  [place('bj0002', '东区')],
  [place('bj0003', '西区')],
  'everywhere',
]

const ACTIONS = Object.keys(POLICY) as PolicyAction[]
const KINDS = ['operator', 'staff'] as const

function isExpected(action: string, as: Person['as'], role: Role, reach: number, target: number) {
  const row = (as === 'operator' ? OFFICE : APP)[action]
  if (!row) return false
  const [reached, ...roles] = row
  return roles.includes(role) && reached[reach]![target] === '+'
}

/** Every action, kind of person, role, reach and target. */
const cases = ACTIONS.flatMap((action) =>
  KINDS.flatMap((as) =>
    ROLES.flatMap((role) =>
      REACHES.flatMap((reach, reachAt) =>
        TARGETS.map((target, targetAt) => ({
          told: `${action} by ${as} ${role} for ${reach.kind}, target ${targetAt}`,
          expected: isExpected(action, as, role, reachAt, targetAt),
          permitted: permit({ as, grants: [{ role, reach }] }, action, target).ok,
        })),
      ),
    ),
  ),
)

test('no role does more, or less, than is expected, wherever its grant holds', () => {
  const wrong = cases.filter(({ expected, permitted }) => expected !== permitted)
  expect(wrong.map(({ told }) => told)).toEqual([])
  expect(cases.length).toBeGreaterThanOrEqual(10_000)
})

test('nothing is permitted about nothing, and every line of the office is expected', () => {
  const office = ACTIONS.filter((action) => POLICY[action].who === 'operator')
  expect(office.sort()).toEqual(Object.keys(OFFICE).sort())
  const app = ACTIONS.filter((action) => POLICY[action].who === 'staff')
  expect(app.sort()).toEqual(Object.keys(APP).sort())
})

test('a partner reads, and changes nothing', () => {
  const partner: Person = {
    as: 'operator',
    grants: [{ role: 'partner', reach: { kind: 'all' } }],
  }
  const may = ACTIONS.filter((action) => permit(partner, action, 'everywhere').ok)
  expect(may).toEqual(['console.explainOrder'])
})
