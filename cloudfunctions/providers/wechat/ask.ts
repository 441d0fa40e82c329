import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Output } from 'wechatpay-node-v3/dist/define'
import { z } from 'zod'
import type { ProviderRefusal } from '../provider'
import { NoVerifiedAnswer } from './http'

const problem = z.object({ code: z.string() })

/** Turns the result of a call into a value: an answer, a definite refusal, or unknown. */
export async function askWechat(
  call: () => Promise<Output>,
): Promise<Result<unknown, ProviderRefusal>> {
  try {
    const { data, status } = await call()
    if (status >= 200 && status < 300) return ok(data)
    const read = problem.safeParse(data)
    // The provider's pages differ in the underscores: ORDER_PAID, ORDERPAID.
    const reason = read.success ? read.data.code.replaceAll('_', '') : `HTTP ${status}`
    const clear = status < 500 && status !== 429 && read.success
    return refuse({
      code: clear ? 'payment/provider-refused' : 'payment/provider-unreachable',
      reason,
    })
  } catch (error) {
    if (!(error instanceof NoVerifiedAnswer)) throw error
    return refuse({ code: 'payment/provider-unreachable', reason: error.message })
  }
}
