import type { OrderView } from '@palm/shared/api/order'
import type { Plain } from '../../testing/plain'
import { anOrder, byWallet } from '../../testing/builders'
import { savedAmount, shownAmount } from './shown-amount'

const REDUCTION = {
  kind: 'coupon',
  id: 'coupon:1',
  title: '满 200 减 20',
  givenBy: ['hq'],
} as const
const REDUCED = { payableFen: 18_000, lines: [{ ...REDUCTION, amountFen: 2_000 }] }
const CONFIRMATION = {
  ...{ dispensedFen: 15_000, payableFen: 14_000, volumeMl: 19_200, tenders: byWallet(14_000) },
  ...{ staffName: '王师傅', dutyStartedAtMs: null, atMs: 0, corrected: false },
  earned: { points: 0, contract: null },
  lines: [{ ...REDUCTION, amountFen: 1_000 }],
}

test.each<[string, Partial<Plain<OrderView>>, number, number]>([
  ['unpaid: the amount due', { status: 'unpaid' }, 18_000, 0],
  ['closed: the amount chosen, since nothing was paid', { status: 'closed' }, 20_000, 0],
  ['paid: the payment', { status: 'paid' }, 18_000, 2_000],
  [
    'confirmed: the final payment',
    { status: 'confirmed', confirmation: CONFIRMATION },
    14_000,
    1_000,
  ],
  ['refunded: the refund', { status: 'refunded' }, 18_000, 0],
])('an order that is %s', (_, order, shown, saved) => {
  const view = anOrder({ ...REDUCED, ...order } as never)
  expect([shownAmount(view), savedAmount(view)]).toEqual([shown, saved])
})
