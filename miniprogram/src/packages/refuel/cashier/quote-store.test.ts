import { SECOND_MS } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi } from '@palm/client/testing/api'
import { aQuote } from '@palm/client/testing/builders'
import { aClock } from '@palm/client/testing/phone'
import { type QuotedSale, QuoteStore } from './quote-store'

const SALE: QuotedSale = {
  stationId: 'station:bj0001',
  nozzleId: 'nozzle:bj0001-03',
  amountFen: 20_000,
}
const OTHER = { ...SALE, amountFen: 30_000 }

function open(quote?: Answers['order.quote']) {
  const api = anApi({
    'order.quote': quote ?? (({ amountFen }) => ok(aQuote({ payableFen: amountFen - 1_000 }))),
  })
  const clock = aClock()
  let entered = 0
  const price = new QuoteStore({ api, clock, enter: async () => void (entered += 1) })
  return { api, clock, price, enteredTimes: () => entered }
}

test('waits until typing stops, and asks once', async () => {
  const { api, clock, price } = open()
  price.of(SALE)
  expect(price.quote).toEqual({ at: 'loading' })
  price.of(OTHER)
  await clock.pass(SECOND_MS)
  expect(api.requestsOf('order.quote')).toEqual([
    { ...OTHER, couponIds: null, use: { points: false, storedValue: true } },
  ])
  expect(price.payableFen).toBe(29_000)
})

test('an answer about an earlier amount is dropped', async () => {
  const late: (() => void)[] = []
  const { clock, price } = open(
    ({ amountFen }) =>
      new Promise((resolve) => late.push(() => resolve(ok(aQuote({ payableFen: amountFen }))))),
  )
  price.of(SALE)
  await clock.pass(SECOND_MS)
  price.of(OTHER)
  await clock.pass(SECOND_MS)
  late.reverse().forEach((answer) => answer())
  await clock.pass(SECOND_MS)
  expect(price.payableFen).toBe(30_000)
})

test('asks for the picked coupons, and forgets them with another sale', async () => {
  const { api, clock, price } = open()
  price.of(SALE)
  price.pick(['coupon:1'])
  await clock.pass(SECOND_MS)
  price.of(OTHER)
  await clock.pass(SECOND_MS)
  expect(api.requestsOf('order.quote').map(({ couponIds }) => couponIds)).toEqual([
    ['coupon:1'],
    null,
  ])
})

test('creates the member on the first visit', async () => {
  const answers = [refuse({ code: 'member/unknown' }), ok(aQuote())]
  const { clock, enteredTimes, price } = open(() => answers.shift()!)
  price.of(SALE)
  await clock.pass(SECOND_MS)
  expect([enteredTimes(), price.payableFen]).toEqual([1, 20_000])
})

test('without an amount there is nothing to pay, and a refusal is shown', async () => {
  const { clock, price } = open(() => refuse({ code: 'client/offline' }))
  price.of(SALE)
  await clock.pass(SECOND_MS)
  expect(price).toMatchObject({
    payableFen: null,
    quote: { at: 'refused', refusal: { code: 'client/offline' } },
  })
  price.of(null)
  expect(price.quote).toBeNull()
})
