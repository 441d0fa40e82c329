import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { DAY_MS, type EpochMs, later, startOfBusinessDay } from '../kernel/instant'
import { NOON } from '../testing/builders/builders'
import { aLevelPolicy, anEvaluate } from '../testing/builders/levels'
import { refused, valueOf } from '../testing/results'
import { chinaTime } from '../testing/builders/stored-value'
import { type Birthday, celebrate, evaluate, type Evaluate } from './evaluate'
import { grow, type Grow, shrink } from './grow'
import { type Growth, growthAt, levelAt, NO_GROWTH, tidied } from './growth'
import { levelPriceOffer } from './level'
import { segmentAt } from './segment-at'

const policy = aLevelPolicy()
const days = (count: number) => later(NOON, count * DAY_MS)
const aGrow = (amount: number, changes: Partial<Grow> = {}): Grow => ({
  ...anEvaluate(),
  orderId: 'order:1',
  amountFen: fen(amount),
  ...changes,
})
const grown = (amount: number, changes: Partial<Grow> = {}, before: Growth = NO_GROWTH) =>
  valueOf(grow(before, aGrow(amount, changes)))

const silver = grown(100_000).growth
const gold = grown(500_000).growth
const levelOf = (growth: Growth, nowMs: EpochMs = NOON) => levelAt(growth, [], policy, nowMs)?.id

describe('growing', () => {
  test.each([
    [0, 'level:plain'],
    [99_999, 'level:plain'],
    [100_000, 'level:silver'],
    [499_999, 'level:silver'],
    [500_000, 'level:gold'],
  ])('%i fen make %s', (amount, level) => {
    expect(levelOf(grown(amount).growth)).toBe(level)
  })

  test('an order counts once', () => {
    expect(grown(100_000, {}, silver)).toEqual({ growth: silver, gifts: [] })
    expect(grow(silver, aGrow(1))).toMatchObject(refused('level/counted-otherwise'))
  })

  test('a level is there at once, and welcomes with those that were skipped', () => {
    expect(grown(500_000)).toMatchObject({
      gifts: [
        { reason: { kind: 'welcome', levelId: 'level:silver' } },
        { reason: { kind: 'welcome', levelId: 'level:gold' } },
      ],
    })
    expect(evaluate(gold, anEvaluate())).toEqual({ growth: gold, gifts: [] })
  })

  test('a level ends at the midnight after its window, and grants its welcome gift once', () => {
    const midnight = startOfBusinessDay(days(90))
    expect(levelOf(gold, later(midnight, -1))).toBe('level:gold')
    const fallen = evaluate(gold, anEvaluate({ nowMs: midnight }))
    expect([levelOf(fallen.growth, midnight), fallen.gifts]).toEqual(['level:plain', []])
    const again = { orderId: 'order:2', nowMs: midnight } as const
    const risen = grown(500_000, again, fallen.growth)
    expect([levelOf(risen.growth, midnight), risen.gifts]).toEqual(['level:gold', []])
  })
})

describe('refunds', () => {
  const back = (growth: Growth, amount: number) =>
    shrink(growth, { ...anEvaluate(), orderId: 'order:1', refundedFen: fen(amount) })

  test.each<[string, Growth, number, string]>([
    ['of an order that never counted', NO_GROWTH, 1, 'level/never-counted'],
    ['of more than was counted', silver, 100_001, 'level/refund-above-counted'],
  ])('%s are refused', (_, growth, amount, code) => {
    expect(back(growth, amount)).toMatchObject(refused(code))
  })

  test('take the level back at once, and only once', () => {
    const { growth } = valueOf(back(silver, 1))
    expect([levelOf(silver), levelOf(growth)]).toEqual(['level:silver', 'level:plain'])
    expect(valueOf(back(growth, 1))).toEqual({ growth, gifts: [] })
  })
})

