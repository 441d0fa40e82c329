import fc from 'fast-check'
import type { Contract } from '../../contract/contract'
import { quotaLeftMl, tallyOf } from '../../contract/progress'
import { type Fen, fen } from '../../kernel/fen'
import { DAY_MS, type EpochMs, later, MINUTE_MS } from '../../kernel/instant'
import { millilitre } from '../../kernel/volume'
import { NO_LOYALTY_RULES } from '../../member/loyalty'
import type { Member } from '../../member/member'
import { memberAt } from '../../member/member-at'
import { nozzleOnSale } from '../../station/nozzle-on-sale'
import { aMember, aPaymentFact, aStation, NOON, onDuty } from '../../testing/builders/builders'
import { aContract } from '../../testing/builders/contracts'
import { aLevelPolicy } from '../../testing/builders/levels'
import {
  aClosedOrder,
  aConfirm,
  aGrantedPrice,
  aPlace,
  aReverse,
  hearPayment,
} from '../../testing/builders/orders'
import { refused, valueOf } from '../../testing/results'
import { changeNozzle } from '../verbs/change-nozzle'
import { confirm, reverse } from '../verbs/confirm'
import { correct } from '../verbs/correct'
import { memberAfter } from './member-after'
import { type Order, type OrderId } from '../facts/order'
import { place } from '../verbs/place'
import { pricesFor } from '../price/prices'
import { quote } from '../price/quote'

/** 0.50 off for 100 litres of 92# at BJ0001, for ¥1,000 in 30 days; signed at `NOON`. */
const contract = aContract()
const MEMBER = aMember({ contracts: [contract] })

/** ¥200 at 7.81 are 25.61 litres: 12.80 less. */
const PAYABLE = fen(20_000 - 1_280)
const LITRES = 25_610

const placed = (member: Member, changes: object = {}) =>
  place(aPlace({ member, seenPayableFen: PAYABLE, ...changes }))

const ordered = (member = MEMBER, changes: object = {}) => valueOf(placed(member, changes)).order

const paid = (order = ordered()): Order =>
  valueOf(
    hearPayment(
      order,
      aPaymentFact({ outTradeNo: order.trade.no, amountFen: order.payableFen }),
      NOON,
    ),
  ).order

const confirmed = (dispensed = 20_000, order = paid()): Order =>
  valueOf(confirm(order, aConfirm({ dispensedFen: fen(dispensed), nowMs: NOON }))).order

const corrected = (order: Order, dispensed: number, nowMs: EpochMs = NOON): Order =>
  valueOf(correct(order, { by: onDuty(), dispensedFen: fen(dispensed), nowMs })).order

const told = (member: Member, order: Order, nowMs: EpochMs = NOON): Member =>
  memberAfter(member, order, order, NO_LOYALTY_RULES, nowMs).member

const held = told(MEMBER, ordered())

const contractOf = (member: Member): Contract => member.contracts[0]!

describe('the price of a contract', () => {
  test('is among the prices of its member, and of no other', () => {
    expect(ordered().quote.plan).toMatchObject({
      price: { id: 'contract:1', kind: 'contract', title: '每升优惠合约', limitMl: 100_000 },
      priceFen: 1_280,
      payableFen: PAYABLE,
    })
    expect(placed(aMember())).toMatchObject(refused('order/quote-changed'))
  })

  test.each<[string, object, number]>([
    ['at another grade', { nozzleId: 'nozzle:bj0001-07', seenPrice: 831 }, 20_000],
    ['at another station', { station: aStation({ id: 'station:bj0002' }) }, 20_000],
    ['at its last millisecond', { nowMs: later(NOON, 30 * DAY_MS - 1) }, PAYABLE],
    ['when its period is over', { nowMs: later(NOON, 30 * DAY_MS) }, 20_000],
  ])('%s is asked for as it should be', (_, changes, payableFen) => {
    expect(ordered(MEMBER, { ...changes, seenPayableFen: fen(payableFen) }).payableFen).toBe(
      payableFen,
    )
  })

  test('gives way to a better one, and then takes nothing of the quota', () => {
    const prices = [aGrantedPrice({ price: { kind: 'off', offPerLitre: 60 as never } })]
    const order = ordered(MEMBER, { prices, seenPayableFen: fen(20_000 - 1_536) })
    expect(told(MEMBER, order)).toBe(MEMBER)
    const counted = contractOf(told(MEMBER, confirmed(20_000, paid(order))))
    expect(tallyOf(counted)).toMatchObject({ amountFen: 20_000, priceMl: 0, orders: 1 })
  })
})

