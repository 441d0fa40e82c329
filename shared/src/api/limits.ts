import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../kernel/instant'
import type { Limit } from '../limit/token-bucket'
import type { ActionName } from './actions'

/** A screen that polls, or that asks with every digit of an amount. */
const LIVELY: Limit = { burst: 60, everyMs: 250 }
/** A screen opened by a person. */
const LOOK: Limit = { burst: 40, everyMs: SECOND_MS }
/** A button pressed by a person. */
const PRESS: Limit = { burst: 15, everyMs: 3 * SECOND_MS }
/** A request that causes a call to a payment provider. */
const PROVIDER: Limit = { burst: 12, everyMs: 5 * SECOND_MS }
/** A code that could be guessed. */
const GUESS: Limit = { burst: 8, everyMs: MINUTE_MS }
/** A command, or a script of commands. */
const OPERATOR: Limit = { burst: 120, everyMs: 200 }
/** One address may be shared by a whole town behind its network operator. */
const STRANGERS: Limit = { burst: 200, everyMs: 50 }

/**
 * Rate limits per caller: a member, an operator, or an address. Each warm instance counts
 * separately; limits that need an exact count are also counted in documents.
 */
export const LIMITS: Readonly<Record<ActionName, Limit>> = {
  'order.quote': LIVELY,
  'order.place': PROVIDER,
  'order.pay': PROVIDER,
  'order.reportPayment': PROVIDER,
  'order.get': LIVELY,
  'order.list': LOOK,
  'order.cancel': PROVIDER,
  'order.changeNozzle': PRESS,
  'order.askRefund': PROVIDER,
  'order.rate': PRESS,

  'station.nearby': STRANGERS,
  'station.scan': STRANGERS,
  'station.get': STRANGERS,
  'station.list': LOOK,
  'station.page': LOOK,

  'member.signIn': { burst: 30, everyMs: SECOND_MS },
  'member.signOut': PRESS,
  'member.enter': LOOK,
  'member.home': LOOK,
  'member.loyalty': LOOK,
  'member.pointsMovements': LOOK,
  'member.saveProfile': PRESS,
  'member.saveVehicles': PRESS,
  'member.phone': LOOK,
  // Each costs the operator money with WeChat.
  'member.bindPhone': { burst: 6, everyMs: MINUTE_MS },
  'member.joinByCode': GUESS,
  'member.bindAlone': PRESS,
  'member.declineJoin': PRESS,
  'member.unbindPhone': PRESS,
  'member.separate': PRESS,

  'message.list': LOOK,
  'message.read': LOOK,
  'message.templates': LOOK,
  'message.consent': PRESS,

  'staff.join': GUESS,
  'staff.me': LOOK,
  'staff.startDuty': PRESS,
  'staff.endDuty': PRESS,
  'staff.queue': LIVELY,
  'staff.preview': LIVELY,
  // Offline confirmations arrive in a batch.
  'staff.confirm': { burst: 200, everyMs: SECOND_MS },
  'staff.accept': LIVELY,
  'staff.correct': PRESS,
  'staff.declineRefund': PRESS,
  'staff.reject': PRESS,
  'staff.find': LIVELY,
  'staff.ask': PRESS,
  'staff.approvals': LIVELY,
  'staff.decide': PRESS,

  'coupon.centre': LOOK,
  'coupon.claim': { burst: 60, everyMs: SECOND_MS },
  'coupon.pocket': LOOK,
  'coupon.give': PRESS,
  'coupon.take': { burst: 20, everyMs: 10 * SECOND_MS },
  'coupon.takeBack': PRESS,

  'contract.offers': LOOK,
  'contract.mine': LOOK,
  'contract.estimate': LOOK,
  'contract.history': LOOK,
  'contract.text': LOOK,
  'contract.sign': PRESS,
  'contract.cancel': PRESS,

  'account.get': LOOK,
  'account.recharge': PROVIDER,
  'account.reportRecharge': PROVIDER,
  'account.cancelRecharge': PROVIDER,
  'account.previewRefund': LIVELY,
  'account.refund': PROVIDER,
  'account.redeem': GUESS,
  'account.statement': LOOK,
  'account.savePassword': GUESS,
  'account.removePassword': GUESS,
  'account.saveLimits': PRESS,
  'account.reportLoss': PRESS,
  'account.liftLoss': GUESS,

  'spending.month': LOOK,
  'spending.year': LOOK,
  'spending.export': { burst: 6, everyMs: 20 * SECOND_MS },

  // Page after page of a long history.
  'privacy.data': { burst: 60, everyMs: 500 },
  'privacy.leaving': LOOK,
  'privacy.leave': GUESS,
  'privacy.stay': PRESS,

  'ticket.ask': PRESS,
  'ticket.say': PRESS,
  'ticket.close': PRESS,
  'ticket.list': LOOK,

  'invoice.titles': LOOK,
  'invoice.saveTitle': PRESS,
  'invoice.removeTitle': PRESS,
  'invoice.invoiceable': LOOK,
  'invoice.apply': PROVIDER,
  'invoice.retry': PROVIDER,
  'invoice.list': LOOK,
  // A screen that waits for an invoice asks every few seconds.
  'invoice.get': LIVELY,
  'invoice.file': PROVIDER,

  'console.explainOrder': OPERATOR,
  'console.tickets': OPERATOR,
  'console.answerTicket': OPERATOR,
  'console.importStations': OPERATOR,
  'console.endSessions': OPERATOR,
  'console.showMerges': OPERATOR,
  'console.separateMember': OPERATOR,
  'console.saveLoyaltyRules': OPERATOR,
  'console.inviteStaff': OPERATOR,
  'console.listStaff': OPERATOR,
  'console.removeStaff': OPERATOR,
  'console.changeStaffRole': OPERATOR,
  'console.changeStaffStations': OPERATOR,
  'console.endDuty': OPERATOR,
  'console.approvals': OPERATOR,
  'console.settleApproval': OPERATOR,
  'console.saveCouponTemplate': OPERATOR,
  'console.savePrices': OPERATOR,
  'console.saveContractTemplate': OPERATOR,
  'console.freezeAccount': OPERATOR,
  'console.unfreezeAccount': OPERATOR,
  'console.removePassword': OPERATOR,
  'console.saveStoredValueRules': OPERATOR,
  'console.issueCards': OPERATOR,
  'console.voidCards': OPERATOR,
  'console.incidents': OPERATOR,
  'console.closeIncident': OPERATOR,
  'console.retryRefund': OPERATOR,
  'console.payOutRefund': OPERATOR,
  'console.giveBackUnserved': OPERATOR,
  'console.saveServiceRules': OPERATOR,
  'console.timer': OPERATOR,
}

/** Rate limit for queries to a payment provider about one trade. */
export const ASK_PROVIDER: Limit = { burst: 1, everyMs: 2 * SECOND_MS }

/** Sign-ins with a code that the wallet refused, per address. */
export const WRONG_SIGN_INS = { max: 60, withinMs: HOUR_MS } as const

/** Numbers that a member binds in a day, counted for all instances. */
export const BOUND_NUMBERS = { max: 10, withinMs: 24 * HOUR_MS } as const

/** Unknown invitation codes, per member. */
export const WRONG_INVITATIONS = { max: 10, withinMs: 24 * HOUR_MS } as const
