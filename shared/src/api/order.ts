import type { EpochMs } from '../kernel/instant'
import { z } from 'zod'
import type { FenPerLitre, Millilitre } from '../kernel/volume'
import type { Fen } from '../kernel/fen'
import type { CouponId } from '../coupon/coupon'
import { points } from '../kernel/points'
import type { Party } from '../ledger/party'
import type { AskRefundRefusal } from '../order/verbs/ask-refund'
import type { ChangeNozzleRefusal } from '../order/verbs/change-nozzle'
import type { OrderId, OrderStatus, ReversalReason } from '../order/facts/order'
import type { InvoiceId } from '../invoice/invoice'
import type { TooManyOpen } from '../order/facts/open-orders'
import {
  type DeclineReason,
  type Rating,
  RATING_WORDS_MAX,
  type Stars,
  STARS,
} from '../order/facts/service'
import type { RateRefusal } from '../order/verbs/rate'
import type { PlaceRefusal } from '../order/verbs/place'
import type { ChosenPlanRefusal } from '../pricing/plans/chosen-plan'
import type { Exchange } from '../pricing/plans/exchange'
import type { Unused } from '../pricing/plans/why-not'
import type { KeyHour, OrderKey } from '../passphrase/key'
import type { Provider } from '../trade/fact'
import type { CloseRefusal } from '../trade/close'
import type { PayoutWay, RefundReason } from '../trade/refund'
import type { CloseReason } from '../trade/trade'
import type { GradeId } from '../station/grade'
import type { NozzleRefusal } from '../station/nozzle-on-sale'
import { SALE_WAYS, type NozzleId, type SaleWay, type StationId } from '../station/station'
import { action } from './action'
import { reportedCame } from './came'
import type { PasswordRefusal } from '../stored-value/guard/password'
import {
  amountFen,
  couponId,
  instant,
  nozzleId,
  orderId,
  paymentPassword,
  plate,
  pumpPrice,
  stationId,
} from './fields'

/** An order as its driver sees it. Amounts in fen, volumes in millilitres, instants in epoch ms. */
export interface OrderView {
  readonly orderId: OrderId
  /** 订单尾号 */
  readonly tail: string
  readonly status: OrderStatus
  readonly way: SaleWay
  readonly provider: Provider
  readonly stationId: StationId
  readonly stationName: string
  readonly payeeName: string
  readonly nozzleId: NozzleId
  readonly nozzleNumber: number
  readonly gradeId: GradeId
  readonly gradeName: string
  readonly pumpPriceFen: FenPerLitre
  readonly amountFen: Fen
  readonly payableFen: Fen
  readonly lines: readonly SavingView[]
  readonly tenders: TendersView
  readonly volumeMl: Millilitre
  readonly plate: string | null
  readonly createdAtMs: EpochMs
  readonly payByMs: EpochMs
  readonly paidAtMs: EpochMs | null
  readonly closed: { readonly reason: CloseReason; readonly atMs: EpochMs } | null
  readonly confirmation: ConfirmationView | null
  readonly reversal: { readonly reason: ReversalReason; readonly atMs: EpochMs } | null
  readonly refunds: readonly RefundView[]
  /** Only while the order is paid and not served. */
  readonly service: ServiceView | null
  /** The driver's latest request for the money, which an attendant answers. */
  readonly refundRequest: RefundRequestView | null
  readonly rating: Rating | null
  readonly invoicing: InvoicingView
  /** Present only while the order is paid and not yet confirmed. */
  readonly passphrase: PassphraseSeed | null
}

export interface ConfirmationView {
  readonly dispensedFen: Fen
  /** Final amount of the order, with its breakdown. */
  readonly payableFen: Fen
  readonly lines: readonly SavingView[]
  readonly tenders: TendersView
  readonly volumeMl: Millilitre
  readonly staffName: string
  /** Tells the attendant's shift; null where it was not kept. */
  readonly dutyStartedAtMs: EpochMs | null
  readonly earned: EarnedView
  readonly atMs: EpochMs
  /** Whether the attendant's figure was corrected afterwards. */
  readonly corrected: boolean
}

