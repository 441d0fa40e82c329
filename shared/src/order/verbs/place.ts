import { type Fen, fen, NO_FEN } from '../../kernel/fen'
import { type EpochMs, later, MINUTE_MS } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { type FenPerLitre, volumeFor } from '../../kernel/volume'
import { type LoyaltyRules, NO_LOYALTY_RULES } from '../../member/loyalty'
import { identityIn } from '../../member/merge/wallets'
import type { Member, MemberId, WalletIdentity } from '../../member/member'
import { pointsOf } from '../../points/account'
import { freeTail } from '../../passphrase/tail'
import type { ChosenPlanRefusal } from '../../pricing/plans/chosen-plan'
import type { PlanLimits } from '../../pricing/plans/plan'
import { GRADES } from '../../station/grade'
import { nozzleOnSale, type NozzleOnSale, type NozzleRefusal } from '../../station/nozzle-on-sale'
import type { NozzleId, SaleWay, Station } from '../../station/station'
import type { StoredValueRow } from '../../stored-value/decision'
import type { StoredValuePolicy } from '../../stored-value/policy'
import { needsPassword } from '../../stored-value/guard/guard'
import { totalFen } from '../../stored-value/use'
import { type ChargedPayee, chargedTo, type NoAccount, type Payee } from '../../trade/payee'
import { openTrade } from '../../trade/trade'
import type { Decision } from '../facts/decision'
import { memberAfter } from '../after/member-after'
import { type Came, keptCame } from '../entry/channel'
import { keptQuote } from '../price/kept-quote'
import { type Fuel, type Order, type OrderId, tradeNoOf } from '../facts/order'
import { paidByTenders } from './trade'
import type { GrantedPrice } from '../price/prices'
import { quote, tenderRules, tendersFor } from '../price/quote'
import { splitOf } from '../facts/tender'
import { reserveTenders, type TenderChoice, type TenderUse } from '../price/tender-choice'
import type { Quote } from '../facts/quote'
import type { ServiceTerms } from '../facts/service'

/** Bounds of an amount: less would fill an attendant's list without a sale, more is a typo. */
export const AMOUNT_MIN = fen(100)
export const AMOUNT_MAX = fen(9_999_999)

/** Maximum of a member's paid orders that wait at one station: two cars, or one and a canister. */
export const OPEN_PAID_MAX = 2

/** Time for the payment of an order before it is closed. */
export const PAY_WITHIN_MS = 15 * MINUTE_MS

/** Open orders at the station when an order is placed. */
export interface OpenThere {
  /** Number of the member's paid orders that wait for an attendant. */
  readonly paidByMember: number
  /** 订单尾号 that are in use. */
  readonly tails: ReadonlySet<string>
}

export interface Place {
  readonly orderId: OrderId
  /** Possible tails of the order, by `tailCandidates`. */
  readonly tails: readonly string[]
  readonly open: OpenThere
  readonly member: Member
  /** Id of the wallet's own member, if it has joined this one: that wallet pays. */
  readonly walletId?: MemberId
  readonly station: Station
  readonly nozzleId: NozzleId
  readonly way: SaleWay
  /** For the attendant to find the car; null if the driver gave none. */
  readonly plate: string | null
  /** How the driver came, as their phone reports it; missing if it says nothing. */
  readonly came?: Came | null | undefined
  readonly amountFen: Fen
  /** The pump price shown to the driver, and the only one charged. */
  readonly seenPrice: FenPerLitre
  /** The figure on the button, and the only one charged. */
  readonly seenPayableFen: Fen
  /** Shown amounts of points and stored value, which are charged exactly. */
  readonly seenTenders: Pick<TenderChoice, 'points' | 'storedValueFen'>
  /** Whether the member has typed their password. */
  readonly passwordProven: boolean
  /** Null for the best price; a list for exactly these coupons. */
  readonly couponIds: readonly string[] | null
  /** Whose account is charged. */
  readonly payee: Payee
  /** Prices for all members; the member's own come with their document. */
  readonly prices: readonly GrantedPrice[]
  readonly loyaltyRules: LoyaltyRules
  readonly storedValuePolicy: StoredValuePolicy | null
  readonly limits: PlanLimits
  /** How long it may wait for its fuel once it is paid. */
  readonly service: ServiceTerms
  readonly nowMs: EpochMs
}

export type PlaceRefusal =
  /** Zero, negative or beyond any tank. */
  | { readonly code: 'order/amount-out-of-range'; readonly minFen: Fen; readonly maxFen: Fen }
  /** The member has the maximum of paid orders waiting here: these are served or refunded first. */
  | { readonly code: 'order/too-many-open'; readonly maxCount: number }
  /** This station does not sell in this order of fuel and money. */
  | { readonly code: 'order/way-not-offered' }
  | NoAccount
  /** The wallet belongs to another member by now. */
  | { readonly code: 'session/expired' }
  | NozzleRefusal
  /** The pump price changed since the screen was drawn. Ask the driver with the new one. */
  | { readonly code: 'order/price-changed'; readonly pumpPrice: FenPerLitre }
  | ChosenPlanRefusal
  /** A rule, a coupon or the time changed the figure since it was shown. Ask with the new one. */
  | { readonly code: 'order/quote-changed'; readonly payableFen: Fen }
  /** So much stored value needs the member's password. */
  | { readonly code: 'password/needed' }

