import type { Role, StationRole } from '../role'

/** Permission to call an action. One line per action; the edge checks it before any handler. */
export type PolicyLine =
  /** No identity required; nothing personal is returned. */
  | { readonly who: 'anyone' }
  /** A signed-in member, for their own data only. */
  | { readonly who: 'member'; readonly scope: 'own' }
  | StaffLine
  | OperatorLine

/** A member of staff, in the mini-program. */
export interface StaffLine {
  readonly who: 'staff'
  readonly roles: readonly StationRole[]
  /** Requires a valid duty at a station that is still theirs; checked at every act. */
  readonly onDuty: boolean
  /**
   * `own`: their own document. `own-station`: the station of their duty, or for managers the
   * stations they run.
   */
  readonly scope: 'own' | 'own-station'
}

/** A person of the office, with their key. Never from inside a wallet. */
export interface OperatorLine {
  readonly who: 'operator'
  readonly roles: readonly Role[]
  /**
   * The narrowest grant that suffices. `own-station`: any grant, for the stations within its reach.
   * `region`: a grant for a region or for all. `all`: a grant for all, because the act concerns
   * every station.
   */
  readonly scope: 'own-station' | 'region' | 'all'
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

/** An action of the office: who may, for which stations. */
const office = <Scope extends OperatorLine['scope']>(scope: Scope, ...roles: readonly Role[]) =>
  ({ who: 'operator', roles, scope }) as const

/** Rules of benefits hold at every station. */
const RULES = office('all', 'marketing')
/** Employing people gives them keys of stations, so it takes an administrator. */
const EMPLOYS = office('own-station', 'administrator')
const SEES_STAFF = office('own-station', 'administrator', 'operations', 'headquarters', 'manager')
/** Cases that a person has to decide. */
const CASES = office('own-station', 'administrator', 'operations', 'finance', 'support')
const MONEY_BACK = office('own-station', 'finance')
const APPROVES = office('own-station', 'operations', 'headquarters', 'manager')
const EXPLAINS = office(
  'own-station',
  'operations',
  'finance',
  'support',
  'headquarters',
  'manager',
  'partner',
)

/** Drivers' questions: service for all, a manager for their own station. */
const ANSWERS = office('own-station', 'support', 'operations', 'headquarters', 'manager')

/** Every action in `ACTIONS` has a line here that agrees with its audience. */
export const POLICY = {
  'station.nearby': ANYONE,
  'station.scan': ANYONE,
  'station.get': ANYONE,
  'station.list': MEMBER,
  'station.page': MEMBER,

  'member.signIn': ANYONE,
  'member.enter': MEMBER,
  'member.home': MEMBER,
  'member.loyalty': MEMBER,
  'member.pointsMovements': MEMBER,
  'member.saveProfile': MEMBER,
  'member.saveVehicles': MEMBER,
  'member.signOut': MEMBER,
  'member.phone': MEMBER,
  'member.bindPhone': MEMBER,
  'member.joinByCode': MEMBER,
  'member.bindAlone': MEMBER,
  'member.declineJoin': MEMBER,
  'member.unbindPhone': MEMBER,
  'member.separate': MEMBER,

  'message.list': MEMBER,
  'message.read': MEMBER,
  'message.templates': MEMBER,
  'message.consent': MEMBER,

  'order.quote': MEMBER,
  'order.place': MEMBER,
  'order.pay': MEMBER,
  'order.reportPayment': MEMBER,
  'order.get': MEMBER,
  'order.list': MEMBER,
  'order.cancel': MEMBER,
  'order.changeNozzle': MEMBER,
  'order.askRefund': MEMBER,
  'order.rate': MEMBER,

  'ticket.ask': MEMBER,
  'ticket.say': MEMBER,
  'ticket.close': MEMBER,
  'ticket.list': MEMBER,

  'spending.month': MEMBER,
  'spending.year': MEMBER,
  'spending.export': MEMBER,
  'privacy.data': MEMBER,
  'privacy.leaving': MEMBER,
  'privacy.leave': MEMBER,
  'privacy.stay': MEMBER,
  'invoice.titles': MEMBER,
  'invoice.saveTitle': MEMBER,
  'invoice.removeTitle': MEMBER,
  'invoice.invoiceable': MEMBER,
  'invoice.apply': MEMBER,
  'invoice.retry': MEMBER,
  'invoice.list': MEMBER,
  'invoice.get': MEMBER,
  'invoice.file': MEMBER,

  'coupon.centre': MEMBER,
  'coupon.claim': MEMBER,
  'coupon.pocket': MEMBER,
  'coupon.give': MEMBER,
  'coupon.take': MEMBER,
  'coupon.takeBack': MEMBER,

  'contract.offers': MEMBER,
  'contract.mine': MEMBER,
  'contract.estimate': MEMBER,
  'contract.history': MEMBER,
  'contract.text': MEMBER,
  'contract.sign': MEMBER,
  'contract.cancel': MEMBER,

  'account.get': MEMBER,
  'account.recharge': MEMBER,
  'account.reportRecharge': MEMBER,
  'account.cancelRecharge': MEMBER,
  'account.previewRefund': MEMBER,
  'account.refund': MEMBER,
  'account.redeem': MEMBER,
  'account.statement': MEMBER,
  'account.savePassword': MEMBER,
  'account.removePassword': MEMBER,
  'account.saveLimits': MEMBER,
  'account.reportLoss': MEMBER,
  'account.liftLoss': MEMBER,

  'staff.join': MEMBER,
  'staff.me': STAFF,
  'staff.startDuty': STAFF,
  'staff.endDuty': STAFF,
  'staff.queue': ON_DUTY,
  'staff.find': ON_DUTY,
  'staff.preview': ON_DUTY,
  'staff.accept': ON_DUTY,
  'staff.confirm': ON_DUTY,
  'staff.correct': ON_DUTY,
  'staff.reject': ON_DUTY,
  'staff.declineRefund': ON_DUTY,
  'staff.ask': ON_DUTY,
  'staff.approvals': STAFF,
  'staff.decide': LEADS,

  // A price is wrong for everybody at once, so a station's own people do not import it.
  'console.importStations': office('region', 'operations'),

  'console.saveCouponTemplate': RULES,
  'console.savePrices': RULES,
  'console.saveContractTemplate': RULES,
  'console.saveLoyaltyRules': RULES,
  'console.saveStoredValueRules': RULES,

  // Members belong to no station.
  'console.endSessions': office('all', 'support'),
  'console.showMerges': office('all', 'support'),
  'console.separateMember': office('all', 'support'),
  'console.freezeAccount': office('all', 'finance', 'support'),
  'console.unfreezeAccount': office('all', 'finance', 'support'),
  'console.removePassword': office('all', 'support'),
  'console.issueCards': office('all', 'finance'),
  'console.voidCards': office('all', 'finance'),

  'console.listStaff': SEES_STAFF,
  'console.inviteStaff': EMPLOYS,
  'console.removeStaff': EMPLOYS,
  'console.changeStaffRole': EMPLOYS,
  'console.changeStaffStations': EMPLOYS,
  'console.endDuty': SEES_STAFF,
  'console.approvals': APPROVES,
  'console.settleApproval': APPROVES,

  'console.incidents': CASES,
  'console.closeIncident': CASES,
  'console.retryRefund': MONEY_BACK,
  'console.payOutRefund': MONEY_BACK,
  'console.giveBackUnserved': office('own-station', 'finance', 'support'),
  'console.timer': office('all', 'administrator', 'operations'),

  'console.explainOrder': EXPLAINS,

  'console.tickets': ANSWERS,
  'console.answerTicket': ANSWERS,

  // How long orders wait and whom drivers call holds at every station.
  'console.saveServiceRules': office('all', 'operations'),
} as const satisfies Readonly<Record<string, PolicyLine>>
