import { aHome } from '@palm/client/testing/home'
import { anOrder, ORDER_ID, OTHER_ORDER_ID } from '@palm/client/testing/builders'
import type { OrderStatus } from '@palm/shared/order/facts/order'
import { openOrderLines } from './open-order-lines'

const kept = (
  status: OrderStatus | null,
  isInDoubt = false,
): NonNullable<Parameters<typeof openOrderLines>[0]> => ({
  orderId: ORDER_ID,
  view: status && anOrder({ status }),
  isInDoubt,
})

const known = (orderId: `order:${string}`, status: OrderStatus) =>
  aHome({
    openOrders: [
      {
        orderId,
        status,
        payableFen: 9_116,
        nozzleNumber: 7,
        stationName: '通惠河加油站',
        createdAtMs: 0,
      },
    ],
  })

test.each<[string, Parameters<typeof openOrderLines>, object[]]>([
  ['nothing is open', [null, aHome()], []],
  ['nothing is known yet', [null, null], []],
  [
    'the phone’s order is shown before the server has answered',
    [kept('paid'), null],
    [{ orderId: ORDER_ID, isPaid: true, sale: { nozzleNumber: 3 } }],
  ],
  [
    'an order of another phone is shown',
    [null, known(OTHER_ORDER_ID, 'paid')],
    [{ orderId: OTHER_ORDER_ID, isPaid: true, sale: { nozzleNumber: 7, payableFen: 9_116 } }],
  ],
  [
    'the phone’s order comes first, and once',
    [kept('unpaid', true), known(ORDER_ID, 'unpaid')],
    [{ orderId: ORDER_ID, isPaid: false, isInDoubt: true }],
  ],
  [
    'both are shown',
    [kept(null), known(OTHER_ORDER_ID, 'closing')],
    [
      { orderId: ORDER_ID, sale: null },
      { orderId: OTHER_ORDER_ID, isInDoubt: true },
    ],
  ],
])('%s', (_, facts, expected) => {
  const lines = openOrderLines(...facts)
  expect(lines).toMatchObject(expected)
  expect(lines).toHaveLength(expected.length)
})