/** Benefits that the order brought its member, after corrections. */
export interface EarnedView {
  readonly points: number
  /** Addition to a contract, in fen or millilitres; null if it counts for none. */
  readonly contract: { readonly unit: 'fen' | 'ml'; readonly added: number } | null
}

/** The order's invoice, or the way to one. */
export interface InvoicingView {
  /** The invoice that it is on. */
  readonly invoiceId: InvoiceId | null
  /** Served and paid with money, not yet on an invoice. */
  readonly mayApply: boolean
}

/** Future of a paid order that nobody serves. */
export interface ServiceView {
  readonly untilMs: EpochMs
  /**
   * No fuel can have flowed: the driver takes the money back alone, and it returns by itself in the
   * end. Otherwise an attendant decides.
   */
  readonly goesBackAtOnce: boolean
  /** Name of the attendant who has accepted it and starts the pump. */
  readonly acceptedBy: string | null
}

export interface RefundRequestView {
  readonly askedAtMs: EpochMs
  /** The attendant's answer, if it was no. */
  readonly declined: {
    readonly reason: DeclineReason
    readonly note: string
    readonly staffName: string
    readonly atMs: EpochMs
  } | null
}

export interface RefundView {
  readonly amountFen: Fen
  readonly reason: RefundReason
  readonly requestedAtMs: EpochMs
  readonly doneAtMs: EpochMs | null
  /** Set when a person decides how the money is returned: the deadline. */
  readonly decidedByMs: EpochMs | null
  /** Returned by a person, not by the wallet. */
  readonly paidOut: PayoutWay | null
}

/** Key material from which the phone makes the passphrases of two hours, without network. */
export interface PassphraseSeed {
  readonly keys: readonly { readonly hour: KeyHour; readonly orderKey: OrderKey }[]
}

/** Parameters of the platform's payment call. */
export type WalletRequest =
  | {
      readonly provider: 'wechat'
      readonly timeStamp: string
      readonly nonceStr: string
      readonly package: string
      readonly signType: 'RSA'
      readonly paySign: string
    }
  | { readonly provider: 'alipay'; readonly tradeNO: string }

/**
 * Price of a sale with its explanation. Every benefit of the driver is in `lines` or in `unused`.
 */
export interface QuoteView {
  readonly amountFen: Fen
  readonly payableFen: Fen
  /** 您的价: price per litre before coupons; the pump price if there is no better one. */
  readonly pricePerLitreFen: Fen
  readonly lines: readonly SavingView[]
  readonly unused: readonly UnusedView[]
  /** Coupons that an unpaid order of the driver holds; null if there are none. */
  readonly held: HeldView | null
  /** Cost without the price, or without one of the coupons, of this plan. */
  readonly runnerUpFen: Fen | null
  readonly tenders: TendersView
  /**
   * Tenders that the driver could add: null if there is no balance, or the operator does not offer
   * it.
   */
  readonly offered: {
    readonly points: { readonly points: number; readonly worthFen: Fen } | null
    readonly storedValueFen: Fen | null
    /** More stored value than this needs the member's password; null: they have set none. */
    readonly passwordAboveFen: Fen | null
  }
}

/** An unused benefit, and what the driver gets who picks it: the rest of the plan is kept. */
export interface UnusedView extends Unused {
  readonly exchange: Exchange | null
}

/** Cancelling the order frees them. */
export interface HeldView {
  readonly orderId: OrderId
  readonly coupons: number
}

/** Amounts by tender; they add up to the payable. */
export interface TendersView {
  readonly points: number
  readonly pointsFen: Fen
  readonly storedValueFen: Fen
  readonly walletFen: Fen
}

/** One reduction of the order and its source. */
export type SavingView = SavingSource & {
  readonly title: string
  readonly amountFen: Fen
  readonly givenBy: readonly Party[]
}

/** The source of the price, or the coupon's number. */
type SavingSource =
  | { readonly kind: 'price'; readonly id: string }
  | { readonly kind: 'coupon'; readonly id: CouponId }

export interface PlacedReply {
  readonly order: OrderView
  /** Null when there is nothing to pay: already paid, closed, or expired. */
  readonly wallet: WalletRequest | null
}

