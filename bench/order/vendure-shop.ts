import { PAYMENT_HANDLER } from './vendure-callback'
import type { VendureReady } from './vendure-subject'

/** A shop as small as Vendure allows: one product, one coupon, one customer, one way to pay. */
export interface VendureShop {
  /** The customer's session, for the shop's API. */
  readonly token: string
  readonly variantId: string
}

export const COUPON_CODE = 'TENOFF'
export const PRICE_FEN = 20_000
export const OFF_FEN = 1_000

const CUSTOMER = { username: 'zhang@example.com', password: 'password' }

const SET_UP = `mutation ($zone: ID!, $tax: ID!, $product: ID!) {
  updateChannel(input: { id: "1", pricesIncludeTax: true, defaultTaxZoneId: $zone }) {
    ... on Channel { id }
  }
  createTaxRate(
    input: { name: "none", enabled: true, value: 0, categoryId: $tax, zoneId: $zone }
  ) { id }
  createProductVariants(input: [{
    productId: $product, sku: "92", price: ${PRICE_FEN}, taxCategoryId: $tax,
    trackInventory: FALSE, translations: [{ languageCode: en, name: "Petrol 92" }]
  }]) { id }
  createPromotion(input: {
    enabled: true, couponCode: "${COUPON_CODE}", conditions: [],
    actions: [{
      code: "order_fixed_discount", arguments: [{ name: "discount", value: "${OFF_FEN}" }]
    }],
    translations: [{ languageCode: en, name: "Ten off" }]
  }) { ... on Promotion { id } }
  createPaymentMethod(input: {
    code: "${PAYMENT_HANDLER}", enabled: true,
    handler: { code: "${PAYMENT_HANDLER}", arguments: [] },
    translations: [{ languageCode: en, name: "Wallet" }]
  }) { id }
  createCustomer(
    input: { firstName: "San", lastName: "Zhang", emailAddress: "${CUSTOMER.username}" },
    password: "${CUSTOMER.password}"
  ) { ... on Customer { id } }
}`

const PREREQUISITES = `mutation {
  zone: createZone(input: { name: "China" }) { id }
  tax: createTaxCategory(input: { name: "Fuel" }) { id }
  product: createProduct(
    input: { translations: [{ languageCode: en, name: "Petrol", slug: "petrol", description: "" }] }
  ) { id }
}`

type Created = Readonly<Record<'zone' | 'tax' | 'product', { readonly id: string }>>

export async function openVendureShop({ admin, url }: VendureReady): Promise<VendureShop> {
  const adminApi = `${url}/admin-api`
  const token = await logIn(adminApi, admin)
  const made = (await ask<Created>(adminApi, PREREQUISITES, {}, token)).data
  const ids = { zone: made.zone.id, tax: made.tax.id, product: made.product.id }
  const { data } = await ask<{ createProductVariants: [{ id: string }] }>(
    adminApi,
    SET_UP,
    ids,
    token,
  )
  const variantId = data.createProductVariants[0].id
  return { token: await logIn(`${url}/shop-api`, CUSTOMER), variantId }
}

const LOG_IN = `mutation ($username: String!, $password: String!) {
  login(username: $username, password: $password) { __typename }
}`

async function logIn(api: string, who: VendureReady['admin']): Promise<string> {
  const { token } = await ask(api, LOG_IN, who)
  if (!token) throw new Error(`${who.username} cannot log in to ${api}`)
  return token
}

/** The reply, and the token of a session that has begun. Throws on any error. */
export async function ask<Data>(
  api: string,
  query: string,
  variables: object,
  token?: string,
): Promise<{ data: Data; token: string | null }> {
  const response = await fetch(api, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown }
  if (errors) throw new Error(`${api} answers ${JSON.stringify(errors)}`)
  return { data, token: response.headers.get('vendure-auth-token') }
}