describe('an order at the contract’s price', () => {
  const unpaid = ordered()
  const back = valueOf(reverse(paid(), aReverse({ nowMs: NOON }))).order

  test.each<[string, Order, { amountFen: number; priceMl: number }]>([
    ['keeps its litres while it waits', unpaid, { amountFen: 0, priceMl: LITRES }],
    ['keeps them while it is paid', paid(), { amountFen: 0, priceMl: LITRES }],
    ['counts once it is confirmed', confirmed(), { amountFen: 20_000, priceMl: LITRES }],
    ['counts the dispensed amount', confirmed(10_000), { amountFen: 10_000, priceMl: 12_800 }],
    [
      'counts what a correction leaves',
      corrected(confirmed(), 5_000),
      { amountFen: 5_000, priceMl: 6_400 },
    ],
    ['frees them when it is closed', aClosedOrder('timeout', unpaid), { amountFen: 0, priceMl: 0 }],
    ['frees them when all goes back', back, { amountFen: 0, priceMl: 0 }],
  ])('%s', (_, order, tally) => {
    const once = told(held, order)
    expect(tallyOf(contractOf(once))).toMatchObject(tally)
    expect(told(once, order)).toEqual(once)
  })

  const other = { nozzleId: 'nozzle:bj0001-07', gradeId: 'petrol-95' } as const

  test('does not move to fuel that the contract is not about', () => {
    const { memberId } = unpaid
    const at = { memberId, station: aStation(), nozzleId: other.nozzleId, nowMs: NOON } as const
    expect(changeNozzle(paid(), at)).toMatchObject(refused('order/benefit-not-for-fuel'))
  })

  test('that had moved there before that was refused counts, and takes its litres', () => {
    const order = paid()
    const moved = { ...order, fuel: { ...order.fuel, ...other } }
    const after = contractOf(told(held, confirmed(20_000, moved)))
    expect(tallyOf(after)).toMatchObject({ amountFen: 20_000, priceMl: LITRES })
    expect(after.state.status).toBe('active')
  })

  test('counts where less was dispensed than the price asks for: the driver still has it', () => {
    const condition = { ...contract.terms.condition, minimumFen: fen(20_000) }
    const asking = aMember({ contracts: [aContract({ condition })] })
    const waiting = told(asking, ordered(asking))
    const sold = confirmed(19_000, paid(ordered(asking)))
    expect(tallyOf(contractOf(told(waiting, sold)))).toMatchObject({ amountFen: 19_000, orders: 1 })
  })

  test('takes the rest of the quota and no more', () => {
    const little = aMember({
      contracts: [
        aContract({
          benefit: { kind: 'per-litre', offPerLitre: 50 as never, limitMl: millilitre(10_000) },
        }),
      ],
    })
    const order = ordered(little, { seenPayableFen: fen(20_000 - 500) })
    const after = told(little, order)
    expect(quotaLeftMl(contractOf(after))).toBe(0)
    expect(pricesFor(after, [], NO_LOYALTY_RULES, NOON)).toEqual([])
  })

  test('that is paid too late has lost its litres: the money goes back', () => {
    const closed = aClosedOrder('timeout', unpaid)
    expect(paid(closed).state.status).toBe('refunding')
  })

  test('is part of a sum once it is settled, whatever is told of it again', () => {
    const late = later(NOON, 3 * DAY_MS)
    const tidied = told(told(held, confirmed()), ordered(MEMBER, { orderId: 'order:2' }), late)
    expect(contractOf(tidied).settled).toMatchObject({ amountFen: 20_000, orders: 1 })
    expect(told(tidied, corrected(confirmed(), 5_000, later(late, -1)), late)).toEqual(tidied)
  })
})

describe('time', () => {
  const gifts = { kind: 'gift-coupons' } as const
  const promise = { unit: 'fen', amountFen: fen(20_000) } as const
  const ending = aMember({ contracts: [aContract({ benefit: gifts, promise, milestones: [] })] })
  const lastMs = later(NOON, 30 * DAY_MS - 1)

  test('of the order decides: fuel of the last day counts when it is confirmed on the next', () => {
    const order = ordered(ending, { seenPayableFen: fen(20_000), nowMs: lastMs })
    const nextMs = later(lastMs, MINUTE_MS)
    const sold = valueOf(confirm(paid(order), aConfirm({ nowMs: nextMs }))).order
    expect(contractOf(told(ending, sold, nextMs)).state.status).toBe('fulfilled')
    expect(contractOf(memberAt(ending, nextMs)).state.status).toBe('broken')
  })

  test('makes a contract binding, and what it brings then is owed once', () => {
    const milestones = [{ at: 0 as never, couponTemplateIds: ['coupon-template:wash'] as const }]
    const signed = aMember({ contracts: [aContract({ benefit: gifts, milestones })] })
    const coolMs = later(NOON, 7 * DAY_MS)
    expect(memberAt(signed, later(coolMs, -1))).toBe(signed)
    const bound = memberAt(signed, coolMs)
    expect(bound.loyalty.owed).toEqual([
      {
        key: 'contract-1-0',
        couponTemplateIds: ['coupon-template:wash'],
        givenAtMs: coolMs,
      },
    ])
    expect(memberAt(bound, coolMs)).toBe(bound)
  })

  test('ends a contract, and the level knows: kept or broken promises are credit', () => {
    const levels = aLevelPolicy({ withoutDiscount: [] })
    const rules = { points: null, levels }
    const kept = aMember({
      contracts: [aContract({ promise: { unit: 'fen', amountFen: fen(20_000) } })],
    })
    const sold = told(told(kept, ordered(kept)), confirmed(20_000, paid(ordered(kept))))
    const endMs = later(NOON, 30 * DAY_MS)
    const rich = levels.levels.map((level, index) => ({
      ...level,
      fromGrowthFen: fen(index * 50_000),
    }))
    const at = { ...rules, levels: { ...levels, levels: rich } }
    const levelIn = (member: Member) =>
      pricesFor(member, [], at, endMs).find(({ kind }) => kind === 'level')?.id
    expect([levelIn(aMember()), levelIn(sold)]).toEqual([undefined, 'level:silver'])
    const unpriced = { orderId: 'order:2', seenPayableFen: fen(20_000) }
    const next = confirmed(1, paid(ordered(aMember(), unpriced)))
    const grown = (member: Member) =>
      memberAfter(member, next, next, at, endMs).member.loyalty.growth.welcomed.slice(-1)[0]
    expect([grown(aMember()), grown(sold)]).toEqual(['level:plain', 'level:silver'])
  })
})

