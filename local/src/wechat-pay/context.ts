import type { FaultRule } from '../faults'
import { compactDate } from '../gateway/china-time'
import { drawDigits, drawFresh, drawHex } from '../gateway/drawn'
import type { Outbox } from '../gateway/outbox'
import type { Result } from '../gateway/result'
import type { ServiceContext } from '../service'
import type { WechatPayLedger } from './account'
import type { Books } from './books'
import type { WechatPayKeys } from './wire/keys'
import type { PlatformCertificates } from './wire/platform-certificates'
import type { SigningKey, SigningKeys } from './wire/platform-signer'
import type { Spelling, WechatPayRefusal } from './wire/refusal'
import type { Notice } from './notice/notice'
import type { Answer } from './wire/answer'

/** Behaviour that the provider's pages leave open, or that is impractical locally. */
export interface WechatPaySwitches {
  /** Accepts `http://127.0.0.1:…` as a notify_url; the real one requires https. */
  readonly loopbackNotifyUrls: boolean
  readonly spelling: Spelling
  /** Whether refusals after a valid signature are signed too; earlier ones never are. */
  readonly signsRefusals: boolean
  /**
   * Percentage of notifications signed with the public-key mode's key instead of a certificate's.
   */
  readonly publicKeyPercent: number
  /** Percentage of signatures by the newest certificate while there are two. */
  readonly newestCertificatePercent: number
  /** 费率: 60 is 0.60 %. */
  readonly feeBasisPoints: number
  /** Time after expiry in which a trade can still be paid. */
  readonly payableGraceMs: number
  /** Minimum age of a trade that can be closed; older pages say five minutes. */
  readonly closableAfterMs: number
  /** Whether an order may be repeated with another time_expire, which is then ignored. */
  readonly mayExpireElsewhen: boolean
  /** A refund without funds: waits for them, and is CLOSED after 7 days; or is refused. */
  readonly refundsAwaitFunds: boolean
  readonly refundTakesMs: number
  /** 最大分账比例, in per cent. */
  readonly sharePercentMax: number
  readonly sharingTakesMs: number
  /** Lifetime of a download_url; older pages say 30 seconds. */
  readonly billLinkLifetimeMs: number
  /** Deadline of the merchant's acknowledgement, by the machine's clock. */
  readonly ackDeadlineMs: number
}

export const SWITCHES: WechatPaySwitches = {
  loopbackNotifyUrls: false,
  spelling: 'underscored',
  signsRefusals: true,
  publicKeyPercent: 100,
  newestCertificatePercent: 50,
  feeBasisPoints: 60,
  payableGraceMs: 0,
  closableAfterMs: 0,
  mayExpireElsewhen: false,
  refundsAwaitFunds: false,
  refundTakesMs: 3_000,
  sharePercentMax: 30,
  sharingTakesMs: 3_000,
  billLinkLifetimeMs: 5 * 60_000,
  ackDeadlineMs: 5_000,
}

export interface Store {
  readonly service: ServiceContext
  readonly keys: WechatPayKeys
  readonly certificates: PlatformCertificates
  readonly signingKeys: SigningKeys
  readonly switches: WechatPaySwitches
  readonly books: Books
  readonly ledger: WechatPayLedger
}

/** Context of every endpoint. */
export interface Context extends Store {
  readonly notifications: Outbox<Notice>
}

export interface MerchantRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  /** Parsed JSON; undefined if there is none. */
  readonly body: unknown
  /** The key named by the merchant for signing the answer, and used for encryption. */
  readonly namedKey: SigningKey | undefined
  /** The fault that applies to this request, for endpoints that handle its kind. */
  readonly fault: FaultRule | null
}

export interface Endpoint {
  /** Faults apply at `wechat-pay.<operation>`. */
  readonly operation: string
  /** Faults of this endpoint, beside those of every exchange. */
  readonly faults?: readonly string[]
  readonly method: 'GET' | 'PATCH' | 'POST'
  readonly path: string
  answer(context: Context, request: MerchantRequest): Result<Answer, WechatPayRefusal>
}

/** Shaped like `wx201410272009395522657a690389285100`. */
export const drawPrepayId = ({ books, service }: Context): string =>
  drawFresh(
    () => `wx${compactDate(service.clock.now())}${drawHex(service.random, 26)}`,
    (id) => books.prepays.get(id) !== undefined,
  )

/** 28 digits, `4200…`. */
export const drawTransactionId = ({ books, service }: Context): string =>
  drawFresh(
    () => `4200000000${compactDate(service.clock.now())}${drawDigits(service.random, 10)}`,
    (id) => books.transactions.get(id) !== undefined,
  )

/** 29 digits, `5030…`. */
export const drawRefundId = ({ service }: Context): string =>
  `5030000000${compactDate(service.clock.now())}${drawDigits(service.random, 11)}`

/** 28 digits, `3008…`: of shares, their details and returns. */
export const drawSharingId = ({ service }: Context): string =>
  `3008000000${compactDate(service.clock.now())}${drawDigits(service.random, 10)}`
