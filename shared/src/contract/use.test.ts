import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { DAY_MS, later } from '../kernel/instant'
import { millilitre } from '../kernel/volume'
import { ALWAYS } from '../pricing/rules/condition'
import { NOON } from '../testing/builders/builders'
import { aContract, aCount, anOfferedContract, aSale } from '../testing/builders/contracts'
import { refused, valueOf } from '../testing/results'
import type { Contract } from './contract'
import { paceOf, quotaLeftMl, tallyOf } from './progress'
import { settle, tidied } from './settle'
import { cancel, commit, priceOffer, refund, reserve, type Reserve } from './use'

const days = (number: number) => later(NOON, number * DAY_MS)
const contract = aContract()
const aReserve = (changes: Partial<Reserve> = {}): Reserve => ({
  orderId: 'order:1',
  sale: aSale(),
  priceMl: millilitre(25_000),
  ...changes,
})
const reserved = valueOf(reserve(contract, aReserve())).contract
const counted = valueOf(commit(reserved, aCount())).contract

describe('the price of a contract', () => {
  test('is offered for its stations, grades, period and litres', () => {
    expect(priceOffer(reserved, NOON)).toEqual({
      id: 'contract:1',
      kind: 'contract',
      title: '每升优惠合约',
      price: { kind: 'off', offPerLitre: 50 },
      limitMl: 75_000,
      paidBy: 'anything',
      condition: {
        ...ALWAYS,
        stationIds: ['station:bj0001'],
        gradeIds: ['petrol-92'],
        fromMs: NOON,
        toMs: days(30),
      },
      funding: [{ party: 'hq', weight: 1 }],
    })
  })

  test('keeps a shorter window of its own', () => {
    const condition = { ...ALWAYS, fromMs: days(1), toMs: days(2) }
    expect(priceOffer(aContract({ condition }), NOON)?.condition).toEqual(condition)
  })

  test("ignores the order's own reserve when it is quoted again", () => {
    expect(priceOffer(reserved, NOON, 'order:1')?.limitMl).toBe(100_000)
    expect(priceOffer(reserved, NOON, 'order:2')?.limitMl).toBe(75_000)
  })

  const used = valueOf(reserve(contract, aReserve({ priceMl: millilitre(100_000) }))).contract

  test.each<[string, Contract, number]>([
    ['before it is signed', anOfferedContract(), 0],
    ['before it begins', contract, -1],
    ['when it is over', contract, 30 * DAY_MS],
    ['without a litre left', used, 0],
    ['that gives coupons', aContract({ benefit: { kind: 'gift-coupons' } }), 0],
  ])('does not exist for one %s', (_, one, ms) => {
    expect(priceOffer(one, later(NOON, ms))).toBeNull()
  })
})

describe('reserving litres', () => {
  const broken = settle(counted, days(30)).contract
  const atMs = days(30)

  test.each<[string, Contract, Partial<Reserve>, string]>([
    [
      'other litres for the order',
      reserved,
      { priceMl: millilitre(1) },
      'contract/reserved-otherwise',
    ],
    ['of an offer', anOfferedContract(), {}, 'contract/not-running'],
    ['of an ended contract', broken, { orderId: 'order:2' }, 'contract/not-running'],
    ['after the period', contract, { sale: aSale({}, atMs) }, 'benefit/expired'],
    ['elsewhere', contract, { sale: aSale({ stationId: 'station:x' }) }, 'benefit/other-station'],
    ['of diesel', contract, { sale: aSale({ gradeId: 'diesel-0' }) }, 'benefit/other-grade'],
    ['beyond the quota', contract, { priceMl: millilitre(100_001) }, 'contract/quota-short'],
  ])('refuses litres %s', (_, one, changes, code) => {
    expect(reserve(one, aReserve(changes))).toMatchObject(refused(code))
  })

  test('two concurrent orders share the remaining litres', () => {
    const second = aReserve({ orderId: 'order:2', priceMl: millilitre(75_001) })
    expect(reserve(reserved, second)).toMatchObject(refused('contract/quota-short'))
    expect(reserve(contract, second).ok).toBe(true)
  })

  test('happens once, and ends when the order is cancelled', () => {
    expect(valueOf(reserve(reserved, aReserve())).contract).toEqual(reserved)
    expect(cancel(reserved, 'order:1').contract).toEqual(contract)
    expect(cancel(counted, 'order:1').contract).toEqual(counted)
  })
})

