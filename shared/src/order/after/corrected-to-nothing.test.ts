import fc from 'fast-check'
import { tallyOf } from '../../contract/progress'
import { creditsOf } from '../../contract/settle'
import { basisPoints } from '../../kernel/basis-points'
import { type Fen, fen } from '../../kernel/fen'
import { DAY_MS, type EpochMs, later, MINUTE_MS } from '../../kernel/instant'
import { growthAt, levelAt } from '../../level/growth'
import type { LoyaltyRules } from '../../member/loyalty'
import { birthdayLoyalty } from '../../member/birthday'
import type { Member } from '../../member/member'
import { givenOwed } from '../../member/recharge-coupons'
import { balanceOf } from '../../points/account'
import { aMember, aPaymentFact, NOON, onDuty } from '../../testing/builders/builders'
import { aContract } from '../../testing/builders/contracts'
import { aTemplate } from '../../testing/builders/coupons'
import { aLevelPolicy } from '../../testing/builders/levels'
import { aConfirm, aPlace, hearPayment } from '../../testing/builders/orders'
import { aPointsPolicy } from '../../testing/builders/points'
import { runs } from '../../testing/runs'
import { valueOf } from '../../testing/results'
import { confirm } from '../verbs/confirm'
import { correct } from '../verbs/correct'
import { memberAfter } from './member-after'
import { type Order, type OrderId, tradeNoOf } from '../facts/order'
import { place } from '../verbs/place'

const LEVELS = aLevelPolicy()
const RULES: LoyaltyRules = {
  points: aPointsPolicy(),
  levels: {
    ...LEVELS,
    levels: LEVELS.levels.map((level) => ({
      ...level,
      birthdayCouponTemplateIds: [`coupon-template:cake-${level.id.slice(6)}`] as const,
    })),
  },
}

/** ¥1,000 in 30 days for coupons, seven days to step back; today is a birthday. */
const MEMBER = aMember({
  profile: {
    nickname: '张',
    vehicles: [],
    birthday: { on: { month: 11, day: 21 }, changedAtMs: null },
  },
  contracts: [
    aContract({
      benefit: { kind: 'gift-coupons' },
      milestones: [0, 3_000, 10_000].map((at) => ({
        at: basisPoints(at),
        couponTemplateIds: [`coupon-template:at-${at}`],
      })),
    }),
  ],
})

interface Life {
  readonly member: Member
  readonly orders: ReadonlyMap<OrderId, Order>
  readonly nowMs: EpochMs
}

type Act =
  | { readonly do: 'confirm'; readonly id: OrderId; readonly amountFen: Fen }
  | { readonly do: 'correct'; readonly id: OrderId; readonly share: number }
  | { readonly do: 'look' | 'birthday' }
  | { readonly do: 'pass'; readonly minutes: number }

function next(life: Life, act: Act): Life {
  const { member, nowMs } = life
  switch (act.do) {
    case 'pass':
      return { ...life, nowMs: later(nowMs, act.minutes * MINUTE_MS) }
    case 'look':
      return { ...life, member: looked(member, nowMs) }
    case 'birthday':
      return { ...life, member: { ...member, loyalty: birthdayLoyalty(member, RULES, nowMs) } }
    case 'confirm':
      return saved(life, paidOrder(act.id, act.amountFen), confirmed(act.id, act.amountFen, nowMs))
    case 'correct': {
      const order = life.orders.get(act.id)
      if (order?.state.status !== 'confirmed') return life
      const { dispensedFen } = order.state.confirmation
      const amountFen = fen(Math.floor((dispensedFen * act.share) / 100))
      const by = { by: onDuty(), approvedBy: 'staff:manager' } as const
      const corrected = correct(order, { ...by, dispensedFen: amountFen, nowMs })
      return corrected.ok ? saved(life, order, corrected.value.order) : life
    }
  }
}

function saved(life: Life, before: Order, order: Order): Life {
  const after = memberAfter(life.member, before, order, RULES, life.nowMs)
  return {
    ...life,
    member: after.member,
    orders: new Map(life.orders).set(order.id, after.order),
  }
}

/** Nothing of a member's made its price: it is the same order in both histories. */
function paidOrder(orderId: OrderId, amountFen: Fen): Order {
  const { order } = valueOf(place(aPlace({ orderId, amountFen, nowMs: NOON })))
  const fact = aPaymentFact({ outTradeNo: tradeNoOf(orderId), amountFen })
  return valueOf(hearPayment(order, fact, NOON)).order
}

const confirmed = (id: OrderId, dispensedFen: Fen, nowMs: EpochMs): Order =>
  valueOf(confirm(paidOrder(id, dispensedFen), aConfirm({ dispensedFen, nowMs }))).order

function looked(member: Member, nowMs: EpochMs): Member {
  const owed = member.loyalty.owed.flatMap(({ couponTemplateIds, key }) =>
    couponTemplateIds.map((id) => ({
      key,
      couponId: `coupon:${key}-${id}` as const,
      template: aTemplate({ id }),
    })),
  )
  return givenOwed(member, owed, nowMs) ?? member
}

/** No two things happen in one millisecond. */
const lived = (acts: readonly Act[]): Life =>
  acts.reduce<Life>((life, act) => next({ ...life, nowMs: later(life.nowMs, 1) }, act), {
    member: MEMBER,
    orders: new Map(),
    nowMs: NOON,
  })

