import { ASK_PROVIDER } from '@palm/shared/api/limits'
import type { OrderView, PlacedReply } from '@palm/shared/api/order'
import type { MemberId } from '@palm/shared/member/member'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { askRefund } from '@palm/shared/order/verbs/ask-refund'
import { changeNozzle } from '@palm/shared/order/verbs/change-nozzle'
import { hasMoney, type Order, type OrderId } from '@palm/shared/order/facts/order'
import { OPEN_ORDERS_MAX, roomForOrder } from '@palm/shared/order/facts/open-orders'
import {
  amountOutOfRange,
  isRepeatOf,
  PAY_WITHIN_MS,
  place,
  type Place,
} from '@palm/shared/order/verbs/place'
import {
  quote,
  type QuoteCommand,
  tendersFor,
  tendersOffered,
} from '@palm/shared/order/price/quote'
import { rate } from '@palm/shared/order/verbs/rate'
import { tailCandidates } from '@palm/shared/passphrase/tail'
import { nozzleOnSale } from '@palm/shared/station/nozzle-on-sale'
import { payeeOf } from '@palm/shared/trade/payee'
import type { MemberCaller } from '../edge/identity/caller'
import type { PasswordRefusal } from '@palm/shared/stored-value/guard/password'
import { provePaymentPassword } from '../flows/payment-password'
import { memberIds } from '../documents/member/members'
import { changeOrder } from '../flows/order-change'
import { actAsOwner, ownerAs } from '../flows/own'
import { withGifts } from '../flows/owed-gifts'
import type { ProviderRefusal } from '../providers/provider'
import type { PayingRuntime } from '../flows/paying-runtime'
import { openOperatorRules } from '../flows/operator-rules'
import { type Act, type Handlers, withContext } from '../edge/serve'
import { heldByUnpaid } from './held'
import { presentOrder, presentQuote } from './present'
import { openOrderStore, type OrderStore } from './store'

interface OrderContext extends PayingRuntime {
  readonly store: OrderStore
  readonly rules: () => Promise<QuoteRules>
}

type QuoteRules = Pick<QuoteCommand, 'limits' | 'loyaltyRules' | 'prices' | 'storedValuePolicy'> &
  Pick<Place, 'service'>

export function orderHandlers(runtime: PayingRuntime): Handlers<'order'> {
  const { clock, database } = runtime
  const operatorRules = openOperatorRules(database, clock)
  const context: OrderContext = {
    ...runtime,
    store: openOrderStore(database, clock),
    async rules() {
      const { limits, loyaltyRules, prices, service, storedValueRules } = await operatorRules()
      const { policy: storedValuePolicy } = storedValueRules
      return { limits, loyaltyRules, prices, service: service.terms, storedValuePolicy }
    },
  }
  return withContext(context, {
    'order.quote': quoteSale,
    'order.place': placeOrder,
    'order.pay': pay,
    'order.reportPayment': reportPayment,
    'order.get': get,
    'order.list': list,
    'order.cancel': cancel,
    'order.changeNozzle': moveToNozzle,
    'order.askRefund': takeBack,
    'order.rate': rateOrder,
  })
}

/** Another member's order counts as unknown. */
const unknown = refuse({ code: 'order/unknown' })

/** The provider's own reason is for our logs, not for a driver. */
const troubled = ({ code }: ProviderRefusal) => refuse({ code })

const quoteSale: Act<OrderContext, 'order.quote'> = async (context, request, { memberId }) => {
  const { clock, database, store } = context
  const { amountFen, couponIds, nozzleId, stationId, use } = request
  const [known, station, rules] = await Promise.all([
    store.member(memberId),
    store.station(stationId),
    context.rules(),
  ])
  if (!known) return refuse({ code: 'member/unknown' })
  if (!station) return refuse({ code: 'station/unknown' })
  const range = amountOutOfRange(amountFen)
  if (range) return refuse(range)
  const nowMs = clock()
  const sale = nozzleOnSale(station, nozzleId, nowMs)
  if (!sale.ok) return sale
  // The best price knows of coupons that came as gifts, before anybody has looked at them.
  const member = await withGifts(database, known, nowMs, rules.loyaltyRules)
  const asked = { member, stationId, sale: sale.value, amountFen, couponIds, use, nowMs }
  const command = { ...asked, ...rules }
  const quoted = quote(command)
  if (!quoted.ok) return quoted
  const { value } = quoted
  const held = await heldByUnpaid(context.store, member)
  return ok(presentQuote(value, tendersFor(command, value), tendersOffered(command, value), held))
}

