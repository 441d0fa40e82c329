import type { AnyRefusal } from '@palm/client/api/api-client'
import { wordsFor } from '@palm/client/words/refusals/refusals'

/** Advice for a person at a terminal, where the app's advice would be for a driver. */
const AT_A_TERMINAL: Readonly<Record<string, string>> = {
  'request/malformed': '编号或油站写得不对，请检查后再试。',
  'session/missing': '钥匙不对，或者已经停用。',
  'caller/forbidden': '您没有这个权限。',
  'caller/out-of-reach': '这不在您负责的油站范围里。',
  'staff/unknown': '没有这个员工。',
  'station/unknown': '没有这个油站。',
  'approval/unknown': '没有这个请求。',
  'approval/settled': '这个请求已经有人回答，或者过了时间。',
  'approval/same-person': '要由另一个人来同意。',
  'order/unknown': '没有这个订单。',
}

/** Line that a command prints for a refusal: advice, the code, and the number for the log. */
export function refusalLine({
  refusal,
  requestId,
}: {
  readonly refusal: { readonly code: string }
  readonly requestId: string
}): string {
  return `${AT_A_TERMINAL[refusal.code] ?? adviceOf(refusal)}${refusal.code}（请求号 ${requestId}）`
}

function adviceOf(refusal: { readonly code: string }): string {
  const { next, what } = wordsFor(refusal as AnyRefusal)
  return `${what}。${next}`
}
