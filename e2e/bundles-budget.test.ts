import type { OrderView, PlacedReply } from '@palm/shared/api/order'
import { epochMs } from '@palm/shared/kernel/instant'
import { orderKeyAt } from '@palm/shared/passphrase/key'
import { passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { callAsPersona, openDemo } from '../tools/demo/demo'
import { type ProductStack, startProductStack } from '../tools/operator/product-stack'
import { openWalletServer } from './phones/wallet-server'

/** Billed calls determine the running cost, and affect reliability. */
const CALLS_MAX = 26
const TRANSACTIONS_MAX = 3
const CALLS_OF_A_REFUND_MAX = 12
const CALLS_OF_A_QUOTE_MAX = 3

const FULL_200 = 'coupon-template:full-200'
const PER_LITRE = 'contract-template:per-litre'

/** The timer runs at the full minute, and is not measured here. */
const startAtMs = Math.floor(Date.now() / 60_000) * 60_000 + 1_000

let product: ProductStack
beforeAll(async () => {
  product = await startProductStack({ clock: { frozen: true, startAtMs } })
  const { installation, stack } = product
  await openDemo({ origin: stack.url, operatorKey: installation.operatorKeys.local })
  const duty = { dutyId: `duty:${'0'.repeat(20)}`, stationId: 'station:bj0001' }
  accepted(await callAsPersona(stack.url, 'zhang', 'member.enter', {}))
  accepted(await callAsPersona(stack.url, 'liu', 'member.enter', {}))
  accepted(await callAsPersona(stack.url, 'wang', 'staff.startDuty', duty))
  await order('0', 20_000) // cold instances read their credentials first
})
afterAll(() => product.stack.close())

test('an order stays within its budget, from creation to confirmation', async () => {
  const { calls, transactions } = await billOf(() => order('1', 20_000))
  expect(calls).toBeLessThanOrEqual(CALLS_MAX)
  expect(transactions).toBeLessThanOrEqual(TRANSACTIONS_MAX)
})

test('a quote is cheap, since it is requested with every amount', async () => {
  const { nozzleId, stationId } = aRequest('')
  const use = { points: false, storedValue: true }
  const sale = { stationId, nozzleId, amountFen: 20_000, couponIds: null, use }
  const { calls } = await billOf(async () => {
    accepted(await callAsPersona(product.stack.url, 'zhang', 'order.quote', sale))
  })
  expect(calls).toBeLessThanOrEqual(CALLS_OF_A_QUOTE_MAX)
})

test('a partial refund stays within its budget', async () => {
  const full = await billOf(() => order('2', 20_000))
  const partial = await billOf(() => order('3', 18_000))
  expect(partial.calls - full.calls).toBeGreaterThan(0)
  expect(partial.calls - full.calls).toBeLessThanOrEqual(CALLS_OF_A_REFUND_MAX)
})

test('an order with a coupon, a contract and points stays within the same budget', async () => {
  const { url } = product.stack
  const claimed = { couponId: `coupon:${'0'.repeat(20)}`, templateId: FULL_200 }
  accepted(await callAsPersona(url, 'liu', 'coupon.claim', claimed))
  await signContract()
  const { calls, transactions } = await billOf(() =>
    order('4', 20_000, { payableFen: 20_000 - 768 - 2_000, driver: 'liu' }),
  )
  expect(calls).toBeLessThanOrEqual(CALLS_MAX)
  expect(transactions).toBeLessThanOrEqual(TRANSACTIONS_MAX)
})

async function signContract(): Promise<void> {
  const { url } = product.stack
  const { offers } = accepted(await callAsPersona(url, 'liu', 'contract.offers', {}))
  const { templateId, textHash, version } = offers.find(({ templateId: id }) => id === PER_LITRE)!
  const read = { contractId: `contract:${'0'.repeat(20)}`, templateId, version, textHash }
  accepted(await callAsPersona(url, 'liu', 'contract.sign', { ...read, consent: 'ticked' }))
}

/** Sent by two phones and the provider; `dispensedFen` of 200 yuan. */
async function order(
  number: string,
  dispensedFen: number,
  { driver = 'zhang', payableFen = 20_000 } = {},
): Promise<void> {
  const { url } = product.stack
  const orderId = `order:${number.padStart(20, '0')}`
  const placed = accepted(
    await callAsPersona(url, driver, 'order.place', { ...aRequest(orderId), payableFen }),
  )
  await pay(placed, driver)
  const order = accepted(await callAsPersona(url, driver, 'order.get', { orderId }))
  const proof = { kind: 'digits' as const, ...shown(order) }
  accepted(await callAsPersona(url, 'wang', 'staff.confirm', { orderId, dispensedFen, proof }))
  await product.stack.clock.advance(10_000) // refunds arrive
}

const aRequest = (orderId: string) => ({
  orderId,
  stationId: 'station:bj0001',
  nozzleId: 'nozzle:bj0001-03',
  way: 'fuel-first' as const,
  amountFen: 20_000,
  pumpPriceFen: 781,
  payableFen: 20_000,
  tenders: { points: 0, storedValueFen: 0 },
  couponIds: null,
})

async function pay({ wallet }: PlacedReply, driver: string): Promise<void> {
  const server = openWalletServer(product.stack.url, driver)
  const { offer } = await server.offer(wallet)
  await server.pay(offer!.reference)
  await product.stack.clock.advance(0) // the notification arrives
}

function shown({ passphrase }: OrderView) {
  const atMs = product.stack.clock.now()
  const key = orderKeyAt(passphrase!.keys, epochMs(atMs))!
  return { digits: passphraseIn(slotAt(epochMs(atMs)), key).digits, atMs }
}

async function billOf(work: () => Promise<void>) {
  const { billing } = product.stack
  const before = billing.total()
  await work()
  const after = billing.total()
  const kinds = ['invocation', 'read', 'write', 'transaction', 'storage'] as const
  const spent = (kind: (typeof kinds)[number]) => after[kind] - before[kind]
  return {
    calls: kinds.reduce((sum, kind) => sum + spent(kind), 0),
    transactions: spent('transaction') / 2, // start and commit count one each
  }
}

function accepted<Value>(answer: { ok: true; reply: Value } | { ok: false; refusal: unknown }) {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`)
  return answer.reply
}
