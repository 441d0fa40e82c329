import { compactDate, rfc3339 } from '../../gateway/china-time'
import { drawDigits, drawFresh } from '../../gateway/drawn'
import { once } from '../../gateway/once'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Books } from '../books'
import type { Context, Endpoint } from '../context'
import { parseAs } from '../wire/parse'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import type { Coupon } from './coupon'
import { countSent, endOf, stateOf, type Stock } from './stock'
import { type BudgetRequest, budgetRequest, type StockRequest, stockRequest } from './stock-request'

/** 创建商家券. A merchant's coupon does not change payments: the merchant applies its value. */
export const createStock: Endpoint = {
  operation: 'stock',
  method: 'POST',
  path: '/v3/marketing/busifavor/stocks',
  answer(context, { body }) {
    const parsed = parseStock(context, body)
    if (!parsed.ok) return parsed
    const { value: asked } = parsed
    const request = { verb: 'stock', number: asked.out_request_no, asked }
    const open = () => {
      const { createdAtMs, stockId } = openStock(context, asked)
      const told = { stock_id: stockId, create_time: rfc3339(createdAtMs) }
      return ok({ body: told, note: `${asked.stock_name} → 批次 ${stockId}` })
    }
    return once(context.books.couponRequests, request, REFUSALS.stockTaken, open)
  },
}

function parseStock(
  { service, keys }: Context,
  body: unknown,
): Result<StockRequest, WechatPayRefusal> {
  const parsed = parseAs(stockRequest, body, 'body')
  if (!parsed.ok) return parsed
  const { belong_merchant: owner, notify_config: notify } = parsed.value
  if (owner !== keys.mchid) return refuse(REFUSALS.unknownMerchant)
  if (notify && notify.notify_appid !== keys.appId) return refuse(REFUSALS.appidMismatch)
  return endOf(parsed.value) <= service.clock.now() ? refuse(REFUSALS.stockOver) : parsed
}

/** Shaped like `1286950000000039`. */
function openStock({ books, service }: Context, request: StockRequest): Stock {
  const stockId = drawFresh(
    () => `${compactDate(service.clock.now()).slice(2)}${drawDigits(service.random, 10)}`,
    (drawn) => books.stocks.get(drawn) !== undefined,
  )
  const { max_coupons: couponsMax, max_coupons_by_day } = request.stock_send_rule
  const couponsByDayMax = max_coupons_by_day ?? null
  const createdAtMs = service.clock.now()
  const stock = { stockId, request, createdAtMs, couponsMax, couponsByDayMax }
  books.stocks.put(stockId, stock)
  return stock
}

/** 查询商家券批次详情. */
export const queryStock: Endpoint = {
  operation: 'stock-query',
  method: 'GET',
  path: '/v3/marketing/busifavor/stocks/:stock_id',
  answer({ books, service }, { params }) {
    const stock = books.stocks.get(params['stock_id'] ?? '')
    if (!stock) return refuse(REFUSALS.unknownStock)
    const nowMs = service.clock.now()
    const sent = couponsOf(books, stock.stockId)
    const body = {
      ...presentStock(stock),
      stock_state: stateOf(stock, nowMs),
      stock_id: stock.stockId,
      ...countCodes(books, stock),
      send_count_information: countSent(sent, stock, nowMs),
    }
    return ok({ body, note: `批次 ${stock.stockId} · 已发 ${sent.length}` })
  },
}

/** The merchant's request, with the current limits. */
export function presentStock({ couponsByDayMax, couponsMax, request }: Stock) {
  const { out_request_no: _outRequestNo, stock_send_rule: rule, ...told } = request
  const byDay = couponsByDayMax === null ? {} : { max_coupons_by_day: couponsByDayMax }
  return { ...told, stock_send_rule: { ...rule, max_coupons: couponsMax, ...byDay } }
}

function countCodes(books: Books, { request, stockId }: Stock): object {
  if (request.coupon_code_mode !== 'MERCHANT_UPLOAD') return {}
  const codes = books.couponCodes.all().filter(({ value }) => value.stockId === stockId)
  const available = codes.filter(({ key }) => !books.coupons.get(key))
  return { coupon_code_count: { total_count: codes.length, available_count: available.length } }
}

/** All coupons of a stock ever issued. */
export const couponsOf = ({ coupons }: Books, stockId: string): readonly Coupon[] =>
  coupons
    .all()
    .map(({ value }) => value)
    .filter((coupon) => coupon.stockId === stockId)

/** 修改批次预算: never below the issued number. */
export const changeBudget: Endpoint = {
  operation: 'stock-budget',
  method: 'PATCH',
  path: '/v3/marketing/busifavor/stocks/:stock_id/budget',
  answer(context, { body, params }) {
    const parsed = parseAs(budgetRequest, body, 'body')
    if (!parsed.ok) return parsed
    const stock = context.books.stocks.get(params['stock_id'] ?? '')
    if (!stock) return refuse(REFUSALS.unknownStock)
    const { value: asked } = parsed
    const number = asked.modify_budget_request_no
    const request = { verb: `budget ${stock.stockId}`, number, asked }
    return once(context.books.couponRequests, request, REFUSALS.changedCouponRequest, () => {
      const changed = withBudget(stock, asked, couponsOf(context.books, stock.stockId).length)
      if (!changed.ok) return changed
      const { couponsByDayMax, couponsMax } = changed.value
      context.books.stocks.put(stock.stockId, changed.value)
      const byDay = couponsByDayMax === null ? {} : { max_coupons_by_day: couponsByDayMax }
      return ok({ body: { max_coupons: couponsMax, ...byDay }, note: `共 ${couponsMax} 张` })
    })
  },
}

function withBudget(
  stock: Stock,
  asked: BudgetRequest,
  sent: number,
): Result<Stock, WechatPayRefusal> {
  const { current_max_coupons: inAll, current_max_coupons_by_day: byDay } = asked
  const isAsBelieved =
    (inAll ?? stock.couponsMax) === stock.couponsMax &&
    (byDay ?? stock.couponsByDayMax) === stock.couponsByDayMax
  if (!isAsBelieved) return refuse(REFUSALS.budgetDiffers)
  const couponsMax = asked.target_max_coupons ?? stock.couponsMax
  if (couponsMax < sent) return refuse(REFUSALS.budgetSpent)
  const couponsByDayMax = asked.target_max_coupons_by_day ?? stock.couponsByDayMax
  return ok({ ...stock, couponsMax, couponsByDayMax })
}
