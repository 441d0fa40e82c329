import fc from 'fast-check'
import { type Fen, NO_FEN, subtractFen, sumFen } from '../kernel/fen'
import { type Account, balanced, balances } from '../ledger/journal'
import { costFen, liabilityFen } from '../points/account'
import { balanceOf } from '../stored-value/account'
import { hasMoney as isPaidFor, outstandingRefunds } from '../stored-value/recharge/recharge'
import { NOON } from '../testing/builders/builders'
import { acts } from '../testing/histories/random-acts'
import { live } from '../testing/histories/live'
import type { World } from '../testing/histories/world'
import { explain } from './explain/explain'
import { isPaid, type PaidTrade, refundsOf, type Trade } from '../trade/trade'
import { type ConfirmedState, type Order, TRANSITIONS } from './facts/order'
import { quotedAgain } from './price/quote'
import { pumpPricesAt } from './explain/rules-then'
import { splitOf } from './facts/tender'
import { walletFen } from './price/tender-postings'
import { totalsOf } from './facts/totals'
import { unservedAtMs } from './verbs/unserved'

/** Invariants of orders and money, after any history (I24–I29: callers and bills). */
const INVARIANTS: readonly (readonly [string, (world: World) => void])[] = [
  ['I1 every journal entry sums to 0', ({ entries }) => void entries.forEach(balanced)],
  [
    'I2 all accounts sum to 0',
    ({ entries }) => expect(sumFen([...balances(entries).values()]) + 0).toBe(0),
  ],
  [
    // The world is frozen, so that changing an entry throws. Checked here: none is written twice.
    'I3 entries are immutable, and have numbers of their own',
    ({ entries }) => expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length),
  ],
  [
    'I4 one order has at most one payment that is not on its way back',
    ({ orders }) =>
      each(orders, ({ trade }) => {
        if (!isPaid(trade)) return
        const kept = trade.state.refunds.filter(({ reason }) => reason === 'paid-twice')
        expect(kept.map(({ transactionId }) => transactionId)).not.toContain(
          trade.state.transactionId,
        )
      }),
  ],
  [
    'I5 money that a provider took buys an order, goes back, or is looked into',
    ({ orders, taken }) => {
      for (const { isIncident, orderId, transactionId } of taken) {
        const trade = orders.get(orderId)?.trade
        const known = trade && isPaid(trade) ? transactionsOf(trade) : []
        if (!isIncident) expect(known).toContain(transactionId)
      }
    },
  ],
  [
    'I6 what is posted is what was asked for and what the provider took',
    ({ entries, orders, taken }) =>
      each(orders, (order) => {
        const accepted = taken.filter(
          ({ isIncident, orderId }) => !isIncident && orderId === order.id,
        )
        accepted.forEach(({ amountFen }) => expect(amountFen).toBe(walletFen(order)))
        const transactions = new Set(accepted.map(({ transactionId }) => transactionId))
        const postings = entries
          .filter(({ kind, subject }) => kind === 'paid' && subject === order.id)
          .flatMap((entry) => entry.postings)
          .filter(({ account }) => account === 'provider:wechat')
        expect(sumOf(postings)).toBe(transactions.size * walletFen(order))
      }),
  ],
  [
    'I7 a payable is the amount less each benefit, and the sum of what pays it',
    ({ orders }) =>
      each(orders, ({ amountFen, payableFen, quote: { plan }, tenders }) => {
        const { coupons, payableFen: left, priceFen } = totalsOf(plan)
        const parts = [priceFen, ...coupons.map((coupon) => coupon.amountFen), left]
        expect(sumFen(parts)).toBe(amountFen)
        const split = Object.values(splitOf(tenders, payableFen)) as Fen[]
        expect(sumFen(split)).toBe(payableFen)
        expect([...parts, ...split].every((part) => part >= 0)).toBe(true)
      }),
  ],
  [
    'I8 no more goes back than came in',
    ({ orders, taken }) =>
      each(orders, (order) => {
        if (!isPaid(order.trade)) return
        const came = new Map(
          taken.filter(({ isIncident }) => !isIncident).map((each) => [each.transactionId, each]),
        )
        const inFen = [...came.values()].filter(({ orderId }) => orderId === order.id)
        expect(sumOf(liveRefunds(order.trade))).toBeLessThanOrEqual(sumOf(inFen))
      }),
  ],
  [
    'I9 every source has back exactly what an order does not need',
    (world) => {
      for (const { orderId } of world.members.flatMap(({ loyalty }) => loyalty.points.holds)) {
        expect(['unpaid', 'closing', 'paid']).toContain(world.orders.get(orderId)?.state.status)
      }
      const at = (account: Account) => balances(world.entries).get(account) ?? NO_FEN
      const { giftFen, principalFen } = heldValue(world)
      expect([at('prepaid:principal'), at('prepaid:gift')].map((owed) => 0 - owed)).toEqual([
        principalFen,
        giftFen,
      ])
      expect(0 - at('points')).toBe(pointsOwed(world))
    },
  ],
  [
    'I19 an order moves along the table only',
    ({ steps }) => {
      for (const { after, before } of steps) {
        const [from, to] = [before?.state.status ?? 'unpaid', after.state.status]
        expect(from === to || TRANSITIONS[from].includes(to)).toBe(true)
      }
    },
  ],
  [
    'I20 only a paid order is confirmed, once, by those who are on duty there',
    ({ steps }) => {
      const confirmations = steps.filter(
        ({ after, before }) =>
          after.state.status === 'confirmed' && before?.state.status !== 'confirmed',
      )
      const ids = confirmations.map(({ after }) => after.id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { after, before } of confirmations) {
        expect(before?.state.status).toBe('paid')
        expect((after.state as ConfirmedState).confirmation.dutyId).toBe(DUTY_HERE)
      }
    },
  ],
  [
    'I33 a payment is never forgotten: each has a moment, a case, or has ended',
    ({ orders }) =>
      each(orders, (order) => {
        if (order.state.status !== 'paid') return
        const isCase = order.unserved && order.unserved.escalatedAtMs !== null
        expect(unservedAtMs(order) !== null || isCase).toBe(true)
      }),
  ],
  [
    'I34 nobody takes back alone what an attendant has accepted, or fuel that came first',
    ({ steps }) => {
      for (const { after, before } of steps) {
        const isOver = 'reversal' in after.state && before && !('reversal' in before.state)
        const reason = isOver && 'reversal' in after.state ? after.state.reversal.reason : null
        if (reason !== 'driver-asked' && reason !== 'unserved') continue
        expect([after.way, after.accepted]).toEqual(['pay-first', undefined])
      }
    },
  ],
  [
    'I21 no later price or rule changes what an order says, and it can be worked out again',
    ({ steps }) => {
      for (const { after, before } of steps) {
        if (before) {
          expect(factsOf(before)).toEqual(factsOf(after))
          const hasMoved = before.fuel !== after.fuel
          if (hasMoved) expect([before, after].map(({ state }) => state.status)).toEqual(MOVING)
        }
        expect(quotedAgain(after.quote)).toEqual(after.quote.plan)
      }
    },
  ],
  [
    'I22 whoever saw another figure is asked again',
    ({ askedAgain, misread }) => expect(askedAgain).toBe(misread),
  ],
  [
    'I23 everything is whole, and parts add up to the whole',
    ({ entries, orders }) => {
      const amounts = entries.flatMap(({ postings }) => postings.map(({ amountFen }) => amountFen))
      expect(amounts.every(Number.isSafeInteger)).toBe(true)
      each(orders, ({ state }) => {
        if (state.status !== 'confirmed') return
        const { dispensedFen, totals } = state.confirmation
        const { coupons, payableFen, priceFen } = totals
        expect(sumFen([payableFen, priceFen, sumOf(coupons)])).toBe(dispensedFen)
      })
    },
  ],
  [
    'I21 and nothing of it is in doubt, by the journal and by what was saved then',
    ({ entries, orders, rules, station }) =>
      each(orders, (order) => {
        const { basis } = order.quote
        const saved = { version: 1, savedAtMs: NOON, prices: [], limits: basis.limits }
        const own = entries.filter(({ subject }) => subject === order.id)
        const then = {
          pumpPrices: pumpPricesAt(station, basis.sale.gradeId, order.createdAtMs),
          rules: [{ ...saved, loyaltyRules: rules }],
        }
        expect(explain(order, own, then).doubts).toEqual([])
      }),
  ],
]