/** Costs a transaction, only where a password was typed. */
async function proofOf(
  { clock, credentials, database }: OrderContext,
  memberId: MemberId,
  password: string | null,
): Promise<Result<boolean, PasswordRefusal | { readonly code: 'member/unknown' }>> {
  if (password === null) return ok(false)
  const { passwordSecret: secret } = await credentials()
  const typed = { memberId, password, secret, nowMs: clock() }
  const proven = await provePaymentPassword(database, typed)
  return proven.ok ? ok(true) : proven
}

const placeOrder: Act<OrderContext, 'order.place'> = async (
  context,
  {
    password,
    payableFen: seenPayableFen,
    pumpPriceFen: seenPrice,
    stationId,
    tenders: seenTenders,
    ...request
  },
  { memberId, walletId },
) => {
  const { clock, credentials, store } = context
  const { passphraseSecrets, payees } = await credentials()
  const tails = tailCandidates(passphraseSecrets.current, request.orderId)
  const [found, rules, open] = await Promise.all([
    store.station(stationId),
    context.rules(),
    store.openAt(stationId, memberId, tails),
  ])
  if (!found) return refuse({ code: 'station/unknown' })
  const payee = payeeOf(payees, found)
  const seen = { seenPayableFen, seenPrice, seenTenders }
  const proof = await proofOf(context, memberId, password)
  if (!proof.ok) return proof
  const passwordProven = proof.value
  const command = {
    ...request,
    ...rules,
    ...seen,
    station: found,
    payee,
    tails,
    open,
    passwordProven,
  }
  const room = await roomFor(context, memberId, request.orderId)
  if (!room.ok) return room
  const placed = await store.place(memberId, {
    orderId: request.orderId,
    nowMs: clock(),
    decide: (member) => place({ ...command, member, walletId, nowMs: clock() }),
  })
  if (!placed.ok) return placed
  const { order } = placed.value
  if (placed.value.first) return openPayment(context, order, 'first')
  return isRepeatOf(order, memberId, command)
    ? openPayment(context, order, 'again')
    : refuse({ code: 'order/id-taken' })
}

/** As many as may wait need not be looked for: an instance that has seen no more lets no more through. */
const NO_MORE_THAN_MAY_WAIT = { burst: OPEN_ORDERS_MAX, everyMs: PAY_WITHIN_MS }

/** More than may wait, so that a few that were paid between them do not hide any. */
const LATEST = 10

/**
 * Costs a call only from a member's fourth order on within the time that the first may wait. Each
 * instance counts its own, so that several let through a few more.
 */
async function roomFor({ limiter, store }: OrderContext, memberId: MemberId, orderId: OrderId) {
  if (limiter.take('place-first', memberId, NO_MORE_THAN_MAY_WAIT).ok) return ok(null)
  return roomForOrder(await store.ordersOf([memberId], null, LATEST), orderId)
}

const pay: Act<OrderContext, 'order.pay'> = async (context, { orderId }, caller) => {
  const order = await ownOrder(context, orderId, caller)
  return order ? openPayment(context, order, 'again') : unknown
}

const reportPayment: Act<OrderContext, 'order.reportPayment'> = async (
  context,
  { orderId },
  caller,
) => {
  const order = await ownOrder(context, orderId, caller)
  if (!order) return unknown
  if (hasMoney(order.state)) return ok(await view(context, order))
  const mayAsk = context.limiter.take('ask-provider', orderId, ASK_PROVIDER)
  if (!mayAsk.ok) return ok(await view(context, order))
  const asked = await context.payments.orders.ask(order)
  return asked.ok ? ok(await view(context, asked.value)) : troubled(asked.refusal)
}

const get: Act<OrderContext, 'order.get'> = async (context, { orderId }, caller) => {
  const order = await ownOrder(context, orderId, caller)
  return order ? ok(await view(context, order)) : unknown
}

const PAGE = 20

const list: Act<OrderContext, 'order.list'> = async (context, { beforeMs }, { memberId }) => {
  const ids = await memberIds(context.database, memberId)
  const found = await context.store.ordersOf(ids, beforeMs, PAGE)
  const last = found.length === PAGE ? found.at(-1) : undefined
  return ok({
    orders: await Promise.all(found.map((order) => view(context, order))),
    nextBeforeMs: last?.createdAtMs ?? null,
  })
}