export interface OrderListReply {
  readonly orders: readonly OrderView[]
  /** Pass it as `beforeMs` for older ones; null at the end. */
  readonly nextBeforeMs: EpochMs | null
}

type Unknown = { readonly code: 'order/unknown' }

type ProviderTrouble =
  /** The payment provider did not answer. Nothing was charged; retry the same request. */
  | { readonly code: 'payment/provider-unreachable' }
  /** The payment provider refused. Nothing was charged. */
  | { readonly code: 'payment/provider-refused' }

/** Null for the best price; a list for exactly these coupons. */
const couponIds = z.array(couponId).max(10).nullable()

const tenderUse = z.strictObject({ points: z.boolean(), storedValue: z.boolean() })
const pointsCount = z.int().nonnegative().transform(points)

export const orderActions = {
  /** Price of a sale now, at the best price or with the coupons that the driver picks. */
  'order.quote': action<
    QuoteView,
    | NozzleRefusal
    | ChosenPlanRefusal
    | Extract<PlaceRefusal, { code: 'order/amount-out-of-range' }>
    | { readonly code: 'station/unknown' }
    | { readonly code: 'member/unknown' }
  >()({
    audience: 'member',
    request: z.strictObject({ stationId, nozzleId, amountFen, couponIds, use: tenderUse }),
  }),
  /**
   * Places an order and opens its payment. The phone makes the id, which is the idempotency key:
   * repeating the request returns the same order and opens its payment again.
   */
  'order.place': action<
    PlacedReply,
    | PlaceRefusal
    | TooManyOpen
    | ProviderTrouble
    | PasswordRefusal
    /** The number belongs to another order. Make a new one. */
    | { readonly code: 'order/id-taken' }
    | { readonly code: 'station/unknown' }
    | { readonly code: 'member/unknown' }
  >()({
    audience: 'member',
    request: z.strictObject({
      orderId,
      stationId,
      nozzleId,
      way: z.enum(SALE_WAYS),
      /** Missing in requests of older clients. */
      plate: plate.nullable().default(null),
      amountFen,
      pumpPriceFen: pumpPrice,
      payableFen: amountFen,
      tenders: z.strictObject({ points: pointsCount, storedValueFen: amountFen }),
      couponIds,
      came: reportedCame,
      /** Only where the amount of stored value needs it. */
      password: paymentPassword.nullable().default(null),
    }),
  }),
  /** Opens the payment of an order that was placed before the app was killed. */
  'order.pay': action<PlacedReply, Unknown | ProviderTrouble>()({
    audience: 'member',
    request: z.strictObject({ orderId }),
  }),
  /**
   * The wallet reported a result to the phone. The report is not proof: the server asks the provider
   * and returns the provider's state.
   */
  'order.reportPayment': action<OrderView, Unknown | ProviderTrouble>()({
    audience: 'member',
    request: z.strictObject({ orderId }),
  }),
  'order.get': action<OrderView, Unknown>()({
    audience: 'member',
    request: z.strictObject({ orderId }),
  }),
  'order.list': action<OrderListReply>()({
    audience: 'member',
    request: z.strictObject({ beforeMs: instant.nullable() }),
  }),
  'order.cancel': action<OrderView, Unknown | CloseRefusal | ProviderTrouble>()({
    audience: 'member',
    request: z.strictObject({ orderId }),
  }),
  /**
   * The driver paid and was not served: the money goes back at once if no fuel can have flowed,
   * otherwise an attendant is asked. Repeating it finds the refund, or the request.
   */
  'order.askRefund': action<OrderView, AskRefundRefusal>()({
    audience: 'member',
    request: z.strictObject({ orderId }),
  }),
  /** One rating an order, which may be changed for a week. */
  'order.rate': action<OrderView, RateRefusal>()({
    audience: 'member',
    request: z.strictObject({
      orderId,
      stars: z.literal(STARS).transform((stars): Stars => stars),
      words: z.string().trim().max(RATING_WORDS_MAX),
    }),
  }),
  /** The driver chose the wrong nozzle. Invalidates the old passphrase. */
  'order.changeNozzle': action<OrderView, ChangeNozzleRefusal>()({
    audience: 'member',
    request: z.strictObject({ orderId, nozzleId }),
  }),
} as const
