import { hasMoney, type Order } from '@palm/shared/order/order'
import { pendingRefunds } from '@palm/shared/order/refund'
import { CHANNELS } from '@palm/shared/payment/fact'
import { GRADE_IDS } from '@palm/shared/station/grade'
import { SALE_WAYS } from '@palm/shared/station/station'
import { z } from 'zod'
import { collectionOf } from './collection'
import { contractUseForm } from './contracts'
import { earningForm, growthOrderForm } from './loyalty'
import { withQuote } from './orders-before-benefits'
import { quoteForm, settlementForm } from './quotes'
import { tendersForm } from './tenders'
import { fenValue, idValue, instantValue, priceValue, volumeValue } from './values'

const payment = z.strictObject({
  transactionId: z.string().nullable(),
  amountFen: fenValue,
  paidAtMs: instantValue,
})

const refund = z.strictObject({
  id: idValue('refund'),
  transactionId: z.string(),
  amountFen: fenValue,
  reason: z.enum(['reversal', 'under-fill', 'correction', 'paid-twice']),
  requestedAtMs: instantValue,
  state: z.discriminatedUnion('at', [
    z.strictObject({ at: z.literal('requested') }),
    z.strictObject({ at: z.literal('done'), doneAtMs: instantValue }),
    z.strictObject({ at: z.literal('replaced') }),
  ]),
})

const earned = z.strictObject({
  points: earningForm.nullable(),
  growth: growthOrderForm.nullable(),
  contracts: z.array(z.strictObject({ contractId: idValue('contract'), use: contractUseForm })),
})

const confirmation = z.strictObject({
  dispensedFen: fenValue,
  settlement: settlementForm,
  volumeMl: volumeValue,
  staffId: idValue('staff'),
  staffName: z.string(),
  dutyId: idValue('duty'),
  confirmedAtMs: instantValue,
  proof: z.enum(['digits', 'scan', 'none']),
  corrections: z.array(
    z.strictObject({
      fromFen: fenValue,
      toFen: fenValue,
      staffId: idValue('staff'),
      atMs: instantValue,
    }),
  ),
  earned: earned.nullable().default(null),
})

const reversal = z.strictObject({
  reason: z.enum([
    'no-fuel',
    'driver-left',
    'wrong-order',
    'nothing-dispensed',
    'paid-after-cancel',
    'paid-too-late',
  ]),
  staffId: idValue('staff').nullable(),
  decidedAtMs: instantValue,
})

const closeReason = z.enum(['timeout', 'cancelled'])
const money = { payment, refunds: z.array(refund) }

const state = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('unpaid') }),
  z.strictObject({ status: z.literal('closing'), reason: closeReason }),
  z.strictObject({ status: z.literal('closed'), reason: closeReason, closedAtMs: instantValue }),
  z.strictObject({ status: z.literal('paid'), ...money }),
  z.strictObject({ status: z.literal('confirmed'), ...money, confirmation }),
  z.strictObject({ status: z.enum(['refunding', 'refunded']), ...money, reversal }),
])

const fuel = z.strictObject({
  nozzleId: idValue('nozzle'),
  nozzleNumber: z.int().positive(),
  gradeId: z.enum(GRADE_IDS),
  gradeName: z.string(),
  pumpPrice: priceValue,
  priceVersionId: idValue('price'),
  volumeMl: volumeValue,
})

const order = z
  .strictObject({
    id: idValue('order'),
    memberId: idValue('member'),
    channel: z.enum(CHANNELS),
    payerId: z.string(),
    way: z.enum(SALE_WAYS),
    stationId: idValue('station'),
    stationName: z.string(),
    payeeName: z.string(),
    fuel,
    amountFen: fenValue,
    quote: quoteForm,
    payableFen: fenValue,
    tenders: tendersForm,
    createdAtMs: instantValue,
    payByMs: instantValue,
    state,
    refundPending: z.boolean(),
  })
  .transform(({ refundPending: _, ...rest }): Order => rest)

/** Orders, with what the timer searches for beside them. */
export const orders = collectionOf<Order>(
  'orders',
  z.preprocess(withQuote, order),
  ({ state }) => ({
    refundPending: hasMoney(state) && pendingRefunds(state.refunds).length > 0,
  }),
)
