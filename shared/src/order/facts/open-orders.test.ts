import { refused } from '../../testing/results'
import { roomForOrder } from './open-orders'
import type { Order } from './order'

const unpaid = (id: Order['id']) => ({ id, state: { status: 'unpaid' } as const })
const closed = (id: Order['id']) => ({
  id,
  state: { status: 'closing', reason: 'cancelled' } as const,
})

const three = [unpaid('order:1'), unpaid('order:2'), unpaid('order:3')]

test.each([
  ['none', [], 'order:9'],
  ['two', three.slice(1), 'order:9'],
  ['three, one of which is being closed', [...three.slice(1), closed('order:1')], 'order:9'],
  ['three, of which this is one', three, 'order:3'],
] as const)('there is room for an order beside %s', (_, latest, id) => {
  expect(roomForOrder(latest, id)).toMatchObject({ ok: true })
})

test('there is no room for a fourth that waits for its payment', () => {
  expect(roomForOrder(three, 'order:9')).toMatchObject(refused('order/too-many-unpaid'))
})