describe('the window', () => {
  const today = startOfBusinessDay(NOON)
  const atMidnight = grown(100_000, { nowMs: today }).growth

  test.each([
    ['spending at its first midnight counts', atMidnight, 89, 100_000],
    ['a day later it does not', atMidnight, 90, 0],
    ['a full refund leaves nothing in it', refunded(atMidnight), 0, 0],
  ])('%s', (_, growth, day, reached) => {
    expect(growthAt(growth, [], policy, days(day))).toBe(reached)
  })

  test('credit given at its first midnight counts', () => {
    const credits = [{ atMs: today, growthFen: fen(7) }]
    expect(growthAt(NO_GROWTH, credits, policy, days(89))).toBe(7)
  })

  function refunded(growth: Growth) {
    const command = { ...anEvaluate(), orderId: 'order:1', refundedFen: fen(100_000) } as const
    return valueOf(shrink(growth, command)).growth
  }
})

const kept = (afterDays: number, nowMs: EpochMs) => ({ days: afterDays, max: 50, nowMs })

describe('tidying', () => {
  const two = grown(2, {}, grown(1, { orderId: 'order:0', nowMs: days(1) }).growth).growth
  const settled = later(NOON, 30 * DAY_MS)

  test('keeps orders that can still be refunded', () => {
    expect(tidied(two, policy, kept(30, later(settled, -1)))).toEqual(two)
  })

  test('sums up the rest by day, oldest first', () => {
    const small = tidied(two, policy, kept(30, days(31)))
    expect(small.orders).toEqual([])
    expect(small.days).toEqual([
      { startMs: startOfBusinessDay(NOON), amountFen: 2 },
      { startMs: startOfBusinessDay(days(1)), amountFen: 1 },
    ])
    const more = grown(4, { orderId: 'order:9', nowMs: days(1) }, small).growth
    expect(tidied(more, policy, kept(30, days(31))).days[1]?.amountFen).toBe(5)
  })

  test('drops days outside every window', () => {
    const aDay = aLevelPolicy({ windowDays: 1 })
    expect(tidied(two, policy, kept(30, days(90))).days).toHaveLength(1)
    expect(tidied(two, aDay, kept(0, days(29))).days).toHaveLength(2)
    expect(tidied(two, aDay, kept(0, days(30))).days).toHaveLength(1)
  })
})

describe('credit from contracts', () => {
  const credit = (growthFen: number, atMs = NOON) => [{ atMs, growthFen: fen(growthFen) }]

  test.each([
    ['counts like spending', 400_000, 0, 500_000],
    ['is reduced by a breach', -60_000, 0, 40_000],
    ['never makes growth negative', -160_000, 0, 0],
    ['counts for the window', 400_000, 89, 500_000],
    ['ends with the window', 400_000, 90, 0],
  ])('%s', (_, growthFen, day, reached) => {
    expect(growthAt(silver, credit(growthFen), policy, days(day))).toBe(reached)
  })
})

describe('the birthday gift', () => {
  const born = (month: number, day: number): Birthday => ({ month, day })
  const at = (text: string): Evaluate => anEvaluate({ nowMs: chinaTime(text) })
  const fresh = grown(500_000, { nowMs: chinaTime('2027-12-01') }).growth
  const given = valueOf(celebrate(fresh, born(12, 3), at('2027-12-03'))).growth

  test.each<[string, Growth, Birthday, string, string]>([
    [
      'a second time, after a change of birthday',
      given,
      born(12, 10),
      '2027-12-10',
      'birthday/given-this-year',
    ],
    ['the second before', fresh, born(12, 3), '2027-12-02 23:59:59', 'birthday/not-now'],
    ['a week later', fresh, born(12, 3), '2027-12-10', 'birthday/not-now'],
    ['in the next year', fresh, born(12, 31), '2028-01-01', 'birthday/not-now'],
    ['for a level without one', silver, born(12, 3), '2027-12-03', 'birthday/no-gift'],
  ])('is not given %s', (_, growth, birthday, text, code) => {
    expect(celebrate(growth, birthday, at(text))).toMatchObject(refused(code))
  })

  test.each([
    ['on the day', fresh, born(12, 3), '2027-12-03', 2027],
    ['in the last second of its week', fresh, born(12, 3), '2027-12-09 23:59:59', 2027],
    ['again in the next year', given, born(1, 5), '2028-01-05', 2028],
    [
      'on 28 February without a 29th',
      grown(500_000, { nowMs: chinaTime('2027-02-01') }).growth,
      born(2, 29),
      '2027-02-28',
      2027,
    ],
    [
      'on 29 February with one',
      grown(500_000, { nowMs: chinaTime('2028-02-01') }).growth,
      born(2, 29),
      '2028-02-29 00:00:00',
      2028,
    ],
  ])('is given %s', (_, growth, birthday, text, year) => {
    const { gifts, growth: after } = valueOf(celebrate(growth, birthday, at(text)))
    expect(gifts).toEqual([
      { reason: { kind: 'birthday', year }, couponTemplateIds: ['coupon-template:cake'] },
    ])
    expect(after.birthdayYear).toBe(year)
  })
})

