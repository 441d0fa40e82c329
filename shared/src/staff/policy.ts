import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { dutyAt } from './duty'
import type { Role, Staff } from './staff'

/** Scopes of operators' tokens. A person gets those needed for their work. */
export type OperatorScope = (typeof OPERATOR_SCOPES)[number]
export const OPERATOR_SCOPES = [
  /** Stations, nozzles and pump prices. */
  'stations',
  /** Coupons, member prices, levels, points, contracts and recharge offers. */
  'rules',
  /** Recharge cards: the holder of this scope can create money. */
  'cards',
  /** Freezing and unfreezing a member's stored value. */
  'accounts',
  /** Reading an order's explanation. */
  'support',
  /** Staff: persons, roles and stations. */
  'staff',
  /** Deciding incidents, and paying out halted refunds. */
  'incidents',
  /** Approving attendants' requests. */
  'approvals',
] as const

/** Permission to call an action. One line per action; the edge checks it before any handler. */
export type PolicyLine =
  /** No identity required; nothing personal is returned. */
  | { readonly who: 'anyone' }
  /** A signed-in member, for their own data only. */
  | { readonly who: 'member'; readonly scope: 'own' }
  | StaffLine
  /** An operator's token with this scope. Never from inside a wallet. */
  | { readonly who: 'operator'; readonly operator: OperatorScope; readonly scope: 'all' }

export interface StaffLine {
  readonly who: 'staff'
  readonly roles: readonly Role[]
  /** Requires a valid duty at a station that is still theirs; checked at every act. */
  readonly onDuty: boolean
  /**
   * `own`: their own document. `own-station`: the station of their duty, or for managers the
   * stations they run.
   */
  readonly scope: 'own' | 'own-station'
}

const ANYONE = { who: 'anyone' } as const
const MEMBER = { who: 'member', scope: 'own' } as const
const EVERY_ROLE = ['attendant', 'manager', 'headquarters'] as const
const STAFF = { who: 'staff', roles: EVERY_ROLE, onDuty: false, scope: 'own' } as const
const ON_DUTY = { who: 'staff', roles: EVERY_ROLE, onDuty: true, scope: 'own-station' } as const
const LEADS = {
  who: 'staff',
  roles: ['manager', 'headquarters'],
  onDuty: false,
  scope: 'own-station',
} as const

const operatorWith = <Scope extends OperatorScope>(operator: Scope) =>
  ({ who: 'operator', operator, scope: 'all' }) as const

/** Every action in `ACTIONS` has a line here that agrees with its audience. */
export const POLICY = {
  'station.nearby': ANYONE,
  'station.scan': ANYONE,
  'station.get': ANYONE,
  'station.import': operatorWith('stations'),

  'member.signIn': ANYONE,
  'member.enter': MEMBER,
  'member.loyalty': MEMBER,
  'member.saveProfile': MEMBER,
  'member.saveLoyaltyRules': operatorWith('rules'),
  'member.signOut': MEMBER,
  'member.endSessions': operatorWith('accounts'),

  'order.quote': MEMBER,
  'order.place': MEMBER,
  'order.pay': MEMBER,
  'order.reportPayment': MEMBER,
  'order.get': MEMBER,
  'order.list': MEMBER,
  'order.cancel': MEMBER,
  'order.changeNozzle': MEMBER,
  'order.explain': operatorWith('support'),

  'coupon.centre': MEMBER,
  'coupon.claim': MEMBER,
  'coupon.pocket': MEMBER,
  'coupon.give': MEMBER,
  'coupon.take': MEMBER,
  'coupon.takeBack': MEMBER,
  'coupon.saveTemplate': operatorWith('rules'),
  'coupon.savePrices': operatorWith('rules'),

  'contract.offers': MEMBER,
  'contract.mine': MEMBER,
  'contract.text': MEMBER,
  'contract.sign': MEMBER,
  'contract.cancel': MEMBER,
  'contract.saveTemplate': operatorWith('rules'),

  'account.get': MEMBER,
  'account.recharge': MEMBER,
  'account.reportRecharge': MEMBER,
  'account.cancelRecharge': MEMBER,
  'account.previewRefund': MEMBER,
  'account.refund': MEMBER,
  'account.redeem': MEMBER,
  'account.statement': MEMBER,
  'account.freeze': operatorWith('accounts'),
  'account.unfreeze': operatorWith('accounts'),
  'account.saveRules': operatorWith('rules'),
  'account.issueCards': operatorWith('cards'),
  'account.voidCards': operatorWith('cards'),

  'console.incidents': operatorWith('incidents'),
  'console.closeIncident': operatorWith('incidents'),
  'console.retryRefund': operatorWith('incidents'),
  'console.payOutRefund': operatorWith('incidents'),
  'console.timer': operatorWith('incidents'),

  'staff.join': MEMBER,
  'staff.me': STAFF,
  'staff.startDuty': STAFF,
  'staff.endDuty': STAFF,
  'staff.queue': ON_DUTY,
  'staff.find': ON_DUTY,
  'staff.preview': ON_DUTY,
  'staff.confirm': ON_DUTY,
  'staff.correct': ON_DUTY,
  'staff.reject': ON_DUTY,
  'staff.ask': ON_DUTY,
  'staff.approvals': STAFF,
  'staff.decide': LEADS,
  'staff.list': operatorWith('staff'),
  'staff.invite': operatorWith('staff'),
  'staff.remove': operatorWith('staff'),
  'staff.changeRole': operatorWith('staff'),
  'staff.changeStations': operatorWith('staff'),
  'staff.endDutyOf': operatorWith('staff'),
  'staff.openApprovals': operatorWith('approvals'),
  'staff.settleApproval': operatorWith('approvals'),
} as const satisfies Readonly<Record<string, PolicyLine>>

type Line = typeof POLICY
/** Staff actions, whose lines are checked where the staff document is read. */
export type StaffActionName = {
  [Name in keyof Line]: Line[Name]['who'] extends 'staff' ? Name : never
}[keyof Line]

export type StaffRefusal =
  /** Not staff, or removed. */
  | { readonly code: 'staff/not-staff' }
  /** Not on duty at one of their stations: start the duty first. */
  | { readonly code: 'staff/not-on-duty' }
  /** Requires a manager. */
  | { readonly code: 'staff/role-too-low' }

/**
 * Checks the line of a staff action. The document is the one read in the transaction of the act, so
 * that a removal or a change of role or station is effective from the next act on.
 */
export function staffFor(
  name: StaffActionName,
  staff: Staff | null,
  nowMs: EpochMs,
): Result<Staff, StaffRefusal> {
  const line: StaffLine = POLICY[name]
  if (staff?.status !== 'active') return refuse({ code: 'staff/not-staff' })
  if (!line.roles.includes(staff.role)) return refuse({ code: 'staff/role-too-low' })
  if (line.onDuty && !dutyAt(staff, nowMs)) return refuse({ code: 'staff/not-on-duty' })
  return ok(staff)
}
