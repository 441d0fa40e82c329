import fc from 'fast-check'
import { tallyOf } from '../contract/progress'
import { subtractFen, sumFen } from '../kernel/fen'
import { growthAt } from '../level/growth'
import { balanceOf as pointsOwned } from '../points/account'
import { splitOf } from './tender'
import type { Order } from './order'
import { aLevelPolicy } from '../testing/levels'
import { acts } from '../testing/random-acts'
import { live } from '../testing/live'
import { type Step, TEMPLATE, type World } from '../testing/world'
import type { Member } from '../member/member'

/** What is always true of members and what they have, after any history of their orders. */
const INVARIANTS: readonly (readonly [string, (world: World) => void])[] = [
  [
    'I10 a coupon goes from free to held to used, and belongs to one live order',
    ({ members, orders, steps }) => {
      for (const step of steps) expect(couponMoves(step)).toEqual([])
      for (const { coupons } of members.map(({ pocket }) => pocket)) {
        for (const { id, state } of coupons) {
          if (state.at !== 'held') continue
          const order = orders.get(state.orderId)
          expect(['unpaid', 'closing', 'paid']).toContain(order?.state.status)
          expect(order?.quote.plan.coupons.map(({ coupon }) => coupon.id)).toContain(id)
        }
      }
    },
  ],
  [
    'I11 no more coupons are used than were issued, nor issued than there are',
    ({ members, stock }) => {
      const issued = members.flatMap(({ pocket }) => pocket.coupons)
      expect(issued.length).toBeLessThanOrEqual(stock.issued)
      expect(stock.issued).toBeLessThanOrEqual(TEMPLATE.quota.total ?? 0)
      for (const { pocket } of members) {
        expect(pocket.coupons.length).toBeLessThanOrEqual(TEMPLATE.quota.perMember ?? 0)
      }
    },
  ],
  [
    'I12 a contract’s progress is what was confirmed less what was taken back',
    ({ members, orders }) => {
      const [zhang] = members as [Member]
      const [contract] = zhang.contracts
      const his = confirmedOf(orders, zhang)
      const tally = contract && tallyOf(contract)
      expect([tally?.amountFen, tally?.volumeMl]).toEqual([
        his.reduce((sum, { confirmation }) => sum + confirmation.dispensedFen, 0),
        his.reduce((sum, { confirmation }) => sum + confirmation.volumeMl, 0),
      ])
    },
  ],
  [
    'I13 a contract’s price is for its owner, within its quota',
    ({ members, orders }) => {
      const [zhang] = members as [Member]
      const [contract] = zhang.contracts
      const { benefit } = contract?.terms ?? {}
      const limitMl = benefit?.kind === 'per-litre' ? benefit.limitMl : null
      expect(contract ? tallyOf(contract).priceMl : 0).toBeLessThanOrEqual(limitMl ?? 0)
      each(orders, ({ memberId, quote: { plan } }) => {
        if (plan.price.kind === 'contract') expect(memberId).toBe(zhang.id)
      })
    },
  ],
  [
    'I14 the balance of points is the sum of the rows of points',
    ({ members }) => {
      for (const { loyalty } of members) {
        const { carried, rows } = loyalty.statement
        const sum = rows.reduce((total, { points }) => total + points, carried)
        expect(sum).toBe(pointsOwned(loyalty.points))
      }
    },
  ],
  [
    'I15 points are never below nothing but for a debt that says so',
    ({ members }) => {
      for (const { points } of members.map(({ loyalty }) => loyalty)) {
        expect(points.lots.every(({ left }) => left >= 0)).toBe(true)
        if (points.debts.length === 0) expect(pointsOwned(points)).toBeGreaterThanOrEqual(0)
      }
    },
  ],
  [
    'I16 an order earns points once, and loses no more than it earned',
    ({ members }) => {
      for (const { earnings } of members.map(({ loyalty }) => loyalty.points)) {
        expect(new Set(earnings.map(({ orderId }) => orderId)).size).toBe(earnings.length)
        expect(earnings.every(({ points, takenBack }) => takenBack <= points)).toBe(true)
      }
    },
  ],
  [
    'I17 no lot of stored value is below nothing',
    ({ members }) => {
      for (const { recharges } of members.map(({ storedValue }) => storedValue)) {
        for (const { state } of recharges) {
          if (!('left' in state)) continue
          expect(Math.min(state.left.principalFen, state.left.giftFen)).toBeGreaterThanOrEqual(0)
        }
      }
    },
  ],
  [
    'I18 a level comes of confirmed spending less what was taken back, and of nothing else',
    ({ members, nowMs, orders }) => {
      for (const member of members) {
        const spent = confirmedOf(orders, member).map(({ order, confirmation }) => {
          const { payableFen } = confirmation.settlement
          return subtractFen(payableFen, splitOf(order.tenders, payableFen).pointsFen)
        })
        const growthFen = growthAt(member.loyalty.growth, [], aLevelPolicy(), nowMs)
        expect(growthFen).toBe(sumFen(spent))
      }
    },
  ],
]

test.each(INVARIANTS)('%s', (_, holds) => {
  fc.assert(
    fc.property(acts, (history) => holds(live(history))),
    { numRuns: 150 },
  )
})

const each = (orders: World['orders'], look: (order: Order) => void) =>
  [...orders.values()].forEach(look)

const confirmedOf = (orders: World['orders'], { id }: Member) =>
  [...orders.values()].flatMap((order) =>
    order.memberId === id && order.state.status === 'confirmed'
      ? [{ order, confirmation: order.state.confirmation }]
      : [],
  )

const MOVES = ['free→held', 'held→used', 'held→free', 'used→free']

/** Moves of coupons that are none of those that there are. */
function couponMoves({ memberAfter, memberBefore }: Step): string[] {
  return memberAfter.pocket.coupons.flatMap(({ id, state }) => {
    const was = memberBefore.pocket.coupons.find((coupon) => coupon.id === id)?.state
    const move = `${was?.at}→${state.at}`
    return was?.at === state.at || MOVES.includes(move) ? [] : [move]
  })
}
