import { isDeepStrictEqual } from 'node:util'
import type { Records } from '../records'
import { ok, refuse, type Result } from './result'

/** What was asked under one of the merchant's numbers, and what was answered. */
export interface Settled<Answer> {
  readonly asked: unknown
  readonly answer: Answer
}

export interface NumberedRequest {
  /** What is asked for: each verb has numbers of its own. */
  readonly verb: string
  readonly number: string
  readonly asked: unknown
}

/**
 * Does what is asked under this number once. The same again gets the same answer, whatever has
 * happened since; something else under the same number is refused as `changed`. What is refused can
 * be tried again.
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
