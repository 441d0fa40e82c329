import { isDeepStrictEqual } from 'node:util'
import type { Records } from '../records'
import { ok, refuse, type Result } from './result'

/** A request under one of the merchant's numbers, with its answer. */
export interface Settled<Answer> {
  readonly asked: unknown
  readonly answer: Answer
}

export interface NumberedRequest {
  /** Kind of request: each verb has its own numbers. */
  readonly verb: string
  readonly number: string
  readonly asked: unknown
}

/**
 * Idempotent execution by number. A repeat gets the same answer, whatever has happened since;
 * another request under the same number is refused as `changed`. A refused one can be retried.
 */
export function once<Answer, Refusal>(
  settled: Records<Settled<Answer>>,
  { asked, number, verb }: NumberedRequest,
  changed: Refusal,
  carryOut: () => Result<Answer, Refusal>,
): Result<Answer, Refusal> {
  const key = `${verb} ${number}`
  const known = settled.get(key)
  if (known) return isDeepStrictEqual(known.asked, asked) ? ok(known.answer) : refuse(changed)
  const result = carryOut()
  if (result.ok) settled.put(key, { asked, answer: result.value })
  return result
}
