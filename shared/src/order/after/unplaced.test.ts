import { quotaLeftMl } from '../../contract/progress'
import { fen } from '../../kernel/fen'
import { points } from '../../kernel/points'
import { MINUTE_MS, later } from '../../kernel/instant'
import type { Member } from '../../member/member'
import { dueOrders, isPending, withPending } from '../../member/pending'
import { upkeepAtMs } from '../../member/upkeep'
import { NOON } from '../../testing/builders/builders'
import { aContract } from '../../testing/builders/contracts'
import { aPocket, anIssued } from '../../testing/builders/coupons'
import { aMixedPlace, aSaver } from '../../testing/builders/tenders'
import { valueOf } from '../../testing/results'
import type { Order } from '../facts/order'
import { place } from '../verbs/place'
import { settlePending } from './unplaced'

/** Coupon, contract and points, all reserved by one order. */
const BEFORE = aSaver({ pocket: aPocket(anIssued()), contracts: [aContract()] })
const placing = valueOf(
  place(
    aMixedPlace({
      member: BEFORE,
      seenPayableFen: fen(20_000 - 2_000 - 1_280),
      seenTenders: { points: points(100), storedValueFen: fen(0) },
    }),
  ),
)
const { order } = placing
const RESERVED = withPending(placing.member, order.id, NOON)

/** Benefits that the next order can use. */
const free = ({ contracts, loyalty, pocket }: Member) => ({
  coupons: pocket.coupons.filter(({ state }) => state.at === 'free').length,
  litres: contracts.map((contract) => quotaLeftMl(contract)),
  points: loyalty.points.lots.reduce((sum, { left }) => sum + left, 0),
})

const settled = (stored: Order | null, member = RESERVED) =>
  settlePending(member, order.id, stored, NOON)

test('an order reserves its coupon, its litres and its points', () => {
  expect(free(RESERVED)).not.toEqual(free(BEFORE))
  expect(free(RESERVED).coupons).toBe(0)
  expect(isPending(RESERVED, order.id)).toBe(true)
})

test.each<[string, Order | null]>([
  ['no order was stored', null],
  ['the number belongs to another member', { ...order, memberId: 'member:other' }],
  [
    'the order has been closed',
    { ...order, state: { status: 'closed', reason: 'cancelled', closedAtMs: NOON } as never },
  ],
])('if %s, all of it is free again, and nothing is posted', (_, stored) => {
  const { member, postings, row } = settled(stored)
  expect(free(member)).toEqual(free(BEFORE))
  expect(isPending(member, order.id)).toBe(false)
  expect({ postings, row }).toEqual({ postings: [], row: null })
})

test.each(['unpaid', 'closing', 'paid'] as const)('an order that is %s keeps it', (status) => {
  const { member } = settled({ ...order, state: { ...order.state, status } as Order['state'] })
  expect(member).toEqual(placing.member)
})

test('what the open order does not hold itself is free again', () => {
  const { plan } = order.quote
  const plain = {
    ...order.quote,
    plan: { ...plan, coupons: [], price: { ...plan.price, id: 'pump' } },
  }
  const { member } = settled({
    ...order,
    quote: plain,
    tenders: { ...order.tenders, points: null },
  })
  expect(free(member)).toEqual(free(BEFORE))
})

test('other orders keep what they reserved', () => {
  const { member } = settlePending(RESERVED, 'order:other', null, NOON)
  expect(member).toEqual(RESERVED)
})

test('a pending order is looked for after the time in which it would have been paid', () => {
  const atMs = upkeepAtMs(RESERVED)
  expect(atMs).toBe(later(NOON, 20 * MINUTE_MS))
  expect(dueOrders(RESERVED, later(NOON, 19 * MINUTE_MS))).toEqual([])
  expect(dueOrders(RESERVED, atMs)).toEqual([order.id])
})
