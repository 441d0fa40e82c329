import type { FaultRule } from '../faults'
import { compactDate } from '../gateway/china-time'
import { drawDigits, drawFresh, drawHex } from '../gateway/drawn'
import type { Outbox } from '../gateway/outbox'
import type { Result } from '../gateway/result'
import type { ServiceContext } from '../service'
import type { Books } from './books'
import type { WechatPayKeys } from './keys'
import type { Notice } from './notifications'
import type { SigningKeys } from './platform-signer'
import type { Spelling, WechatPayRefusal } from './refusal'

/** How this WeChat Pay behaves where the pages leave it open, or where reality is a nuisance. */
export interface WechatPaySwitches {
  /** Takes `http://127.0.0.1:…` for a notify_url; the real one wants https. */
  readonly loopbackNotifyUrls: boolean
  readonly spelling: Spelling
  /** Whether refusals after a good signature are signed too; before one they never are. */
  readonly signsRefusals: boolean
  /** How many of a hundred notifications are signed with the public key's key, not a certificate's. */
  readonly publicKeyPercent: number
  readonly refundTakesMs: number
  /** How long the merchant may take to acknowledge, by the machine's clock. */
  readonly ackDeadlineMs: number
}

export const SWITCHES: WechatPaySwitches = {
  loopbackNotifyUrls: false,
  spelling: 'underscored',
  signsRefusals: true,
  publicKeyPercent: 100,
  refundTakesMs: 3_000,
  ackDeadlineMs: 5_000,
}

export interface Office {
  readonly context: ServiceContext
  readonly keys: WechatPayKeys
  readonly signingKeys: SigningKeys
  readonly switches: WechatPaySwitches
  readonly books: Books
}

/** What every endpoint works with. */
export interface Desk extends Office {
  readonly notifications: Outbox<Notice>
}

export interface MerchantRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  /** Parsed JSON; undefined where there was none. */
  readonly body: unknown
  /** The trouble that strikes this very request, for the endpoint that knows its kind. */
  readonly fault: FaultRule | null
}

export interface Answer {
  /** Null makes a 204. */
  readonly body: object | null
  /** For the wire log: what came of it, in a few words. */
  readonly note: string
}

export interface Endpoint {
  /** Faults strike at `wechat-pay.<operation>`. */
  readonly operation: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  answer(desk: Desk, request: MerchantRequest): Result<Answer, WechatPayRefusal>
}

/** Shaped like `wx201410272009395522657a690389285100`. */
export const drawPrepayId = ({ books, context }: Desk): string =>
  drawFresh(
    () => `wx${compactDate(context.clock.now())}${drawHex(context.random, 26)}`,
    (id) => books.prepays.get(id) !== undefined,
  )

/** 28 digits, `4200…`. */
export const drawTransactionId = ({ books, context }: Desk): string =>
  drawFresh(
    () => `4200000000${compactDate(context.clock.now())}${drawDigits(context.random, 10)}`,
    (id) => books.transactions.get(id) !== undefined,
  )

/** 29 digits, `5030…`. */
export const drawRefundId = ({ context }: Desk): string =>
  `5030000000${compactDate(context.clock.now())}${drawDigits(context.random, 11)}`
