import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { dutyAt } from './duty'
import type { Role, Staff } from './staff'

/** What an operator's token may be good for. A person gets as many as their work needs. */
export type OperatorScope = (typeof OPERATOR_SCOPES)[number]
export const OPERATOR_SCOPES = [
  /** Stations, nozzles and pump prices. */
  'stations',
  /** Coupons, member prices, levels, points, contracts and recharge offers. */
  'rules',
  /** Recharge cards: whoever has it makes money. */
  'cards',
  /** Freezing and unfreezing a member's stored value. */
  'accounts',
  /** Reading an order's explanation. */
  'support',
  /** Who works here, as what and where. */
  'staff',
  /** Deciding about incidents, and paying out refunds that a provider will not make. */
  'incidents',
  /** Being the second person of an attendant's request. */
  'approvals',
] as const

/** Who may call an action, and on what. One line an action; the edge asks it before any handler. */
export type PolicyLine =
  /** No identity is asked for; nothing personal is answered. */
  | { readonly who: 'anyone' }
  /** A signed-in member, on what is their own only. */
  | { readonly who: 'member'; readonly scope: 'own' }
  | StaffLine
  /** An operator's token with this scope. Never from inside a wallet. */
  | { readonly who: 'operator'; readonly operator: OperatorScope; readonly scope: 'all' }

export interface StaffLine {
  readonly who: 'staff'
  readonly roles: readonly Role[]
  /** Asked at every act: a live duty at a station that is still theirs. */
  readonly onDuty: boolean
  /** `own`: their own document. `own-station`: of duty, or for managers the stations they run. */
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

/** `ACTIONS` has no action without a line here, and no line says anything else than its audience. */
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
/** The actions of staff, whose lines are asked where the staff document is read. */
export type StaffActionName = {
  [Name in keyof Line]: Line[Name]['who'] extends 'staff' ? Name : never
}[keyof Line]

export type StaffRefusal =
  /** Not staff, or no longer. */
  | { readonly code: 'staff/not-staff' }
  /** Staff, but not at work at a station of theirs: start the duty first. */
  | { readonly code: 'staff/not-on-duty' }
  /** Staff, but this is for managers. */
  | { readonly code: 'staff/role-too-low' }

/**
 * Asks the line of a staff action. The document is the one that the transaction of the act has read,
 * so that a removal, another role or another station counts from the next act on.
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
