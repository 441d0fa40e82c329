import { DAY_MS, HOUR_MS } from '../../kernel/instant'
import { after, aPaidOrder } from '../../testing/builders/builders'
import { aConfirmedOrder, aReversedOrder } from '../../testing/builders/orders'
import { refused, valueOf } from '../../testing/results'
import { concernsMember } from '../after/transition'
import type { Order } from '../facts/order'
import { rate, type Rate } from './rate'

const aRate = (changes: Partial<Rate> = {}): Rate => ({
  memberId: aPaidOrder().memberId,
  stars: 5,
  words: '',
  nowMs: after(HOUR_MS),
  ...changes,
})

test.each<[string, Order, Partial<Rate>, string]>([
  ['another’s order', aConfirmedOrder(), { memberId: 'member:other' }, 'order/unknown'],
  ['an order that is not served', aPaidOrder(), {}, 'order/not-served'],
  ['a refunded one', aReversedOrder(), {}, 'order/not-served'],
  ['one of long ago', aConfirmedOrder(), { nowMs: after(8 * DAY_MS) }, 'order/rating-too-late'],
])('refuses to rate %s', (_, order, changes, code) => {
  expect(rate(order, aRate(changes))).toMatchObject(refused(code))
})

test('is kept, and may be changed; the member and the journal are not concerned', () => {
  const before = aConfirmedOrder()
  const { entry, order } = valueOf(rate(before, aRate()))
  expect(order.rating).toMatchObject({ stars: 5, words: '' })
  expect([entry, concernsMember(before, order)]).toEqual([null, false])
  expect(valueOf(rate(order, aRate({ nowMs: after(2 * HOUR_MS) }))).order).toBe(order)
  const changed = valueOf(rate(order, aRate({ stars: 2, words: '等了很久' }))).order
  expect(changed.rating).toMatchObject({ stars: 2, words: '等了很久' })
})