describe('two phones', () => {
  const SECOND = { orderId: 'order:2' } as const
  const member = aMember({
    contracts: [
      aContract({
        benefit: { kind: 'per-litre', offPerLitre: 50 as never, limitMl: millilitre(30_000) },
      }),
    ],
  })
  const first = told(member, ordered(member))

  test('share the remaining quota: the second gets the rest, in any order of payment', () => {
    // 4.39 litres are left: ¥2.20.
    expect(placed(first, SECOND)).toMatchObject(refused('order/quote-changed'))
    const second = ordered(first, { ...SECOND, seenPayableFen: fen(20_000 - 220) })
    expect(quotaLeftMl(contractOf(told(first, second)))).toBe(0)
  })

  test('cross the target at once: each milestone comes once', () => {
    const near = aMember({
      contracts: [aContract({ promise: { unit: 'fen', amountFen: fen(40_000) } })],
    })
    const a = ordered(near)
    const b = ordered(told(near, a), SECOND)
    const both = [a, b].reduce((now, order) => told(now, order), near)
    const owed = (orders: readonly Order[]) =>
      orders.reduce((now, order) => told(now, order), both).loyalty.owed.map(({ key }) => key)
    const sold = [a, b].map((order) => confirmed(20_000, paid(order)))
    expect(owed(sold)).toEqual(['contract-1-0', 'contract-1-1'])
    expect(owed([...sold].reverse())).toEqual(owed(sold))
    expect(owed([...sold, ...sold])).toEqual(owed(sold))
  })
})

test('in every interleaving of orders, the contract agrees with them (I12, I13)', () => {
  const step = fc.record({
    what: fc.constantFrom('place', 'close', 'reverse', 'confirm', 'correct', 'again'),
    order: fc.nat(3),
    // No order that is too small, none that takes two to give back.
    amount: fc.integer({ min: 100, max: 20_000 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
      let life: Life = { member: MEMBER, orders: new Map() }
      for (const { amount, order, what } of steps) {
        life = stepped(life, `order:${order}`, what, fen(amount))
        const tally = tallyOf(contractOf(life.member))
        expect(tally.amountFen).toBe(dispensedIn(life))
        expect(tally.priceMl).toBeLessThanOrEqual(100_000)
        const keys = life.member.loyalty.owed.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
      }
    }),
    { numRuns: 200 },
  )
})

/** A member with orders. */
interface Life {
  readonly member: Member
  readonly orders: ReadonlyMap<OrderId, Order>
}

/** One transaction on both, as the store makes it. */
function stepped({ member, orders }: Life, id: OrderId, what: string, amountFen: Fen): Life {
  const before = orders.get(id)
  const order = before ? next(before, what, amountFen) : bestFor(member, id, amountFen)
  if (!order) return { member, orders }
  return { member: told(member, order), orders: new Map(orders).set(id, order) }
}

function bestFor(member: Member, orderId: OrderId, amountFen: Fen): Order {
  const station = aStation()
  const command = aPlace({ orderId, amountFen, member, station })
  const sale = valueOf(nozzleOnSale(station, command.nozzleId, NOON))
  const { plan } = valueOf(
    quote({ ...command, use: { points: false, storedValue: false }, stationId: station.id, sale }),
  )
  return valueOf(place({ ...command, seenPayableFen: plan.payableFen })).order
}

function next(order: Order, what: string, amountFen: Fen): Order | null {
  const { state } = order
  if (what === 'again') return order
  if (state.status === 'unpaid') {
    if (what === 'close') return aClosedOrder('timeout', order)
    if (what === 'reverse') return valueOf(reverse(paid(order), aReverse({ nowMs: NOON }))).order
    return what === 'confirm' && amountFen <= order.amountFen
      ? confirmed(amountFen, paid(order))
      : null
  }
  if (state.status !== 'confirmed' || what !== 'correct') return null
  return amountFen < state.confirmation.dispensedFen ? corrected(order, amountFen) : null
}

const dispensedIn = ({ orders }: Life): number =>
  [...orders.values()].reduce(
    (sum, { state }) => sum + (state.status === 'confirmed' ? state.confirmation.dispensedFen : 0),
    0,
  )
