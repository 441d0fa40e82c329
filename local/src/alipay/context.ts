import type { FaultRule } from '../faults'
import { compactDate } from '../gateway/china-time'
import { drawDigits, drawFresh } from '../gateway/drawn'
import type { Outbox } from '../gateway/outbox'
import type { Result } from '../gateway/result'
import type { ServiceContext } from '../service'
import type { AlipayLedger } from './account'
import type { Books } from './books'
import type { AlipayKeys } from './wire/keys'
import type { AlipayRefusal } from './wire/refusal'
import type { Parameters } from './wire/signing'
import type { Notice } from './notice/notice'
import type { Answer } from './wire/answer'
import type { Deadlines } from './trade/deadlines'

/** Behaviour that the provider's pages leave open. */
export interface AlipaySwitches {
  /** Maximum deviation of a timestamp; the pages ask for GMT+8 and name no limit. */
  readonly timestampSkewMaxMs: number
  /** `\/` for `/` in replies, as in real ones. */
  readonly escapesSlashes: boolean
  /** Whether a full refund, or an expired trade, is notified by TRADE_CLOSED. */
  readonly notifiesFullRefund: boolean
  readonly notifiesTimeout: boolean
  /** Whether the app is in 公钥证书模式, in which every call must name its certificates. */
  readonly requiresCertificates: boolean
  /** 服务费: 60 is 0.60 %. */
  readonly feeBasisPoints: number
  /** 最大分账比例, in per cent. */
  readonly sharePercentMax: number
  readonly billLinkLifetimeMs: number
  /** Time until an activity of vouchers is made, raised or stopped. */
  readonly activityTakesMs: number
  /** Deadline of the merchant's acknowledgement, by the machine's clock. */
  readonly ackDeadlineMs: number
}

export const SWITCHES: AlipaySwitches = {
  timestampSkewMaxMs: 10 * 60_000,
  escapesSlashes: true,
  notifiesFullRefund: true,
  notifiesTimeout: true,
  requiresCertificates: false,
  feeBasisPoints: 60,
  sharePercentMax: 30,
  billLinkLifetimeMs: 30_000,
  activityTakesMs: 3_000,
  ackDeadlineMs: 5_000,
}

export interface Store {
  readonly service: ServiceContext
  readonly keys: AlipayKeys
  readonly switches: AlipaySwitches
  readonly books: Books
  readonly ledger: AlipayLedger
}

/** Context of every method. */
export interface Context extends Store {
  readonly notifications: Outbox<Notice>
  readonly deadlines: Deadlines
}

export interface MethodCall {
  /** Public parameters, query and form merged; in v3 those beside the content. */
  readonly parameters: Parameters
  /** `biz_content`, parsed; undefined if missing. */
  readonly content: unknown
  /** Origin of this gateway; addresses given out begin with it. */
  readonly origin: string
  /** The fault that applies to this call, for methods that handle its kind. */
  readonly fault: FaultRule | null
}

export interface Method {
  /** `alipay.trade.create` */
  readonly name: string
  /** Faults apply at `alipay.<operation>`. */
  readonly operation: string
  /** Faults of this method, beside those of every exchange. */
  readonly faults?: readonly string[]
  /** In v3; most are POST. */
  readonly http?: 'GET'
  /** A success has no code, and refusals come in `error_response`, not in the method's own node. */
  readonly isBare?: true
  answer(context: Context, call: MethodCall): Result<Answer, AlipayRefusal>
}

/** 28 digits, starting with the date. */
export const drawTradeNo = ({ books, service }: Context): string =>
  drawFresh(
    () => `${compactDate(service.clock.now())}22001400000000${drawDigits(service.random, 6)}`,
    (tradeNo) => books.trades.get(tradeNo) !== undefined,
  )
