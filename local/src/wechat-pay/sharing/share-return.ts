import { ok, refuse, type Result } from '../../gateway/result'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import type { Sharing } from './sharing'

export const RETURN_FAIL_REASONS = [
  'ACCOUNT_ABNORMAL',
  'BALANCE_NOT_ENOUGH',
  'TIME_OUT_CLOSED',
  'PAYER_ACCOUNT_ABNORMAL',
  'INVALID_REQUEST',
] as const

/** A returned share. It ends immediately, unlike the share. */
export interface ShareReturn {
  readonly outReturnNo: string
  readonly returnId: string
  readonly orderId: string
  readonly outOrderNo: string
  readonly mchid: string
  readonly amountFen: number
  readonly description: string
  readonly result: 'SUCCESS' | 'FAILED'
  readonly failReason?: (typeof RETURN_FAIL_REASONS)[number]
  readonly createdAtMs: number
}

/** 分账接入指南: within 180 days, fifty times; returned money is available, not shareable again. */
const PERIOD_MS = 180 * 86_400_000
const RETURNS_MAX = 50

/** Only merchants can return money, and only what they received. */
export function checkReturn(
  sharing: Sharing,
  earlier: readonly ShareReturn[],
  request: Pick<ShareReturn, 'mchid' | 'amountFen'>,
  nowMs: number,
): Result<null, WechatPayRefusal> {
  const share = sharing.shares.find(
    ({ account, result, type }) =>
      type === 'MERCHANT_ID' && account === request.mchid && result === 'SUCCESS',
  )
  if (!share || sharing.kind === 'unfreeze') return refuse(REFUSALS.notReturnable)
  if (nowMs > sharing.endsAtMs + PERIOD_MS) return refuse(REFUSALS.returnTooLate)
  const done = earlier.filter(({ result }) => result === 'SUCCESS')
  if (done.length >= RETURNS_MAX) return refuse(REFUSALS.returnTooOften)
  const returnedFen = done
    .filter(({ mchid }) => mchid === request.mchid)
    .reduce((sum, { amountFen }) => sum + amountFen, 0)
  const isTooMuch = returnedFen + request.amountFen > share.amountFen
  return isTooMuch ? refuse(REFUSALS.returnTooLarge) : ok(null)
}
