import { claim } from '../../coupon/claim'
import { divide } from '../../kernel/divide'
import { type Fen, fen, NO_FEN } from '../../kernel/fen'
import { type EpochMs, later, MINUTE_MS } from '../../kernel/instant'
import { fenPerLitre } from '../../kernel/volume'
import { owingCoupons } from '../../member/recharge-coupons'
import { upkeep } from '../../member/upkeep'
import { accept } from '../../order/verbs/accept'
import { askRefund, declineRefund } from '../../order/verbs/ask-refund'
import { followUnserved } from '../../order/verbs/unserved'
import { ok } from '../../kernel/result'
import { changeNozzle } from '../../order/verbs/change-nozzle'
import { confirm, reverse } from '../../order/verbs/confirm'
import { correct } from '../../order/verbs/correct'
import { type Decision, entryWith } from '../../order/facts/decision'
import { memberAfter } from '../../order/after/member-after'
import type { Order } from '../../order/facts/order'
import { place, type Place } from '../../order/verbs/place'
import { quote, tendersFor, USUAL_LIMITS } from '../../order/price/quote'
import { USUAL_SERVICE_TERMS } from '../../order/facts/service'
import { changeTrade } from '../../order/verbs/trade'
import { nozzleOnSale } from '../../station/nozzle-on-sale'
import { requestRecharge } from '../../stored-value/recharge/request'
import { beginClose, finishClose } from '../../trade/close'
import { outRefundNo } from '../../trade/refund'
import type { Act, BenefitAct } from './act'
import { aPaymentFact, aDuty, NOTHING_OPEN, onDuty } from '../builders/builders'
import { frozen } from '../frozen'
import { aConfirm, hearPayment, hearRefund, refundsIn } from '../builders/orders'
import { valueOf } from '../results'
import { aReceipt, aRequest, receive } from '../builders/stored-value'
import { used } from './live-benefits'
import {
  memberOf,
  newWorld,
  OFFER,
  STORED_VALUE,
  TEMPLATE,
  withEntries,
  withMember,
  withOrder,
  type World,
} from './world'
import { OWN_MERCHANT } from '../../trade/payee'
import { aPayee, TO_OWN } from '../builders/payees'

/** Applies the acts. All values are frozen, so that no earlier state can change. */
export const live = (acts: readonly Act[]): World =>
  acts.reduce((world, act) => frozen(next(world, act)), frozen(newWorld()))

function next(world: World, act: Act): World {
  switch (act.do) {
    case 'claim':
      return claimed(world, act.who)
    case 'recharge':
      return recharged(world, act.who, act.amountFen)
    case 'place':
      return placed(world, act)
    case 'look':
    case 'give-coupon':
    case 'take-coupon':
    case 'take-coupon-back':
    case 'refund-recharge':
    case 'hear-recharge-refund':
    case 'redeem':
    case 'cancel-contract':
      return used(world, act)
    case 'pass':
      return keptUp({ ...world, nowMs: later(world.nowMs, act.minutes * MINUTE_MS) })
    case 'reprice':
      return repriced(world, act.pumpPriceFen)
    default:
      return changed(world, act)
  }
}

function claimed(world: World, who: number): World {
  const member = memberOf(world, who)
  const couponId = `coupon:${who}-${world.stock.issued}` as const
  const { nowMs, stock } = world
  const command = { couponId, memberId: member.id, number: null, template: TEMPLATE }
  const taken = claim(member.pocket, { ...command, stock, nowMs })
  if (!taken.ok) return world
  return {
    ...withMember(world, { ...member, pocket: taken.value.pocket }),
    stock: taken.value.stock,
  }
}

function recharged(world: World, who: number, amountFen: Fen): World {
  const { nowMs } = world
  const member = memberOf(world, who)
  const rechargeId = `recharge:${who}-${world.entries.length}` as const
  const { openId: payerId } = member.identity
  const payer = { payee: TO_OWN, provider: 'wechat', payerId } as const
  const request = aRequest({ rechargeId, payer, amountFen, offers: [OFFER], nowMs })
  const requested = requestRecharge(member.storedValue, request)
  if (!requested.ok) return world
  const fact = { amountFen, payerId, paidAtMs: nowMs }
  const received = valueOf(receive(requested.value.account, aReceipt(rechargeId, fact)))
  const owing = owingCoupons(member, rechargeId, received.couponTemplateIds, nowMs)
  const after = withMember(world, { ...owing, storedValue: received.account })
  return withEntries(after, received.entry)
}

function placed(
  world: World,
  { amountFen, misreadFen, payFirst, use, who }: Extract<Act, { do: 'place' }>,
) {
  const member = memberOf(world, who)
  const { nowMs, station } = world
  const nozzleId = 'nozzle:bj0001-03'
  const sale = valueOf(nozzleOnSale(station, nozzleId, nowMs))
  const asked = {
    member,
    stationId: station.id,
    sale,
    amountFen,
    couponIds: null,
    use,
    prices: [],
    loyaltyRules: world.rules,
    storedValuePolicy: STORED_VALUE,
    limits: USUAL_LIMITS,
    nowMs,
  }
  const quoted = valueOf(quote(asked))
  const command: Place = {
    ...asked,
    passwordProven: false,
    orderId: `order:${String(world.orders.size).padStart(20, '0')}`,
    tails: [String(world.orders.size).padStart(4, '0')],
    open: NOTHING_OPEN,
    station,
    payee: aPayee(),
    nozzleId,
    way: payFirst ? 'pay-first' : 'fuel-first',
    plate: null,
    service: USUAL_SERVICE_TERMS,
    seenPrice: sale.price.pumpPrice,
    seenPayableFen: fen(quoted.plan.payableFen + misreadFen),
    seenTenders: tendersFor(asked, quoted),
  }
  const placing = place(command)
  const misread = world.misread + (misreadFen === 0 ? 0 : 1)
  if (!placing.ok) return { ...world, misread, askedAgain: world.askedAgain + 1 }
  const { entry, member: holding, order } = placing.value
  const members = { memberBefore: member, memberAfter: holding }
  const step = { before: null, after: order, ...members, nowMs }
  const after = { ...withOrder(withMember(world, holding), order), misread }
  return withEntries({ ...after, steps: [...world.steps, step] }, entry)
}