/** Decision, with the member after the order's tenders and holds. */
export interface Placing extends Decision {
  readonly member: Member
  readonly row: StoredValueRow | null
}

export function place(command: Place): Result<Placing, PlaceRefusal> {
  const { amountFen, station } = command
  const range = amountOutOfRange(amountFen)
  if (range) return refuse(range)
  if (command.open.paidByMember >= OPEN_PAID_MAX)
    return refuse({ code: 'order/too-many-open', maxCount: OPEN_PAID_MAX })
  if (!station.ways.includes(command.way)) return refuse({ code: 'order/way-not-offered' })
  const payer = identityIn(command.member, command.walletId ?? command.member.id)
  if (!payer) return refuse({ code: 'session/expired' })
  const payee = chargedTo(command.payee, payer.provider)
  if (!payee.ok) return payee
  const sale = nozzleOnSale(station, command.nozzleId, command.nowMs)
  if (!sale.ok) return sale
  const { pumpPrice } = sale.value.price
  if (pumpPrice !== command.seenPrice) return refuse({ code: 'order/price-changed', pumpPrice })
  const asked = { ...command, stationId: station.id, sale: sale.value, use: useOf(command) }
  const quoted = quote(asked)
  if (!quoted.ok) return quoted
  const choice = tendersFor(asked, quoted.value)
  const { payableFen } = quoted.value.plan
  const isSame =
    payableFen === command.seenPayableFen &&
    choice.points === command.seenTenders.points &&
    choice.storedValueFen === command.seenTenders.storedValueFen
  if (!isSame) return refuse({ code: 'order/quote-changed', payableFen })
  const { guard } = command.member.storedValue
  if (!command.passwordProven && needsPassword(guard, choice.storedValueFen))
    return refuse({ code: 'password/needed' })
  const charged = { ...command, payer, charged: payee.value }
  return ok(placed(charged, sale.value, quoted.value, choice))
}

const useOf = ({ seenTenders: { points, storedValueFen } }: Place): TenderUse => ({
  points: points > 0,
  storedValue: storedValueFen > 0,
})

type Charging = Place & { readonly charged: ChargedPayee; readonly payer: WalletIdentity }

function placed(
  command: Charging,
  sale: NozzleOnSale,
  quote: Quote,
  choice: TenderChoice,
): Placing {
  const { amountFen, came, nowMs, orderId, station } = command
  const { payableFen } = quote.plan
  const rules = tenderRules(command)
  const taking = { orderId, choice, payableFen, rules, nowMs }
  const { member, row, tenders } = reserveTenders(command.member, taking)
  const order: Order = {
    id: orderId,
    tail: freeTail(command.tails, command.open.tails),
    memberId: member.id,
    way: command.way,
    stationId: station.id,
    stationName: station.name,
    payeeName: command.payee.legalName,
    fuel: fuelFrom(sale, amountFen),
    amountFen,
    quote: keptQuote(quote),
    payableFen,
    tenders,
    createdAtMs: nowMs,
    ...(command.plate === null ? {} : { plate: command.plate }),
    service: command.service,
    ...(!came ? {} : { came: keptCame(came, member.id, nowMs) }),
    trade: openTrade({
      no: tradeNoOf(orderId),
      payee: command.charged,
      provider: command.payer.provider,
      payerId: command.payer.openId,
      amountFen: splitOf(tenders, payableFen).walletFen,
      openedAtMs: nowMs,
      payByMs: later(nowMs, PAY_WITHIN_MS),
    }),
    state: { status: 'unpaid' },
    entries: [],
  }
  const holding = memberAfter(member, order, order, NO_LOYALTY_RULES, nowMs).member
  const decision = order.trade.amountFen === NO_FEN ? paidByTenders(order) : { order, entry: null }
  return { ...decision, member: holding, row }
}

export const amountOutOfRange = (amountFen: Fen) =>
  amountFen < AMOUNT_MIN || amountFen > AMOUNT_MAX
    ? ({ code: 'order/amount-out-of-range', minFen: AMOUNT_MIN, maxFen: AMOUNT_MAX } as const)
    : null

/** The same tap twice, as opposed to another order under a number already in use. */
export function isRepeatOf(
  order: Order,
  memberId: MemberId,
  command: Pick<
    Place,
    'nozzleId' | 'way' | 'amountFen' | 'seenPrice' | 'seenPayableFen' | 'seenTenders'
  >,
): boolean {
  const { points, storedValue } = order.tenders
  const { seenTenders } = command
  return (
    pointsOf(points?.takings ?? []) === seenTenders.points &&
    totalFen(storedValue?.parts ?? []) === seenTenders.storedValueFen &&
    order.memberId === memberId &&
    order.fuel.nozzleId === command.nozzleId &&
    order.way === command.way &&
    order.amountFen === command.amountFen &&
    order.fuel.pumpPrice === command.seenPrice &&
    order.payableFen === command.seenPayableFen
  )
}

export function fuelFrom({ nozzle, number, price }: NozzleOnSale, amountFen: Fen): Fuel {
  return {
    nozzleId: nozzle.id,
    nozzleNumber: number,
    gradeId: nozzle.gradeId,
    gradeName: GRADES[nozzle.gradeId].name,
    pumpPrice: price.pumpPrice,
    priceVersionId: price.id,
    volumeMl: volumeFor(amountFen, price.pumpPrice),
  }
}