describe('committing an order', () => {
  test.each<[string, Contract, ReturnType<typeof aCount>, string]>([
    ['the same order as another amount', counted, aCount(19_999), 'contract/counted-otherwise'],
    ['under an offer', anOfferedContract(), aCount(), 'contract/not-running'],
    [
      'fuel from elsewhere',
      contract,
      aCount(20_000, { sale: aSale({ stationId: 'station:x' }) }),
      'benefit/other-station',
    ],
    [
      'fuel after the period',
      contract,
      aCount(20_000, { sale: aSale({}, days(30)) }),
      'benefit/expired',
    ],
  ])('refuses %s', (_, one, command, code) => {
    expect(commit(one, command)).toMatchObject(refused(code))
  })

  test('an order counts once and makes the contract binding', () => {
    expect(counted.state.status).toBe('active')
    expect(tallyOf(counted)).toEqual({
      amountFen: 20_000,
      volumeMl: 25_000,
      priceMl: 25_000,
      orders: 1,
    })
    expect(valueOf(commit(counted, aCount()))).toEqual({ contract: counted, releases: [] })
  })

  test('litres that were not dispensed return to the quota', () => {
    const less = valueOf(commit(reserved, aCount(8_000))).contract
    expect(quotaLeftMl(less)).toBe(90_000)
  })

  test('an order at another price counts without using the quota', () => {
    expect(quotaLeftMl(valueOf(commit(contract, aCount())).contract)).toBe(100_000)
  })

  test('each milestone is released once, when it is reached', () => {
    const at499 = valueOf(commit(contract, aCount(49_999)))
    expect(at499.releases).toEqual([])
    const second = aCount(1, { orderId: 'order:2' })
    const half = valueOf(commit(at499.contract, second))
    expect(half.releases).toEqual([
      {
        contractId: 'contract:1',
        milestone: 0,
        couponTemplateIds: ['coupon-template:wash'],
        atMs: NOON,
      },
    ])
    const whole = valueOf(commit(half.contract, aCount(60_000, { orderId: 'order:3' })))
    expect(whole.releases.map(({ milestone }) => milestone)).toEqual([1])
  })

  test('two concurrent orders that reach the target release it once', () => {
    const near = valueOf(commit(contract, aCount(99_999))).contract
    const [a, b] = (['order:2', 'order:3'] as const).map((orderId) => aCount(1, { orderId }))
    const both = valueOf(commit(valueOf(commit(near, a!)).contract, b!))
    expect(both.releases).toEqual([])
    // Both decisions use one state, as two servers would before one of them loses: the releases
    // have the same name.
    expect(valueOf(commit(near, a!)).releases).toEqual(valueOf(commit(near, b!)).releases)
  })
})

