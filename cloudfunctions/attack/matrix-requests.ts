import type { ActionName } from '@palm/shared/api/actions'
import type { Objects } from './matrix-world'

/** Owner of an action's object: the driver, a station, or all stations together. */
export type Target = 'driver' | 'station' | 'everywhere' | null

interface Row {
  readonly target: Target
  readonly request: (objects: Objects) => object
}

const nothing: Row = { target: null, request: () => ({}) }

const order = (target: Target, more: object = {}): Row => ({
  target,
  request: ({ orderId }) => ({ orderId, ...more }),
})

const recharge = (more: object = {}): Row => ({
  target: 'driver',
  request: ({ rechargeId }) => ({ rechargeId, ...more }),
})

const ticket = (target: Target, more: object = {}): Row => ({
  target,
  request: ({ ticketId }) => ({ ticketId, ...more }),
})

const invoice = (more: object = {}): Row => ({
  target: 'driver',
  request: ({ invoiceId }) => ({ invoiceId, ...more }),
})

const transfer: Row = { target: 'driver', request: ({ transferId }) => ({ transferId }) }

const employee = (more: (objects: Objects) => object = () => ({})): Row => ({
  target: 'station',
  request: (objects) => ({ staffId: objects.staffId, ...more(objects) }),
})

const incident = (more: object = {}): Row => ({
  target: 'station',
  request: ({ incidentId }) => ({ incidentId, note: '没有', ...more }),
})

const member: Row = {
  target: null,
  request: ({ memberId }) => ({ memberId, reason: 'lost-phone' }),
}

const UNPROVEN = { kind: 'none', why: { reason: 'other', note: '' } }
const TITLE = `invoice-title:${'4'.repeat(20)}`
const DUTY = { dutyId: `duty:${'8'.repeat(20)}` }
const ASK = {
  asked: { kind: 'reject', reason: 'no-fuel' },
  why: { reason: 'no-fuel', note: '' },
}

/**
 * One request per action, on the given objects. An action without a row does not compile; forbidden
 * callers are refused before their request is read, so those of the office are short.
 */
