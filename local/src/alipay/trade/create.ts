import { z } from 'zod'
import { parseDateTime } from '../../gateway/china-time'
import { ok, refuse, type Result } from '../../gateway/result'
import { parseYuan, toYuan } from '../../gateway/yuan'
import { type Context, drawTradeNo, type Method, type MethodCall } from '../context'
import { takePayment } from './payment'
import { findTrade } from './find-trade'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'
import { repeatTrade, type Trade, type TradeRequest } from './trade'

/** Amounts may be text or number; the pages show text. */
export const yuan = z.union([z.string(), z.number().transform(String)])

const createContent = z.object({
  out_trade_no: z.string().min(1).max(64),
  total_amount: yuan,
  subject: z
    .string()
    .min(1)
    .max(256)
    .regex(/^[^/=&]*$/),
  product_code: z.literal('JSAPI_PAY'),
  op_app_id: z.string(),
  buyer_open_id: z.string().min(1).max(128).optional(),
  buyer_id: z.string().min(1).max(28).optional(),
  body: z.string().max(128).optional(),
  passback_params: z.string().max(512).optional(),
  time_expire: z.string().optional(),
  timeout_express: z
    .string()
    .regex(/^\d{1,4}[mhd]$/)
    .optional(),
})

/**
 * 统一收单交易创建接口 (opendocs.alipay.com/mini/6039ed0c_alipay.trade.create): the trade exists immediately.
 */
export const tradeCreate: Method = {
  name: 'alipay.trade.create',
  operation: 'create',
  faults: ['pays-before-reply'],
  answer(context, call) {
    const request = parseRequest(context, call)
    if (!request.ok) return request
    const known = findTrade(context, { out_trade_no: request.value.outTradeNo })
    const trade = known
      ? repeatTrade(known, request.value, context.service.clock.now())
      : ok(open(context, request.value))
    if (!trade.ok) return trade
    const { outTradeNo, totalFen, tradeNo } = trade.value
    const fields = { out_trade_no: outTradeNo, trade_no: tradeNo }
    const answer = { fields, note: `¥${toYuan(totalFen)}` }
    const isPaidAtOnce = call.fault?.kind === 'pays-before-reply'
    if (!isPaidAtOnce || trade.value.status !== 'WAIT_BUYER_PAY') return ok(answer)
    return ok({ ...answer, after: takePayment(context, trade.value).told })
  },
}

const TOTAL_MAX_FEN = 100_000_000_00
const MINUTE_MS = 60_000
const UNITS_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 24 * 60 * MINUTE_MS,
}

function parseRequest(
  { service, keys }: Context,
  { content, parameters }: MethodCall,
): Result<TradeRequest, AlipayRefusal> {
  const parsed = createContent.safeParse(content)
  if (!parsed.success) return refuse(REFUSALS.badParameter)
  const { data } = parsed
  const totalFen = parseYuan(data.total_amount)
  const buyer = data.buyer_open_id ?? data.buyer_id
  const nowMs = service.clock.now()
  const closesAtMs = closingTime(data, nowMs)
  if (totalFen === null || totalFen === 0 || buyer === undefined || closesAtMs === null) {
    return refuse(REFUSALS.badParameter)
  }
  if (data.op_app_id !== keys.appId) return refuse(REFUSALS.badParameter)
  if (totalFen > TOTAL_MAX_FEN) return refuse(REFUSALS.totalTooLarge)
  if (closesAtMs <= nowMs) return refuse(REFUSALS.expiresInPast)
  const notifyUrl = parameters['notify_url']
  return ok({
    outTradeNo: data.out_trade_no,
    ...(parameters['app_auth_token'] ? { sellerId: keys.sellerId } : {}),
    totalFen,
    subject: data.subject,
    buyer,
    closesAtMs,
    ...(data.body === undefined ? {} : { body: data.body }),
    ...(data.passback_params === undefined ? {} : { passbackParams: data.passback_params }),
    ...(notifyUrl ? { notifyUrl } : {}),
  })
}

/** Absolute, relative, or after 15 days; null if invalid. */
function closingTime(
  { time_expire: absolute, timeout_express: relative }: z.infer<typeof createContent>,
  nowMs: number,
): number | null {
  if (absolute !== undefined) return parseDateTime(absolute)
  const count = relative?.slice(0, -1) ?? '15'
  const unit = relative?.slice(-1) ?? 'd'
  return nowMs + Number(count) * (UNITS_MS[unit] ?? 0)
}

function open(context: Context, request: TradeRequest): Trade {
  const tradeNo = drawTradeNo(context)
  const createdAtMs = context.service.clock.now()
  const trade: Trade = { ...request, tradeNo, createdAtMs, status: 'WAIT_BUYER_PAY' }
  context.books.trades.put(tradeNo, trade)
  context.books.tradeNos.put(request.outTradeNo, tradeNo)
  context.deadlines.watch(trade)
  return trade
}
