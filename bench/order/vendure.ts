import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { bundle } from '../bundle'
import type { Contestant } from './race'
import { startSubject } from '../subject'
import { CALLBACK_PATH, SIGNATURE_HEADER, type VendureNotice } from './vendure-callback'
import { ask, COUPON_CODE, OFF_FEN, openVendureShop, PRICE_FEN } from './vendure-shop'
import type { VendureReady } from './vendure-subject'

export const PEERS = join(__dirname, 'peers')

/** In one process, statements of two transactions on SQLite would mix. */
const LANES = 1

/** The least that an order needs there: an item, a coupon, its placing, the signed callback. */
export async function openVendure(): Promise<Contestant> {
  const module = await bundle(join(__dirname, 'vendure-subject.ts'))
  const subject = await startSubject<VendureReady>(module, {
    PALM_BENCH_PEERS: PEERS,
    NODE_ENV: 'production',
    VENDURE_DISABLE_TELEMETRY: 'true',
  })
  const { ready } = subject
  const { token, variantId } = await openVendureShop(ready)
  const shop = `${ready.url}/shop-api`
  async function order(): Promise<void> {
    await mutate<VendureOrder>(shop, ADD_ITEM, { variantId }, token)
    await mutate<VendureOrder>(shop, APPLY_COUPON, {}, token)
    const { code, totalWithTax } = await mutate<VendureOrder>(shop, PLACE, {}, token)
    if (totalWithTax !== PRICE_FEN - OFF_FEN) throw new Error(`an order costs ${totalWithTax}`)
    await notify(ready, { orderCode: code, amountFen: totalWithTax, transactionId: `paid-${code}` })
  }
  return { subject, lanes: LANES, order }
}

interface VendureOrder {
  readonly code: string
  readonly totalWithTax: number
}

const OF_ORDER = '... on Order { code totalWithTax } ... on ErrorResult { errorCode message }'
const ADD_ITEM = `mutation ($variantId: ID!) {
  result: addItemToOrder(productVariantId: $variantId, quantity: 1) { ${OF_ORDER} }
}`
const APPLY_COUPON = `mutation {
  result: applyCouponCode(couponCode: "${COUPON_CODE}") { ${OF_ORDER} }
}`
const PLACE = `mutation { result: transitionOrderToState(state: "ArrangingPayment") { ${OF_ORDER} } }`

async function mutate<Result extends object>(
  api: string,
  query: string,
  variables: object,
  token: string,
): Promise<Result> {
  const { data } = await ask<{ result: Result }>(api, query, variables, token)
  if ('errorCode' in data.result) throw new Error(`refused: ${JSON.stringify(data.result)}`)
  return data.result
}

/** As a provider does. The answer comes once the order is settled. */
async function notify({ secret, url }: VendureReady, notice: VendureNotice): Promise<void> {
  const body = JSON.stringify(notice)
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const response = await fetch(`${url}${CALLBACK_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature },
    body,
  })
  if (!response.ok) throw new Error(`a callback is answered ${await response.text()}`)
}