export const ROWS: Readonly<Record<ActionName, Row>> = {
  'station.nearby': { target: null, request: () => ({ location: null }) },
  'station.scan': { target: null, request: () => ({ scanned: 'BJ0001-03' }) },
  'station.get': { target: null, request: ({ stationId }) => ({ stationId }) },
  'station.list': { target: null, request: () => ({ location: null }) },
  'station.page': {
    target: null,
    request: ({ stationId }) => ({ stationId, location: null }),
  },

  'member.signIn': { target: null, request: () => ({ authCode: 'nobody’s' }) },
  'member.enter': nothing,
  'member.home': { target: null, request: () => ({ location: null }) },
  'member.loyalty': nothing,
  'member.pointsMovements': { target: null, request: () => ({ beforeMs: null }) },
  'member.saveProfile': nothing,
  'member.saveVehicles': { target: null, request: () => ({ vehicles: [] }) },
  'member.signOut': nothing,
  'member.phone': nothing,
  'member.bindPhone': { target: null, request: () => ({ proof: { wallet: 'wechat', code: 'x' } }) },
  'member.joinByCode': { target: null, request: () => ({ code: '000000' }) },
  'member.bindAlone': nothing,
  'member.declineJoin': nothing,
  'member.unbindPhone': nothing,
  'member.separate': nothing,

  'message.list': { target: null, request: () => ({ beforeMs: null }) },
  'message.read': { target: null, request: () => ({ untilMs: 0 }) },
  'message.templates': nothing,
  'message.consent': { target: null, request: () => ({ topics: ['done'] }) },

  'order.quote': nothing,
  'order.place': nothing,
  'order.pay': order('driver'),
  'order.reportPayment': order('driver'),
  'order.get': order('driver'),
  'order.list': { target: null, request: () => ({ beforeMs: null }) },
  'order.cancel': order('driver'),
  'order.askRefund': order('driver'),
  'order.rate': order('driver', { stars: 5, words: '' }),
  'order.changeNozzle': order('driver', { nozzleId: 'nozzle:bj0001-07' }),

  'coupon.centre': nothing,
  'coupon.claim': nothing,
  'coupon.pocket': nothing,
  'coupon.give': {
    target: 'driver',
    request: ({ couponId }) => ({ couponId, transferId: `coupon-transfer:${'7'.repeat(20)}` }),
  },
  // A transfer's number authorises its holder: only giving and withdrawing need the owner.
  'coupon.take': nothing,
  'coupon.takeBack': transfer,

  'contract.offers': nothing,
  'contract.mine': nothing,
  'contract.estimate': nothing,
  'contract.history': {
    target: 'driver',
    request: ({ contractId }) => ({ contractId }),
  },
  'contract.text': nothing,
  'contract.sign': nothing,
  'contract.cancel': { target: 'driver', request: ({ contractId }) => ({ contractId }) },

  'account.get': nothing,
  'account.recharge': nothing,
  'account.reportRecharge': recharge(),
  'account.cancelRecharge': recharge(),
  'account.previewRefund': recharge({ principalFen: 100 }),
  'account.refund': recharge({
    refundId: `refund:${'6'.repeat(20)}`,
    principalFen: 100,
    amountFen: 100,
  }),
  'account.redeem': nothing,
  'account.savePassword': nothing,
  'account.removePassword': nothing,
  'account.saveLimits': nothing,
  'account.reportLoss': nothing,
  'account.liftLoss': nothing,
  'account.statement': { target: null, request: () => ({ beforeMs: null }) },

  'spending.month': { target: null, request: () => ({ month: '2026-11' }) },
  'spending.year': { target: null, request: () => ({ year: '2026' }) },
  'spending.export': { target: null, request: () => ({ period: '2026', form: 'text' }) },

  'privacy.data': { target: null, request: () => ({ part: 'orders', beforeMs: null }) },
  'privacy.leaving': nothing,
  'privacy.leave': { target: null, request: () => ({ password: '000000' }) },
  'privacy.stay': nothing,

  'ticket.ask': order('driver', {
    ...{ ticketId: `ticket:${'5'.repeat(20)}`, kind: 'other', claimedFen: null, text: '？' },
  }),
  'ticket.say': ticket('driver', { text: '？' }),
  'ticket.close': ticket('driver'),
  'ticket.list': { target: null, request: () => ({ orderId: null, beforeMs: null }) },

  'invoice.titles': nothing,
  'invoice.saveTitle': {
    target: null,
    request: () => ({ title: { kind: 'personal', id: TITLE, name: '张三' }, isDefault: false }),
  },
  'invoice.removeTitle': { target: null, request: () => ({ titleId: TITLE }) },
  'invoice.invoiceable': { target: null, request: () => ({ beforeMs: null }) },
  'invoice.apply': {
    target: 'driver',
    request: ({ orderId }) => ({
      ...{ invoiceId: `invoice:${'4'.repeat(20)}`, titleId: TITLE, orderIds: [orderId] },
      ...{ rechargeId: null, amountFen: 30_000 },
    }),
  },
  'invoice.retry': invoice({ titleId: TITLE }),
  'invoice.list': { target: null, request: () => ({ beforeMs: null }) },
  'invoice.get': invoice(),
  'invoice.file': invoice(),

  'staff.join': { target: null, request: () => ({ code: 'AAAAAAAAAAAA' }) },
  'staff.me': nothing,
  'staff.startDuty': { target: null, request: ({ stationId }) => ({ ...DUTY, stationId }) },
  'staff.endDuty': nothing,
  'staff.queue': { target: null, request: () => ({ withRecent: true, afterMs: null }) },
  'staff.find': { target: null, request: ({ orderId }) => ({ by: { orderId } }) },
  'staff.preview': order('station', { dispensedFen: 100 }),
  'staff.accept': order('station', { proof: UNPROVEN }),
  'staff.declineRefund': order('station', { reason: 'other', note: '' }),
  'staff.confirm': order('station', { dispensedFen: 30_000, proof: UNPROVEN }),
  'staff.correct': order('station', { dispensedFen: 1 }),
  'staff.reject': order('station', { reason: 'no-fuel' }),
  'staff.ask': order('station', ASK),
  'staff.approvals': nothing,
  'staff.decide': {
    target: 'station',
    request: ({ approvalId }) => ({ approvalId, approve: true }),
  },

  'console.importStations': { target: null, request: () => ({ table: [] }) },
  'console.saveCouponTemplate': nothing,
  'console.savePrices': nothing,
  'console.saveContractTemplate': nothing,
  'console.saveLoyaltyRules': nothing,
  'console.saveStoredValueRules': nothing,
  'console.showMerges': { target: null, request: ({ memberId }) => ({ by: { memberId } }) },
  'console.separateMember': { target: null, request: ({ memberId }) => ({ memberId }) },
  'console.endSessions': { target: null, request: ({ memberId }) => ({ memberId }) },
  'console.freezeAccount': member,
  'console.unfreezeAccount': { target: null, request: ({ memberId }) => ({ memberId }) },
  'console.removePassword': { target: null, request: ({ memberId }) => ({ memberId }) },
  'console.issueCards': nothing,
  'console.voidCards': nothing,
  'console.listStaff': { target: null, request: () => ({ stationId: null }) },
  'console.inviteStaff': {
    target: 'everywhere',
    request: () => ({ name: '陈', role: 'headquarters', stationIds: [] }),
  },
  'console.removeStaff': employee(),
  'console.changeStaffRole': employee(() => ({ role: 'manager' })),
  'console.changeStaffStations': employee(({ stationId }) => ({ stationIds: [stationId] })),
  'console.endDuty': employee(),
  'console.approvals': { target: null, request: () => ({ stationId: null }) },
  'console.settleApproval': {
    target: 'station',
    request: ({ approvalId }) => ({ approvalId, approve: true }),
  },
  'console.incidents': { target: null, request: () => ({ owner: null, afterMs: null }) },
  'console.closeIncident': incident(),
  'console.retryRefund': incident(),
  'console.payOutRefund': incident({ how: 'cash' }),
  'console.giveBackUnserved': incident(),
  'console.tickets': { target: null, request: () => ({ afterMs: null }) },
  'console.answerTicket': ticket('station', { text: '好' }),
  'console.saveServiceRules': nothing,
  'console.timer': nothing,
  'console.explainOrder': order('station'),
}
