import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok } from '@palm/shared/kernel/result'
import type { RefundFact } from '@palm/shared/trade/fact'
import type { Outcome } from '@palm/shared/trade/follow-up'
import {
  type HaltReason,
  isPastRefundPeriod,
  type TradeRefund,
  sendableFromMs,
} from '@palm/shared/trade/refund'
import type { Log } from '../edge/log'
import type { RefundRequest } from './provider'
import type { ProviderAccount, Providers } from './providers'
import { isFinal } from './refund-answers'

export interface RefundContext {
  readonly providers: Providers
  readonly clock: () => EpochMs
  readonly log: Log
}

/** A reserved refund, as requested from its provider. */
export interface Sending {
  readonly account: ProviderAccount
  readonly refund: TradeRefund
  readonly request: RefundRequest
  /** Payment time: providers refund for a year. */
  readonly paidAtMs: EpochMs
}

export type Sent =
  | { readonly at: 'fact'; readonly fact: RefundFact }
  /** The provider refuses it finally. */
  | { readonly at: 'halt'; readonly reason: HaltReason }
  | { readonly at: 'failed'; readonly outcome: Extract<Outcome, 'refused' | 'no-answer'> }
  /** Not due yet. */
  | { readonly at: 'early' }

/** Requests with the reserved number, which the provider treats as idempotency key. */
export async function sendRefund(
  { providers, clock, log }: RefundContext,
  { account, paidAtMs, refund, request }: Sending,
): Promise<Sent> {
  const nowMs = clock()
  if (sendableFromMs(refund) > nowMs) return { at: 'early' }
  const provider = await providers(account)
  const isRepeated = nowMs - sendableFromMs(refund) > FIRST_TRY_MS
  const known = isRepeated ? await provider.queryRefund(request) : ok(null)
  const isNew = known.ok && known.value === null
  if (isNew && isPastRefundPeriod(paidAtMs, nowMs)) return { at: 'halt', reason: 'too-old' }
  const answer = isNew ? await provider.refund(request) : known
  if (answer.ok && answer.value) return { at: 'fact', fact: answer.value }
  if (answer.ok) return { at: 'failed', outcome: 'no-answer' }
  const { code, reason } = answer.refusal
  log.warn({ trade: request.outTradeNo, refund: request.outRefundNo, code, reason })
  if (code === 'payment/provider-unreachable') return { at: 'failed', outcome: 'no-answer' }
  return isFinal(account.provider, reason)
    ? { at: 'halt', reason: 'refused' }
    : { at: 'failed', outcome: 'refused' }
}

/** A first attempt needs no query; later ones do, since an answer may have been lost. */
const FIRST_TRY_MS = 10_000
