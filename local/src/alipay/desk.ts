import type { FaultRule } from '../faults'
import { compactDate } from '../gateway/china-time'
import { drawDigits, drawFresh } from '../gateway/drawn'
import type { Outbox } from '../gateway/outbox'
import type { Result } from '../gateway/result'
import type { ServiceContext } from '../service'
import type { AlipayLedger } from './account'
import type { Books } from './books'
import type { AlipayKeys } from './keys'
import type { Notice } from './notifications'
import type { AlipayRefusal } from './refusal'
import type { Parameters } from './signing'
import type { Deadlines } from './trade-deadlines'

/** How this Alipay behaves where the pages leave it open. */
export interface AlipaySwitches {
  /** How far a timestamp may be off; the pages ask for GMT+8 and name no limit. */
  readonly timestampSkewMaxMs: number
  /** `\/` for `/` in replies, as the real ones are written. */
  readonly escapesSlashes: boolean
  /** Whether a refund in full, or a trade that ran out of time, is told by TRADE_CLOSED. */
  readonly notifiesFullRefund: boolean
  readonly notifiesTimeout: boolean
  /** Whether the app is one of 公钥证书模式: then every call must say which certificates it means. */
  readonly requiresCertificates: boolean
  /** 服务费: 60 is 0.60 %. */
  readonly feeBasisPoints: number
  /** 最大分账比例, of a hundred. */
  readonly sharePercentMax: number
  readonly billLinkLifetimeMs: number
  /** How long an activity of vouchers is being made, raised or stopped. */
  readonly activityTakesMs: number
  /** How long the merchant may take to acknowledge, by the machine's clock. */
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

export interface Office {
  readonly context: ServiceContext
  readonly keys: AlipayKeys
  readonly switches: AlipaySwitches
  readonly books: Books
  readonly ledger: AlipayLedger
}

/** What every method works with. */
export interface Desk extends Office {
  readonly notifications: Outbox<Notice>
  readonly deadlines: Deadlines
}

export interface MethodCall {
  /** Public parameters, query and form merged; in v3 what stands beside the content. */
  readonly parameters: Parameters
  /** `biz_content`, parsed; undefined where there was none. */
  readonly content: unknown
  /** Where this gateway is reached: addresses that it gives out begin so. */
  readonly origin: string
  /** The trouble that strikes this very call, for the method that knows its kind. */
  readonly fault: FaultRule | null
}

export interface Answer {
  /** Without code and msg, which the gateway adds where they belong. */
  readonly fields: object
  /** For the wire log: what came of it, in a few words. */
  readonly note: string
  /** What must have happened before the reply leaves; a fault asks for it. */
  readonly after?: Promise<unknown>
}

export interface Method {
  /** `alipay.trade.create` */
  readonly name: string
  /** Faults strike at `alipay.<operation>`. */
  readonly operation: string
  /** Troubles of its own, beside those of every exchange. */
  readonly faults?: readonly string[]
  /** In v3; most are POST. */
  readonly http?: 'GET'
  /** A success has no code, and refusals come in `error_response`, not in the method's own node. */
  readonly isBare?: true
  answer(desk: Desk, call: MethodCall): Result<Answer, AlipayRefusal>
}

/** 28 digits, the date in front. */
export const drawTradeNo = ({ books, context }: Desk): string =>
  drawFresh(
    () => `${compactDate(context.clock.now())}22001400000000${drawDigits(context.random, 6)}`,
    (tradeNo) => books.trades.get(tradeNo) !== undefined,
  )
