import fc from 'fast-check'
import { tallyOf } from '../contract/progress'
import type { Coupon } from '../coupon/coupon'
import { returned } from '../coupon/transfer'
import { addFen, type Fen, NO_FEN, subtractFen, sumFen } from '../kernel/fen'
import { growthAt } from '../level/growth'
import { balanceOf as pointsOwned } from '../points/account'
import type { GiftCoupon } from '../stored-value/recharge/gift-coupon'
import { hasMoney, keptFen, tradeOf } from '../stored-value/recharge/recharge'
import { refundsOf } from '../trade/trade'
import { tierFor } from '../stored-value/recharge/recharge-offer'
import { REFUNDS_MAX } from '../stored-value/recharge/refund'
import { keptOf } from '../stored-value/use'
import { giftCouponId } from '../testing/histories/live-benefits'
import { benefitUnmet } from './price/benefit-unmet'
import { costOf } from './price/cost'
import { splitOf } from './facts/tender'
import type { Order } from './facts/order'
import { aLevelPolicy } from '../testing/builders/levels'
import { acts } from '../testing/histories/random-acts'
import { live } from '../testing/histories/live'
import { type Step, TEMPLATE, type World } from '../testing/histories/world'
import type { Member } from '../member/member'

/** Invariants of members and their benefits, after any history of their orders. */
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
      const isOfStock = ({ templateId }: Coupon) => templateId === TEMPLATE.id
      const issued = members.flatMap(({ pocket }) => pocket.coupons.filter(isOfStock))
      expect(issued.length).toBeLessThanOrEqual(stock.issued)
      expect(stock.issued).toBeLessThanOrEqual(TEMPLATE.quota.total ?? 0)
      for (const { pocket } of members) {
        const own = pocket.coupons.filter(isOfStock)
        expect(own.length).toBeLessThanOrEqual(TEMPLATE.quota.perMember ?? 0)
      }
      const ids = members.flatMap(({ pocket }) => pocket.coupons.map(({ id }) => id))
      expect(new Set(ids).size).toBe(ids.length)
    },
  ],
  [
    'I12 a contract’s progress is what was confirmed less what was taken back',
    ({ members, orders }) => {
      const [zhang] = members as [Member]
      const [contract] = zhang.contracts
      const isRunning = contract && contract.state.status !== 'cancelled'
      const his = confirmedOf(orders, zhang).filter(
        ({ order: { fuel } }) => isRunning && fuel.gradeId === 'petrol-92',
      )
      const tally = contract && tallyOf(contract)
      expect([tally?.amountFen, tally?.volumeMl]).toEqual([
        his.reduce((sum, { confirmation }) => sum + confirmation.dispensedFen, 0),
        his.reduce((sum, { confirmation }) => sum + confirmation.volumeMl, 0),
      ])
    },
  ],
  [
    'I13 a contract’s price is for its owner and its fuel, within its quota and period',
    ({ members, orders }) => {
      const [zhang] = members as [Member]
      const [contract] = zhang.contracts
      const { benefit } = contract?.terms ?? {}
      const limitMl = benefit?.kind === 'per-litre' ? benefit.limitMl : null
      expect(contract ? tallyOf(contract).priceMl : 0).toBeLessThanOrEqual(limitMl ?? 0)
      each(orders, (order) => {
        const { memberId, quote } = order
        if (quote.plan.price.kind === 'contract') expect(memberId).toBe(zhang.id)
        expect(benefitUnmet(order)).toBeNull()
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
    'I17 no more of a recharge goes back than was paid, and principal is never lost',
    ({ members, orders }) => {
      const spentOf = principalSpent(orders)
      for (const { storedValue } of members) {
        for (const recharge of storedValue.recharges.filter(hasMoney)) {
          const { amountFen, id, state } = recharge
          const trade = tradeOf(recharge)
          const live = trade ? refundsOf(trade).filter((one) => one.state.at !== 'replaced') : []
          const backFen = sumFen(live.map((refund) => refund.amountFen))
          const askedFen = sumFen(state.withdrawals.map((one) => one.amountFen))
          expect(backFen).toBe(askedFen)
          expect(backFen).toBeLessThanOrEqual(amountFen)
          expect(state.withdrawals.length).toBeLessThanOrEqual(REFUNDS_MAX)
          const chargedFen = addFen(
            state.gift?.chargedFen ?? NO_FEN,
            chargedCouponsFen(state.gift?.coupons ?? []),
          )
          const parts = [backFen, state.left.principalFen, spentOf.get(id) ?? NO_FEN, chargedFen]
          expect(sumFen(parts)).toBe(amountFen)
        }
      }
    },
  ],
  [
    'I17 nobody has a coupon of a recharge that went back, but one that was paid for',
    ({ members }) => {
      const inHands = new Set(
        members.flatMap(({ pocket }) =>
          pocket.coupons.filter(({ state }) => state.at !== 'withdrawn').map(({ id }) => id),
        ),
      )
      for (const member of members) {
        for (const recharge of member.storedValue.recharges.filter(hasMoney)) {
          const { gift } = recharge.state
          if (gift === null) continue
          const deserved = tierFor(gift.tiers, keptFen(recharge))?.couponTemplateIds ?? []
          const lost = gift.tiers
            .flatMap(({ couponTemplateIds }) => couponTemplateIds)
            .filter((id) => !deserved.includes(id))
          for (const templateId of lost) {
            const couponId = giftCouponId(member, recharge.id, templateId)
            const known = gift.coupons.find((coupon) => coupon.couponId === couponId)
            if (inHands.has(couponId)) expect(known?.chargedFen ?? null).not.toBeNull()
            const isOwed = member.loyalty.owed.some(({ key }) => key === recharge.id)
            expect(isOwed).toBe(false)
          }
        }
      }
    },
  ],
  [
    'I18 a level comes of confirmed spending less what was taken back, and of nothing else',
    ({ members, nowMs, orders }) => {
      for (const member of members) {
        const spent = confirmedOf(orders, member).map(({ order, confirmation }) => {
          const { payableFen } = confirmation.totals
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

/** Use of each recharge's principal by confirmed, paid and pending orders. */
function principalSpent(orders: World['orders']): ReadonlyMap<string, Fen> {
  const spent = new Map<string, Fen>()
  each(orders, (order) => {
    const { storedValue } = order.tenders
    if (storedValue === null) return
    const { storedValueFen } = splitOf(order.tenders, costOf(order))
    for (const { principalFen, rechargeId } of keptOf(storedValue, storedValueFen)) {
      spent.set(rechargeId, addFen(spent.get(rechargeId) ?? NO_FEN, principalFen))
    }
  })
  return spent
}

const chargedCouponsFen = (coupons: readonly GiftCoupon[]): Fen =>
  sumFen(coupons.flatMap(({ chargedFen }) => chargedFen ?? []))

const MOVES = ['free→held', 'held→used', 'held→free', 'used→free']

/** Moves of coupons that the transition table does not allow. */
function couponMoves({ memberAfter, memberBefore, nowMs }: Step): string[] {
  return memberAfter.pocket.coupons.flatMap(({ id, state }) => {
    // An offer that nobody took has ended by itself.
    const before = returned(memberBefore.pocket, nowMs).coupons
    const was = before.find((coupon) => coupon.id === id)?.state
    const move = `${was?.at}→${state.at}`
    const isSame = was?.at === state.at || (was?.at === 'free' && state.at === 'offered')
    return isSame || MOVES.includes(move) ? [] : [move]
  })
}