describe('the segment', () => {
  test.each([
    [49_999, 'transit'],
    [50_000, 'A'],
    [80_000, 'B'],
    [120_000, 'C'],
    [300_000, 'D'],
    [599_999, 'D'],
    [600_000, 'E'],
  ])('of a member who spends %i fen a month is %s', (amount, segment) => {
    expect(segmentAt(grown(amount).growth, policy, NOON)).toBe(segment)
  })

  test('looks at thirty days', () => {
    const midnight = startOfBusinessDay(days(30))
    expect(segmentAt(gold, policy, later(midnight, -1))).toBe('D')
    expect(segmentAt(gold, policy, midnight)).toBe('transit')
  })

  test('decides whether the level has a price', () => {
    const level = policy.levels[2]!
    expect(levelPriceOffer(policy, level, 'E')).toMatchObject({
      id: 'level:gold',
      kind: 'level',
      price: { kind: 'off', offPerLitre: 20 },
    })
    expect(levelPriceOffer(policy, level, 'transit')).toBeNull()
    expect(levelPriceOffer(policy, policy.levels[0]!, 'E')).toBeNull()
  })
})

test('in every history, growth is the confirmed amount less refunds in the window (I18)', () => {
  const step = fc.record({
    kind: fc.constantFrom('grow', 'grow', 'shrink', 'tidy'),
    order: fc.nat(5),
    amount: fc.integer({ min: 1, max: 300_000 }),
    waits: fc.nat(20),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      const orders: { key: string; amount: number; back: number; day: number }[] = []
      let growth = NO_GROWTH
      let day = 0
      steps.forEach(({ amount, kind, order, waits }, index) => {
        day += waits
        const at = anEvaluate({ nowMs: days(day) })
        const known = orders.find(({ key }) => key === `order:${order}`)
        if (kind === 'tidy') growth = tidied(growth, policy, kept(30, days(day)))
        if (kind === 'grow') {
          const orderId = `order:${known ? `${order}-${index}` : order}` as const
          growth = valueOf(grow(growth, { ...at, orderId, amountFen: fen(amount) })).growth
          orders.push({ key: orderId, amount, back: 0, day })
        }
        if (kind === 'shrink' && known) {
          const refundedFen = fen(amount % (known.amount + 1))
          const orderId = `order:${order}` as const
          const result = shrink(growth, { ...at, orderId, refundedFen })
          if (!result.ok) return
          growth = result.value.growth
          known.back = Math.max(known.back, refundedFen)
        }
      })
      const inWindow = orders.filter((one) => one.day > day - 90)
      const expected = inWindow.reduce((sum, one) => sum + one.amount - one.back, 0)
      expect(growthAt(growth, [], policy, days(day))).toBe(expected)
      const small = tidied(growth, policy, { ...kept(30, days(day)), max: 2 })
      expect(small.orders.length).toBeLessThanOrEqual(2)
      expect(growthAt(small, [], policy, days(day))).toBe(expected)
    }),
    { numRuns: 200 },
  )
})
