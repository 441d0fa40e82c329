import type { FastifyRequest } from 'fastify'

/** A request as received, before verification. */
export interface Call {
  readonly method: string
  /** Path and query, not decoded. */
  readonly url: string
  readonly headers: FastifyRequest['headers']
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly text: string
  /** Undefined if it is not JSON. */
  readonly body: unknown
}

export function toCall(request: FastifyRequest<{ Params: Record<string, string> }>): Call {
  const text = typeof request.body === 'string' ? request.body : ''
  return {
    method: request.method,
    url: request.raw.url ?? '',
    headers: request.headers,
    params: request.params,
    query: request.query as Readonly<Record<string, unknown>>,
    text,
    body: parseJson(text),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the schema of the endpoint refuses it
  }
}

/** Names of a request's subject, on the wire and here. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['out_trade_no', 'outTradeNo'],
  ['out_refund_no', 'outRefundNo'],
  ['out_order_no', 'outOrderNo'],
  ['out_return_no', 'outReturnNo'],
  ['transaction_id', 'transactionId'],
  ['bill_date', 'billDate'],
  ['stock_id', 'stockId'],
  ['coupon_code', 'couponCode'],
])

/** Numbers by which faults match and people search. */
export function subjectOf({ body, params, query }: Call): Readonly<Record<string, string>> {
  const told = { ...query, ...(typeof body === 'object' ? body : {}), ...params }
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => {
      const known = NAMES.get(name)
      return known !== undefined && typeof value === 'string' ? [[known, value]] : []
    }),
  )
}