const cancel: Act<OrderContext, 'order.cancel'> = async (context, { orderId }, caller) => {
  const order = await ownOrder(context, orderId, caller)
  if (!order) return unknown
  const closed = await context.payments.orders.close(order, 'cancelled')
  if (closed.ok) return ok(await view(context, closed.value))
  return 'reason' in closed.refusal ? troubled(closed.refusal) : refuse(closed.refusal)
}

const moveToNozzle: Act<OrderContext, 'order.changeNozzle'> = async (
  context,
  { nozzleId, orderId },
  caller,
) => {
  const { clock, database, store } = context
  const order = await ownOrder(context, orderId, caller)
  const station = order && (await store.station(order.stationId))
  if (!station) return unknown
  const command = { memberId: order.memberId, station, nozzleId, nowMs: clock() }
  const changed = await changeOrder(database, orderId, command.nowMs, (now) =>
    changeNozzle(now, command),
  )
  return changed.ok ? ok(await view(context, changed.value)) : changed
}

const takeBack: Act<OrderContext, 'order.askRefund'> = async (
  context,
  { orderId },
  { memberId },
) => {
  const { clock, database, payments } = context
  const nowMs = clock()
  const asked = await asOwner(context, orderId, memberId, (owner) =>
    changeOrder(database, orderId, nowMs, (order) => askRefund(order, { memberId: owner, nowMs })),
  )
  if (!asked.ok) return asked
  // The timer sends a refund that the provider does not take now.
  return ok(await view(context, (await payments.orders.giveBack(asked.value)).subject))
}

const rateOrder: Act<OrderContext, 'order.rate'> = async (
  context,
  { orderId, stars, words },
  { memberId },
) => {
  const { clock, database } = context
  const nowMs = clock()
  const rated = await asOwner(context, orderId, memberId, (owner) =>
    changeOrder(database, orderId, nowMs, (order) =>
      rate(order, { memberId: owner, stars, words, nowMs }),
    ),
  )
  return rated.ok ? ok(await view(context, rated.value)) : rated
}

/** The wallet's request for an order that can still be paid, and none for any other. */
async function openPayment(
  context: OrderContext,
  order: Order,
  time: 'first' | 'again',
): Promise<Result<PlacedReply, { readonly code: ProviderRefusal['code'] }>> {
  const payable = order.state.status === 'unpaid' && context.clock() < order.trade.payByMs
  if (!payable) return ok({ order: await view(context, order), wallet: null })
  const opened = await context.payments.orders.open(order, time)
  if (!opened.ok) {
    return opened.refusal.code === 'payment/provider-refused'
      ? afterRefusal(context, order, opened.refusal)
      : troubled(opened.refusal)
  }
  const { isRemembered, wallet } = opened.value
  const latest = isRemembered ? await askedOf(context, order) : order
  return ok({ order: await view(context, latest), wallet: hasMoney(latest.state) ? null : wallet })
}

/** The order as the provider knows it, asked no more often than it may be; else as we do. */
async function askedOf({ limiter, payments }: OrderContext, order: Order): Promise<Order> {
  if (!limiter.take('ask-provider', order.id, ASK_PROVIDER).ok) return order
  const asked = await payments.orders.ask(order)
  return asked.ok ? asked.value : order
}

/** A provider also refuses a trade that was paid just before, so the payment may be known later. */
async function afterRefusal(context: OrderContext, order: Order, refusal: ProviderRefusal) {
  const latest = await askedOf(context, order)
  if (!hasMoney(latest.state)) return troubled(refusal)
  return ok({ order: await view(context, latest), wallet: null })
}

async function ownOrder(
  { database, store }: OrderContext,
  id: OrderId,
  { memberId }: MemberCaller,
): Promise<Order | null> {
  const order = await store.order(id)
  return order && (await ownerAs(database, order, memberId)) ? order : null
}

/** Acts on an order as its owner, who may have placed it under an earlier id. */
const asOwner = <Answer extends Result<unknown, { readonly code: string }>>(
  { database, store }: OrderContext,
  id: OrderId,
  memberId: MemberId,
  act: (owner: MemberId) => Promise<Answer>,
): Promise<Answer> => actAsOwner(database, memberId, () => store.order(id), act)

async function view({ clock, credentials }: OrderContext, order: Order): Promise<OrderView> {
  const { passphraseSecrets } = await credentials()
  return presentOrder(order, { passphraseSecrets, nowMs: clock() })
}