/** All that a member has of their orders. A point and what it took to earn are worth the same. */
function holdings({ member, nowMs }: Life) {
  const { contracts, loyalty, pocket } = member
  const { growth, points } = loyalty
  const policy = RULES.levels!
  const [contract] = contracts
  const owed = loyalty.owed.flatMap(({ couponTemplateIds, key }) =>
    couponTemplateIds.map((id) => `${key} ${id}`),
  )
  const lying = pocket.coupons
    .filter(({ state }) => state.at === 'free')
    .map(({ givenFor, templateId }) => `${givenFor} ${templateId}`)
  return {
    pointsFen: balanceOf(points) * 10_000 + points.remainderFen,
    growthFen: growthAt(growth, creditsOf(contracts), policy, nowMs),
    level: levelAt(growth, creditsOf(contracts), policy, nowMs)?.id,
    welcomed: [...growth.welcomed].filter((id) => id !== 'level:plain').sort(),
    birthday: growth.birthdayYear,
    tally: contract && tallyOf(contract),
    status: contract?.state.status,
    released: [...(contract?.released ?? [])].sort(),
    coupons: [...owed, ...lying].sort(),
  }
}

const X = 'order:x'
const acts = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('confirm' as const),
      id: fc.integer({ min: 1, max: 9_999 }).map((n) => `order:${n}` as OrderId),
      amountFen: fc.oneof(fc.constantFrom(100, 9_999, 30_000, 100_000), fc.nat(60_000)).map((n) => {
        return fen(n + 100)
      }),
    }),
    fc.record({
      do: fc.constant('correct' as const),
      id: fc.integer({ min: 1, max: 9_999 }).map((n) => `order:${n}` as OrderId),
      share: fc.constantFrom(0, 50, 99),
    }),
    fc.record({ do: fc.constantFrom('look' as const, 'birthday' as const) }),
    fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(1, 60, 240) }),
  ),
  { maxLength: 12 },
)

/** Each order once: a number that comes again is another order. */
const numbered = (list: readonly Act[]): Act[] =>
  list.map((act, index) => (act.do === 'confirm' ? { ...act, id: `order:${index}` } : act))

const corrections = (list: readonly Act[]): Act[] => {
  const ids = list.flatMap((act) => (act.do === 'confirm' ? [act.id] : []))
  return list.flatMap((act, index): Act[] => {
    if (act.do !== 'correct') return [act]
    const id = ids[index % Math.max(1, ids.length)]
    return id ? [{ ...act, id }] : []
  })
}

test('an order that is corrected to nothing has not been, whatever came between', () => {
  const amount = fc.constantFrom(100, 20_000, 100_000, 500_000, 9_999_999).map(fen)
  fc.assert(
    fc.property(acts, acts, acts, amount, (before, between, after, amountFen) => {
      const own = (list: readonly Act[], name: string): Act[] =>
        corrections(numbered(list)).map((act) =>
          'id' in act ? { ...act, id: `${act.id}${name}` as OrderId } : act,
        )
      const [a, b, c] = [own(before, 'a'), own(between, 'b'), own(after, 'c')]
      const order: Act = { do: 'confirm', id: X, amountFen }
      const undone: Act = { do: 'correct', id: X, share: 0 }
      const look: Act = { do: 'birthday' }
      const seen = holdings(lived([...a, order, ...b, undone, ...c, look]))
      expect(seen).toEqual(holdings(lived([...a, ...b, ...c, look])))
    }),
    { numRuns: runs(400) },
  )
})

test('fifty-two small orders make nothing permanent', () => {
  const cheap = Array.from({ length: 52 }, (_, index): Act => ({
    do: 'confirm',
    id: `order:${index}`,
    amountFen: fen(100),
  }))
  const order: Act = { do: 'confirm', id: X, amountFen: fen(9_999_999) }
  const undone: Act = { do: 'correct', id: X, share: 0 }
  const look: Act = { do: 'look' }
  const life = lived([order, look, ...cheap, undone])
  expect(holdings(life)).toEqual(holdings(lived([look, ...cheap])))
  expect(balanceOf(life.member.loyalty.points)).toBe(0)
})

test('a gift that was used stays used, and its level or milestone does not bring it again', () => {
  const order: Act = { do: 'confirm', id: X, amountFen: fen(100_000) }
  const life = lived([order, { do: 'look' }])
  const { member } = life
  const used = {
    ...member,
    pocket: {
      ...member.pocket,
      coupons: member.pocket.coupons.map((coupon) => ({
        ...coupon,
        state: { at: 'used', orderId: 'order:y', usedAtMs: NOON, amountFen: fen(1) } as const,
      })),
    },
  }
  const undone = next({ ...life, member: used }, { do: 'correct', id: X, share: 0 })
  const again = next(undone, { do: 'confirm', id: 'order:z', amountFen: fen(100_000) })
  expect(again.member.loyalty.owed).toEqual([])
})

test('nobody corrects when the time for it is over', () => {
  const order: Act = { do: 'confirm', id: X, amountFen: fen(20_000) }
  const days: Act = { do: 'pass', minutes: (3 * DAY_MS) / MINUTE_MS }
  const life = lived([order, days, { do: 'correct', id: X, share: 0 }])
  expect(balanceOf(life.member.loyalty.points)).toBe(2)
})
