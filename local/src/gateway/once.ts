import { isDeepStrictEqual } from 'node:util'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Answer, Desk } from '../desk'
import { REFUSALS, type WechatPayRefusal } from '../refusal'

/** What was asked under one of the merchant's numbers, and what came of it. */
export interface Settled {
  readonly asked: unknown
  readonly body: object
}

/**
 * Does what is asked under this number once. The same again gets the same answer, whatever has
 * happened since; something else under the same number is a mistake.
 */
export function once(
  { books }: Desk,
  request: { readonly verb: string; readonly number: string; readonly asked: unknown },
  carryOut: () => Result<Answer & { readonly body: object }, WechatPayRefusal>,
  changed: WechatPayRefusal = REFUSALS.changedCouponRequest,
): Result<Answer, WechatPayRefusal> {
  const { asked, number, verb } = request
  const key = `${verb} ${number}`
  const known = books.couponRequests.get(key)
  if (known) {
    const isSame = isDeepStrictEqual(known.asked, asked)
    return isSame ? ok({ body: known.body, note: '重复的请求' }) : refuse(changed)
  }
  const answer = carryOut()
  if (answer.ok) books.couponRequests.put(key, { asked, body: answer.value.body })
  return answer
}