test.each(INVARIANTS)('%s', (_, holds) => {
  fc.assert(
    fc.property(acts, (history) => holds(live(history))),
    { numRuns: 150 },
  )
})

test('there is something to be seen in these histories', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(acts, (history) => {
      const { entries, members, orders, steps, transfers } = live(history)
      entries.forEach(({ kind }) => seen.add(kind))
      steps.forEach(({ after }) => seen.add(`order ${after.state.status}`))
      each(orders, ({ quote: { plan }, tenders }) => {
        if (plan.price.kind === 'contract') seen.add('contract price')
        if (plan.coupons.length > 0) seen.add('coupon')
        if (tenders.points) seen.add('points tender')
        if (tenders.storedValue) seen.add('stored value tender')
      })
      members.forEach(({ contracts, loyalty, pocket, storedValue }) => {
        loyalty.points.debts.forEach(() => seen.add('debt'))
        if (contracts[0]?.state.status === 'cancelled') seen.add('contract cancelled')
        for (const { source, state } of storedValue.recharges.filter(isPaidFor)) {
          const refunds = source.kind === 'wallet' ? refundsOf(source.trade) : []
          if (refunds.some((refund) => refund.state.at === 'halted')) seen.add('halted refund')
          if (state.gift?.coupons.some(({ chargedFen }) => chargedFen !== null))
            seen.add('charged coupon')
          if (state.gift && state.gift.chargedFen > 0) seen.add('charged gift')
        }
        const isGiven = (id: string) => transfers.some(({ couponId }) => couponId === id)
        const hasTaken = pocket.coupons.some(({ id, transferable }) => isGiven(id) && !transferable)
        if (hasTaken) seen.add('coupon handed on')
      })
      steps.forEach(({ after, before }) => {
        if (before && before.fuel.nozzleId !== after.fuel.nozzleId) seen.add('nozzle changed')
        if ('reversal' in after.state) seen.add(after.state.reversal.reason)
        if (after.refundRequest) seen.add('refund requested')
        if (after.unserved?.escalatedAtMs) seen.add('unserved case')
      })
    }),
    { numRuns: 1_600, seed: 20_261_130 },
  )
  expect([...seen].sort()).toEqual(
    [
      ...['confirmed', 'corrected', 'gift-expired', 'paid', 'points-expired', 'recharged'],
      ...['points-earned', 'refunded', 'reversed', 'cards-issued', 'gift-taken-back'],
      ...['recharge-refunded', 'charged coupon', 'charged gift', 'coupon handed on'],
      ...['nozzle changed', 'contract cancelled', 'given-back', 'halted refund'],
      ...['closed', 'closing', 'confirmed', 'paid', 'refunded', 'refunding', 'unpaid'].map(
        (status) => `order ${status}`,
      ),
      ...['driver-asked', 'refund requested', 'unserved', 'unserved case', 'no-fuel'],
      ...['nothing-dispensed', 'paid-after-cancel'],
      ...['contract price', 'coupon', 'debt', 'points tender', 'stored value tender'],
    ].sort(),
  )
})

