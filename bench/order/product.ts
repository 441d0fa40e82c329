import { join } from 'node:path'
import type { Sent } from '@palm/shared/api/actions'
import type { OrderView, PlacedReply } from '@palm/shared/api/order'
import type { NozzleView } from '@palm/shared/api/station'
import { epochMs } from '@palm/shared/kernel/instant'
import { orderKeyAt } from '@palm/shared/passphrase/key'
import { passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { callAsPersona } from '../../tools/demo/demo'
import { postJson } from '../load'
import type { ProductReady } from './product-subject'
import { BENCH_COUPON } from './bench-coupon'
import type { Contestant } from './race'
import { startSubject, type Subject } from '../subject'

/** Concurrent drivers, more than attendants: each attendant serves one at a time. */
const LANES = 3
const DRIVERS = ['zhang', 'liu'] as const
const ATTENDANTS = ['wang', 'li'] as const
const STATION = 'station:bj0001'

export interface Product {
  readonly subject: Subject<ProductReady>
  /** Orders at the pump price. */
  readonly plain: Contestant
  /** Orders each with its own coupon, which is claimed first. */
  readonly withCoupon: Contestant
}

/**
 * Orders at one station, each from its creation to the attendant's confirmation, as two phones send
 * it: place, the wallet's two calls, read once paid, and confirm with the shown digits.
 */
export async function openProduct(): Promise<Product> {
  const subject = await startSubject<ProductReady>(join(__dirname, 'product-subject.ts'))
  const { plain, withCoupon } = await openRound(subject)
  return {
    subject,
    plain: { subject, lanes: LANES, order: plain },
    withCoupon: { subject, lanes: LANES, order: withCoupon },
  }
}

const AMOUNT_FEN = 20_000

/** Sold at the pump price, since the compared systems have no other. */
const PLAIN_GRADE = 'petrol-92'

/** All drivers enter and the attendants start their duties; then order after order. */
async function openRound(
  subject: Subject<ProductReady>,
): Promise<Record<'plain' | 'withCoupon', () => Promise<void>>> {
  const { url } = subject.ready
  const run = Date.now().toString(36).padStart(12, '0')
  for (const driver of DRIVERS) accepted(await callAsPersona(url, driver, 'member.enter', {}))
  for (const attendant of ATTENDANTS) {
    const duty = { dutyId: `duty:${run}${attendant.padStart(8, '0')}`, stationId: STATION }
    accepted(await callAsPersona(url, attendant, 'staff.startDuty', duty))
  }
  const asked = { stationId: STATION }
  const station = accepted(await callAsPersona(url, DRIVERS[0], 'station.get', asked))
  const nozzles = station.nozzles.filter(({ gradeId }) => gradeId === PLAIN_GRADE)
  const heard = hearPayments(subject)
  const confirm = servedOneByOne(url)
  // A driver has at most two open paid orders: the next one is placed by the driver with fewer.
  const open = new Map<string, number>(DRIVERS.map((driver) => [driver, 0]))
  const count = (driver: string, more: number) => open.set(driver, open.get(driver)! + more)
  let orders = 0
  const order = async (coupon: boolean): Promise<void> => {
    const number = ++orders
    const driver = [...DRIVERS].sort((a, b) => open.get(a)! - open.get(b)!)[0]!
    count(driver, 1)
    const id = `${run}${String(number).padStart(8, '0')}`
    const off = coupon ? await claimed(url, driver, id) : PLAIN
    const nozzle = nozzles[number % nozzles.length]!
    await confirm(await fuel(url, driver, `order:${id}`, nozzle, off, heard))
    count(driver, -1)
  }
  return { plain: () => order(false), withCoupon: () => order(true) }
}

type Priced = Pick<Sent<'order.place'>, 'couponIds' | 'payableFen'>

/** No coupon is left over from other orders. */
const PLAIN: Priced = { couponIds: null, payableFen: AMOUNT_FEN }

async function claimed(url: string, driver: string, id: string): Promise<Priced> {
  const couponId = `coupon:${id}` as const
  const request = { templateId: BENCH_COUPON.id, couponId }
  accepted(await callAsPersona(url, driver, 'coupon.claim', request))
  return { couponIds: [couponId], payableFen: AMOUNT_FEN - BENCH_COUPON.reduction.amountFen }
}

/** All steps of a driver up to the passphrase on the screen. */
async function fuel(
  url: string,
  driver: string,
  orderId: Sent<'order.place'>['orderId'],
  { nozzleId, pumpPriceFen }: NozzleView,
  priced: Priced,
  heard: (outTradeNo: string) => Promise<void>,
): Promise<OrderView> {
  const request = {
    orderId,
    stationId: STATION,
    nozzleId,
    way: 'fuel-first' as const,
    amountFen: AMOUNT_FEN,
    pumpPriceFen,
    tenders: { points: 0, storedValueFen: 0 },
    ...priced,
  }
  const placed = accepted(await callAsPersona(url, driver, 'order.place', request))
  const paid = heard(orderId.slice('order:'.length))
  await payInWallet(url, driver, placed)
  await paid
  return accepted(await callAsPersona(url, driver, 'order.get', { orderId }))
}

/** The next free attendant confirms with the shown digits. */
function servedOneByOne(url: string): (order: OrderView) => Promise<void> {
  const free: string[] = [...ATTENDANTS]
  const waiting: ((attendant: string) => void)[] = []
  const next = () => new Promise<string>((resolve) => waiting.push(resolve))
  return async (order) => {
    const attendant = free.pop() ?? (await next())
    const proof = { kind: 'digits' as const, ...shown(order) }
    const request = { orderId: order.orderId, dispensedFen: 20_000, proof }
    accepted(await callAsPersona(url, attendant, 'staff.confirm', request))
    const successor = waiting.shift()
    if (successor) successor(attendant)
    else free.push(attendant)
  }
}

async function payInWallet(url: string, driver: string, { wallet }: PlacedReply): Promise<void> {
  const server = `${url}/phone/${driver}/wallet`
  const { offer } = await postJson<{ offer: { reference: string } }>(`${server}/offer`, wallet)
  const { reference } = offer
  const { outcome } = await postJson<{ outcome: string }>(`${server}/pay`, { reference })
  if (outcome !== 'paid') throw new Error(`the wallet says ${outcome}`)
}

function shown({ passphrase }: OrderView) {
  if (!passphrase) throw new Error('the order is not paid')
  const atMs = Date.now()
  const key = orderKeyAt(passphrase.keys, epochMs(atMs))
  if (key === null) throw new Error('the passphrase has no key of this hour')
  return { digits: passphraseIn(slotAt(epochMs(atMs)), key).digits, atMs }
}

/**
 * Resolves once the product has handled the provider's notification. To be called before it can
 * arrive.
 */
function hearPayments(subject: Subject<ProductReady>): (outTradeNo: string) => Promise<void> {
  const waiting = new Map<string, () => void>()
  subject.listen((told) => {
    waiting.get(String(told))?.()
    waiting.delete(String(told))
  })
  return (outTradeNo) => new Promise((resolve) => waiting.set(outTradeNo, resolve))
}

function accepted<Value>(
  answer: { ok: true; reply: Value } | { ok: false; refusal: unknown },
): Value {
  if (!answer.ok) throw new Error(`the load was refused: ${JSON.stringify(answer.refusal)}`)
  return answer.reply
}