function repriced(world: World, pumpPriceFen: number): World {
  const { nowMs, station } = world
  const prices = station.prices.map((price) =>
    price.gradeId === 'petrol-92' && price.toMs === null ? { ...price, toMs: nowMs } : price,
  )
  const price = {
    id: `price:bj0001-petrol-92-${prices.length}` as const,
    gradeId: 'petrol-92' as const,
    pumpPrice: fenPerLitre(pumpPriceFen),
    fromMs: nowMs,
    toMs: null,
  }
  return { ...world, station: { ...station, prices: [...prices, price] } }
}

function keptUp(world: World): World {
  return world.members.reduce((all, member) => {
    const { entries, member: kept } = upkeep(member, all.nowMs)
    return withEntries(withMember(all, kept), ...entries)
  }, world)
}

type OrderAct = Exclude<
  Act,
  BenefitAct | { do: 'claim' | 'recharge' | 'place' | 'pass' | 'reprice' }
>

function changed(world: World, act: OrderAct): World {
  const order = [...world.orders.values()].slice(act.which % Math.max(1, world.orders.size))[0]
  if (!order) return world
  const fact = act.do === 'pay' ? factOf(order, act) : null
  const decision = decided(world, order, act)
  const taken = fact && {
    orderId: order.id,
    transactionId: fact.transactionId,
    amountFen: fact.amountFen,
    isIncident: !decision.ok,
  }
  const heard = taken ? { ...world, taken: [...world.taken, taken] } : world
  return decision.ok ? saved(heard, order, decision.value) : heard
}

function decided({ nowMs, station }: World, order: Order, act: OrderAct) {
  const by = onDuty(
    'elsewhere' in act && act.elsewhere ? aDuty({ stationId: 'station:bj0002' }) : aDuty(),
  )
  const approvedBy = 'staff:manager'
  switch (act.do) {
    case 'pay':
      return hearPayment(order, factOf(order, act), nowMs)
    case 'begin-close':
      return changeTrade(order, nowMs, (trade) => beginClose(trade, act.reason, nowMs))
    case 'finish-close':
      return changeTrade(order, nowMs, (trade) => finishClose(trade, nowMs))
    case 'confirm':
      return confirm(order, aConfirm({ by, dispensedFen: shareOf(order, act.share), nowMs }))
    case 'correct':
      return correct(order, { by, dispensedFen: shareOf(order, act.share), approvedBy, nowMs })
    case 'change-nozzle': {
      const nozzleId = `nozzle:bj0001-0${act.nozzle}` as const
      return changeNozzle(order, { memberId: order.memberId, station, nozzleId, nowMs })
    }
    case 'reverse':
      return reverse(order, { by, reason: 'no-fuel', approvedBy, nowMs })
    case 'ask-refund':
      return askRefund(order, { memberId: order.memberId, nowMs })
    case 'decline-refund':
      return declineRefund(order, { by, reason: 'fuelled', note: '', nowMs })
    case 'accept':
      return accept(order, aConfirm({ by, nowMs }))
    case 'follow-unserved':
      return ok(followUnserved(order, nowMs))
    case 'refund':
      return refunded(order, act, nowMs)
  }
}

const factOf = (order: Order, { tooMuchFen, transaction }: Extract<Act, { do: 'pay' }>) =>
  aPaymentFact({
    outTradeNo: order.trade.no,
    transactionId: `wx-${order.id}-${transaction}`,
    amountFen: fen(order.trade.amountFen + tooMuchFen),
    payerId: order.trade.payerId,
  })

const shareOf = ({ amountFen }: Order, share: number): Fen =>
  fen(divide(amountFen * share, 100, 'down'))

function refunded(order: Order, { index, status }: Extract<Act, { do: 'refund' }>, nowMs: EpochMs) {
  const refund = refundsIn(order)[index]
  const fact = {
    provider: 'wechat',
    merchant: OWN_MERCHANT,
    outRefundNo: refund ? outRefundNo(refund.id) : 'none',
    outTradeNo: order.trade.no,
    amountFen: refund?.amountFen ?? NO_FEN,
    status,
    doneAtMs: nowMs,
  } as const
  return hearRefund(order, fact, nowMs)
}

/** As the functions save it, in one transaction. */
function saved(world: World, before: Order, { entry, order }: Decision): World {
  if (order === before) return world
  const member = world.members.find(({ id }) => id === order.memberId)
  if (!member) throw new Error('an order has a member')
  const after = memberAfter(member, before, order, world.rules, world.nowMs)
  const members = { memberBefore: member, memberAfter: after.member }
  const step = { before, after: after.order, ...members, nowMs: world.nowMs }
  const next = {
    ...withOrder(withMember(world, after.member), after.order),
    steps: [...world.steps, step],
  }
  return withEntries(next, entryWith(entry, after.postings, order, world.nowMs))
}