describe('refunds', () => {
  const refunded = (one: Contract, amount: number, ml: number) =>
    refund(one, {
      orderId: 'order:1',
      refundedFen: fen(amount),
      refundedMl: millilitre(ml),
      nowMs: NOON,
    })

  test.each<[string, Contract, number, number, string]>([
    ['of an order that never counted', reserved, 1, 1, 'contract/never-counted'],
    ['of more money', counted, 20_001, 0, 'contract/refund-above-counted'],
    ['of more litres', counted, 0, 25_001, 'contract/refund-above-counted'],
  ])('%s are refused', (_, one, amount, ml, code) => {
    expect(refunded(one, amount, ml)).toMatchObject(refused(code))
  })

  test('are deducted and release their litres, once', () => {
    const after = valueOf(refunded(counted, 8_000, 10_000)).contract
    expect(tallyOf(after)).toMatchObject({ amountFen: 12_000, volumeMl: 15_000, priceMl: 15_000 })
    expect(valueOf(refunded(after, 8_000, 10_000)).contract).toEqual(after)
  })

  test('a milestone is not released again', () => {
    const half = valueOf(commit(contract, aCount(50_000))).contract
    const under = valueOf(refunded(half, 50_000, 62_500)).contract
    const again = valueOf(commit(under, aCount(60_000, { orderId: 'order:2' })))
    expect(again.releases).toEqual([])
  })

  test('in every history, progress is the confirmed amount less refunds (I12)', () => {
    const step = fc.record({
      kind: fc.constantFrom('reserve', 'commit', 'cancel', 'refund'),
      order: fc.nat(4),
      amount: fc.integer({ min: 1, max: 50_000 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
        const confirmed = new Map<string, { fen: number; ml: number; back: number }>()
        let now = aContract()
        for (const { amount, kind, order } of steps) {
          const orderId = `order:${order}` as const
          const command = aCount(amount, { orderId })
          if (kind === 'reserve') {
            const priceMl = command.volumeMl
            const result = reserve(now, { orderId, sale: command.sale, priceMl })
            if (result.ok) now = result.value.contract
          }
          if (kind === 'cancel') now = cancel(now, orderId).contract
          if (kind === 'commit') {
            const result = commit(now, command)
            if (!result.ok) continue
            now = result.value.contract
            const known = confirmed.get(orderId)
            confirmed.set(orderId, known ?? { fen: amount, ml: command.volumeMl, back: 0 })
          }
          const one = confirmed.get(orderId)
          if (kind === 'refund' && one) {
            one.back = Math.max(one.back, amount % (one.fen + 1))
            const refundedFen = fen(one.back)
            if (one.back === one.fen && one.ml === 0) confirmed.delete(orderId) // may count again
            now = valueOf(
              refund(now, { orderId, refundedFen, refundedMl: millilitre(0), nowMs: NOON }),
            ).contract
          }
        }
        const all = [...confirmed.values()]
        const tally = tallyOf(now)
        expect(tally.amountFen).toBe(all.reduce((sum, one) => sum + one.fen - one.back, 0))
        expect(tally.volumeMl).toBe(all.reduce((sum, one) => sum + one.ml, 0))
        expect(tally.priceMl).toBeLessThanOrEqual(100_000)
        expect(tallyOf(tidied(now, { days: 0, max: 99, nowMs: NOON }))).toEqual(tally)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the pace', () => {
  test('gives the remaining amount, the remaining time and the required frequency', () => {
    expect(paceOf(counted, later(NOON, 12 * DAY_MS))).toEqual({
      unit: 'fen',
      left: 80_000,
      daysLeft: 18,
      doneShare: 2_000,
      fillsLeft: 4,
      isOnPace: false,
    })
  })

  test('counts a last, smaller purchase as one', () => {
    const max = valueOf(commit(counted, aCount(70_000, { orderId: 'order:2' }))).contract
    expect(paceOf(max, days(1))).toMatchObject({ left: 10_000, fillsLeft: 1 })
  })

  test('of a promise in litres is in litres', () => {
    const promise = { unit: 'ml', volumeMl: millilitre(50_000) } as const
    const litres = valueOf(commit(aContract({ promise }), aCount())).contract
    expect(paceOf(litres, days(15))).toMatchObject({ unit: 'ml', left: 25_000, isOnPace: true })
    expect(paceOf(litres, later(days(15), 60_000))?.isOnPace).toBe(false)
  })

  test('ends with the promise, and with the contract', () => {
    const done = valueOf(commit(contract, aCount(100_001))).contract
    expect(paceOf(done, days(1))).toMatchObject({ left: 0, fillsLeft: 0, doneShare: 10_000 })
    expect(paceOf(contract, NOON)).toMatchObject({ daysLeft: 30, fillsLeft: null })
    expect(paceOf(anOfferedContract(), NOON)).toBeNull()
  })
})

test('an order is forgotten when it can no longer be refunded', () => {
  expect(tidied(counted, { days: 30, max: 99, nowMs: later(NOON, 30 * DAY_MS - 1) })).toEqual(
    counted,
  )
  const small = tidied(counted, { days: 30, max: 99, nowMs: days(30) })
  expect(small).toMatchObject({ uses: [], settled: { amountFen: 20_000, orders: 1 } })
})
