import { explain } from '@palm/shared/order/explain/explain'
import type { Order } from '@palm/shared/order/facts/order'
import { anOrder, aPaidOrder, NOON } from '@palm/shared/testing/builders/builders'
import { aConfirmedOrder } from '@palm/shared/testing/builders/orders'
import { orders } from './orders'

/** In the first stored format. */
function stored(order: Order) {
  const { quote: _, ...document } = orders.write(order)
  const { state } = order
  if (state.status !== 'confirmed') return document
  const { totals: __, ...confirmation } = state.confirmation
  return { ...document, state: { ...state, confirmation } }
}

test.each([
  ['unpaid', anOrder()],
  ['confirmed', aConfirmedOrder()],
])('an %s order stored before benefits existed is read at the pump price', (_, order) => {
  expect(orders.read(stored(order))).toEqual(order)
  expect(explain(orders.read(stored(order)), []).doubts).not.toContain('quote-differs')
})

test('stored orders read back unchanged', () => {
  expect(orders.read(orders.write(aConfirmedOrder()))).toEqual(aConfirmedOrder())
})

test('what happened while an order waited for its fuel reads back unchanged', () => {
  const paid = aPaidOrder()
  const staffId = 'staff:0000000000000000wang'
  const declined = { reason: 'fuelled', note: '', staffId, staffName: '王师傅', atMs: NOON } as const
  const order: Order = {
    ...paid,
    accepted: { staffId, staffName: '王师傅', acceptedAtMs: NOON },
    refundRequest: { askedAtMs: NOON, count: 1, declined },
    unserved: { remindedAtMs: NOON, escalatedAtMs: null },
  }
  expect(orders.read(orders.write(order))).toEqual(order)
  expect(orders.write(order)).toMatchObject({ unservedAtMs: expect.any(Number) })
  expect(orders.write(aConfirmedOrder())).not.toHaveProperty('unservedAtMs')
})

test('an order stored before the server chose tails has the last letters of its number', () => {
  const { tail: _, ...document } = orders.write(anOrder())
  expect(orders.read(document).tail).toBe('7K2M')
})

test('a confirmation stored before reasons existed has none', () => {
  const { state, ...document } = orders.write(aConfirmedOrder()) as never as {
    _id: string
    state: { confirmation: { unproven: unknown } }
  }
  const { unproven: _, ...confirmation } = state.confirmation
  const read = orders.read({ ...document, state: { ...state, confirmation } })
  expect(read.state).toMatchObject({ confirmation: { unproven: null } })
})
