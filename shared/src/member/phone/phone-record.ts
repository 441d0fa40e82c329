import { type BusinessDay, businessDay, type EpochMs, later, MINUTE_MS } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import type { MemberId } from '../member'
import type { PhoneId } from './phone'

/** One number: who has bound it, and who asks to share the account of its holder. */
export interface PhoneRecord {
  readonly id: PhoneId
  /** Null after it was unbound. */
  readonly holderId: MemberId | null
  /** The number itself, sealed; null after it was unbound. */
  readonly sealed: string | null
  readonly request: MergeRequest | null
  /** Requests of one day: the holder of the number is not asked without end. */
  readonly asked: { readonly day: BusinessDay; readonly count: number } | null
}

/** A member of the other wallet with the same number asks to be one member with its holder. */
export interface MergeRequest {
  readonly askerId: MemberId
  /** Six digits that only the holder's wallet shows. */
  readonly code: string
  readonly untilMs: EpochMs
  readonly wrong: number
}

export const CODE_DIGITS = 6
export const REQUEST_MS = 10 * MINUTE_MS
/** Wrong codes that end a request: with three requests a day, 15 guesses of a million. */
export const WRONG_MAX = 5
export const REQUESTS_PER_DAY = 3

export type AskRefusal =
  /** The holder of this number was asked the maximum number of times today. */
  { readonly code: 'merge/asked-too-often'; readonly max: number }

/** Puts a request; the same member's running one stays as it is, with its code. */
export function ask(
  record: PhoneRecord,
  { askerId, code, nowMs }: Pick<MergeRequest, 'askerId' | 'code'> & { readonly nowMs: EpochMs },
): Result<PhoneRecord, AskRefusal> {
  const running = requestAt(record, nowMs)
  if (running?.askerId === askerId) return ok(record)
  const day = businessDay(nowMs)
  const count = record.asked?.day === day ? record.asked.count : 0
  if (count >= REQUESTS_PER_DAY) {
    return refuse({ code: 'merge/asked-too-often', max: REQUESTS_PER_DAY })
  }
  return ok({
    ...record,
    request: { askerId, code, untilMs: later(nowMs, REQUEST_MS), wrong: 0 },
    asked: { day, count: count + 1 },
  })
}

/** The request that still counts; null once it is over. */
export const requestAt = ({ request }: PhoneRecord, nowMs: EpochMs): MergeRequest | null =>
  request && request.untilMs > nowMs && request.wrong < WRONG_MAX ? request : null

export type ProofRefusal =
  /** Nothing was asked, or it has expired, was declined, or guessed at too often: ask again. */
  | { readonly code: 'merge/no-request' }
  | { readonly code: 'merge/wrong-code'; readonly left: number }

/**
 * Second proof: the digits that the other wallet shows. A wrong answer changes the record, so that
 * the next one counts as well; `proven` is what may go on.
 */
export function prove(
  record: PhoneRecord,
  { askerId, code, nowMs }: Pick<MergeRequest, 'askerId' | 'code'> & { readonly nowMs: EpochMs },
): { readonly record: PhoneRecord; readonly proven: Result<null, ProofRefusal> } {
  const request = requestAt(record, nowMs)
  if (request?.askerId !== askerId) return { record, proven: refuse({ code: 'merge/no-request' }) }
  if (request.code === code) return { record: { ...record, request: null }, proven: ok(null) }
  const wrong = request.wrong + 1
  const left = WRONG_MAX - wrong
  const after = { ...record, request: { ...request, wrong } }
  return { record: after, proven: refuse({ code: 'merge/wrong-code', left }) }
}

/** Declined by either side. */
export const withoutRequest = (record: PhoneRecord): PhoneRecord =>
  record.request === null ? record : { ...record, request: null }
