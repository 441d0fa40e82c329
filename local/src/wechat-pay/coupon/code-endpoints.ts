import { rfc3339 } from '../../gateway/china-time'
import { once } from '../../gateway/once'
import { ok, refuse } from '../../gateway/result'
import type { Context, Endpoint } from '../context'
import { parseAs } from '../wire/parse'
import { REFUSALS } from '../wire/refusal'
import { couponKey } from './coupon'
import type { Stock } from './stock'
import { uploadRequest } from './stock-request'
import type { UploadedCode } from './uploaded-code'

const CODE_LENGTH_MAX = 32

/** 上传预存code: valid codes are accepted, and the others listed. */
export const uploadCodes: Endpoint = {
  operation: 'coupon-codes',
  method: 'POST',
  path: '/v3/marketing/busifavor/stocks/:stock_id/couponcodes',
  answer(context, { body, params }) {
    const parsed = parseAs(uploadRequest, body, 'body')
    if (!parsed.ok) return parsed
    const stock = context.books.stocks.get(params['stock_id'] ?? '')
    if (!stock) return refuse(REFUSALS.unknownStock)
    if (stock.request.coupon_code_mode !== 'MERCHANT_UPLOAD') return refuse(REFUSALS.wrongCodeMode)
    const { coupon_code_list: codes, upload_request_no: number } = parsed.value
    const request = { verb: `codes ${stock.stockId}`, number, asked: codes }
    return once(context.books.couponRequests, request, REFUSALS.changedCouponRequest, () => {
      const known = context.books.couponCodes.all().filter(({ value }) => isOf(stock, value)).length
      const sorted = sortOut(context, stock, codes)
      if (known + sorted.good.length > stock.couponsMax) return refuse(REFUSALS.tooManyCodes)
      return ok({
        body: takeIn(context, stock, sorted),
        note: `上传 ${sorted.good.length} 个券code`,
      })
    })
  },
}

const isOf = ({ stockId }: Stock, code: UploadedCode): boolean => code.stockId === stockId

interface Sorted {
  readonly good: readonly string[]
  readonly tooLong: readonly string[]
  readonly known: readonly string[]
  readonly twins: readonly string[]
}

function sortOut({ books }: Context, { stockId }: Stock, codes: readonly string[]): Sorted {
  const single = [...new Set(codes)]
  const isKnown = (code: string) => books.couponCodes.get(couponKey(stockId, code)) !== undefined
  const hasLength = ({ length }: string) => length >= 1 && length <= CODE_LENGTH_MAX
  return {
    good: single.filter((code) => hasLength(code) && !isKnown(code)),
    tooLong: single.filter((code) => !hasLength(code)),
    known: single.filter(isKnown),
    twins: [...new Set(codes.filter((code, index) => codes.indexOf(code) < index))],
  }
}

function takeIn({ books, service }: Context, { stockId }: Stock, sorted: Sorted): object {
  const { good, known, tooLong, twins } = sorted
  const uploadedAtMs = service.clock.now()
  for (const code of good) {
    books.couponCodes.put(couponKey(stockId, code), { stockId, code, uploadedAtMs })
  }
  const fail_codes = tooLong.map((coupon_code) => ({
    ...{ coupon_code, code: 'LENGTH_LIMIT', message: '长度超过最大值32位' },
  }))
  return {
    stock_id: stockId,
    total_count: good.length + tooLong.length + known.length,
    success_count: good.length,
    success_time: rfc3339(uploadedAtMs),
    ...(good.length > 0 ? { success_codes: good } : {}),
    ...(tooLong.length > 0 ? { fail_count: tooLong.length, fail_codes } : {}),
    ...(known.length > 0 ? { exist_codes: known } : {}),
    ...(twins.length > 0 ? { duplicate_codes: twins } : {}),
  }
}