/** The nozzle changes between paying and confirming only. */
const MOVING = ['paid', 'paid']

const DUTY_HERE = 'duty:00000000000000000001'

const each = (orders: World['orders'], look: (order: Order) => void) =>
  [...orders.values()].forEach(look)

/** Facts of an order from its placement on, without the nozzle. */
function factsOf(order: Order) {
  const { accepted: _, fuel: _1, refundRequest: _2, state: _3, unserved: _4, ...rest } = order
  const { trade, ...facts } = rest
  const { state: _5, ...asked } = trade
  return { ...facts, trade: asked }
}

const sumOf = (parts: readonly { readonly amountFen: Fen }[]): Fen =>
  sumFen(parts.map(({ amountFen }) => amountFen))

const liveRefunds = (trade: Trade) =>
  refundsOf(trade).filter(({ state }) => state.at !== 'replaced')

const transactionsOf = ({ state }: PaidTrade) => [
  state.transactionId,
  ...state.refunds.map(({ transactionId }) => transactionId),
]

/** Stored value in all accounts or being refunded, and used by unpaid orders without a posting. */
function heldValue({ members, orders }: World) {
  const own = members.map(({ storedValue }) => balanceOf(storedValue))
  const waiting = [...orders.values()]
    .filter(({ state }) => state.status === 'unpaid' || state.status === 'closing')
    .flatMap(({ tenders }) => tenders.storedValue?.parts ?? [])
  const parts = [...own, ...waiting]
  const goingBack = members
    .flatMap(({ storedValue }) => storedValue.recharges.filter(isPaidFor))
    .flatMap(outstandingRefunds)
  return {
    principalFen: sumFen([
      ...parts.map(({ principalFen }) => principalFen),
      ...goingBack.map(({ amountFen }) => amountFen),
    ]),
    giftFen: sumFen(parts.map(({ giftFen }) => giftFen)),
  }
}

/**
 * Value of the points in all accounts, without those held by paid orders, which are posted with the
 * payment.
 */
function pointsOwed({ members, orders }: World): Fen {
  const posted = [...orders.values()]
    .filter(({ state }) => state.status === 'paid')
    .flatMap(({ tenders }) => tenders.points?.takings ?? [])
  const owed = sumFen(members.map(({ loyalty }) => liabilityFen(loyalty.points)))
  return subtractFen(owed, costFen(posted))
}
