import { isDeepStrictEqual } from 'node:util'
import { ok, refuse, type Result } from '../../gateway/result'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import { isFrozen, type PaidTrade } from '../trade/trade'
import { type ReceiverAccount, receiverKey } from './receiver'

/** Reasons for failed shares (分账常见问题). */
export const FAIL_REASONS = [
  'ACCOUNT_ABNORMAL',
  'NO_RELATION',
  'RECEIVER_HIGH_RISK',
  'RECEIVER_REAL_NAME_NOT_VERIFIED',
  'NO_AUTH',
  'RECEIVER_RECEIPT_LIMIT',
  'PAYER_ACCOUNT_ABNORMAL',
  'INVALID_REQUEST',
] as const

export type FailReason = (typeof FAIL_REASONS)[number]

export interface Share extends ReceiverAccount {
  readonly amountFen: number
  readonly description: string
  readonly detailId: string
  readonly result: 'PENDING' | 'SUCCESS' | 'CLOSED'
  /** Decided on acceptance, reported when it has happened. */
  readonly fate: FailReason | null
  readonly finishedAtMs?: number
}

/**
 * One request for profit sharing, or for unfreezing the remainder. FINISHED does not imply success.
 */
export interface Sharing {
  readonly outOrderNo: string
  readonly orderId: string
  readonly transactionId: string
  readonly kind: 'share' | 'unfreeze'
  /** Whether the remainder becomes available when this has ended. */
  readonly unfreezes: boolean
  readonly createdAtMs: number
  readonly endsAtMs: number
  readonly state: 'PROCESSING' | 'FINISHED'
  readonly shares: readonly Share[]
}

export type ShareRequest = Pick<Share, 'type' | 'account' | 'amountFen' | 'description'>

/** A trade with the data needed for profit sharing. */
export interface Shareable {
  readonly trade: PaidTrade
  readonly sharings: readonly Sharing[]
  readonly refundedFen: number
  readonly frozenFen: number
  readonly percentMax: number
  readonly isReceiver: (share: ReceiverAccount) => boolean
}

/** 分账接入指南: at least a minute after payment, at most fifty times fifty shares. */
const WAIT_MS = 60_000
const SHARINGS_MAX = 50
export const SHARES_MAX = 50

export const sumFen = (shares: readonly { readonly amountFen: number }[]): number =>
  shares.reduce((sum, { amountFen }) => sum + amountFen, 0)

/** The shares of all requests count together, relative to the amount not refunded. */
export function checkSharing(
  shareable: Shareable,
  shares: readonly ShareRequest[],
  nowMs: number,
): Result<null, WechatPayRefusal> {
  const { frozenFen, isReceiver, percentMax, refundedFen, sharings, trade } = shareable
  const ready = checkReady(trade, nowMs)
  if (!ready.ok) return ready
  const earlier = sharings.filter(({ kind }) => kind === 'share')
  if (earlier.length >= SHARINGS_MAX) return refuse(REFUSALS.sharedTooOften)
  if (!shares.every(isReceiver)) return refuse(REFUSALS.noRelation)
  const wantedFen = sumFen(shares)
  const sharedFen = sumFen(
    earlier.flatMap((sharing) => sharing.shares.filter(({ result }) => result !== 'CLOSED')),
  )
  const maxFen = Math.floor(((trade.request.amount.total - refundedFen) * percentMax) / 100)
  if (sharedFen + wantedFen > maxFen) return refuse(REFUSALS.shareTooLarge)
  return wantedFen > frozenFen ? refuse(REFUSALS.shareNotEnough) : ok(null)
}

/** Whether its money is frozen for profit sharing, for long enough. */
export function checkReady(trade: PaidTrade, nowMs: number): Result<null, WechatPayRefusal> {
  if (!trade.request.settle_info?.profit_sharing) return refuse(REFUSALS.notToBeShared)
  if (!isFrozen(trade)) return refuse(REFUSALS.sharingOver)
  return nowMs < trade.paidAtMs + WAIT_MS ? refuse(REFUSALS.sharedTooSoon) : ok(null)
}

/** A repeated number is the same request, or an error. */
export function repeatSharing(
  sharing: Sharing,
  transactionId: string,
  shares: readonly ShareRequest[],
): Result<Sharing, WechatPayRefusal> {
  const told = sharing.shares.map(({ account, amountFen, description, type }) => ({
    ...{ type, account, amountFen, description },
  }))
  const isSame = sharing.transactionId === transactionId && isDeepStrictEqual(told, [...shares])
  return isSame ? ok(sharing) : refuse(REFUSALS.changedSharing)
}

/** One request cannot give the same receiver two shares. */
export const hasTwins = (shares: readonly ReceiverAccount[]): boolean =>
  new Set(shares.map(receiverKey)).size < shares.length
