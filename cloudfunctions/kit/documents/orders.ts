import { holdsUntilMs } from '@palm/shared/order/close'
import { holdsBenefits } from '@palm/shared/order/held'
import { type Order, UNPROVEN_REASONS } from '@palm/shared/order/order'
import { waitingOf } from '@palm/shared/order/waiting'
import { CHANNELS } from '@palm/shared/payment/fact'
import { GRADE_IDS } from '@palm/shared/station/grade'
import { SALE_WAYS } from '@palm/shared/station/station'
import { z } from 'zod'
import { collectionOf } from './collection'
import { contractUseForm } from './contracts'
import { earningForm, growthOrderForm } from './loyalty'
import { dueFields, dueForm } from './due'
import { withQuote } from './orders-before-benefits'
import { refundFields } from './refunds'
import { quoteForm, settlementForm } from './quotes'
import { tendersForm } from './tenders'
import { approverValue, fenValue, idValue, instantValue, priceValue, volumeValue } from './values'

const payment = z.looseObject({
  transactionId: z.string().nullable(),
  amountFen: fenValue,
  paidAtMs: instantValue,
})

const refund = z.looseObject({
  ...refundFields,
  reason: z.enum(['reversal', 'under-fill', 'correction', 'paid-twice']),
})

const earned = z.looseObject({
  points: earningForm.nullable(),
  growth: growthOrderForm.nullable(),
  contracts: z.array(z.looseObject({ contractId: idValue('contract'), use: contractUseForm })),
})

const confirmation = z.looseObject({
  dispensedFen: fenValue,
  settlement: settlementForm,
  volumeMl: volumeValue,
  staffId: idValue('staff'),
  staffName: z.string(),
  dutyId: idValue('duty'),
  confirmedAtMs: instantValue,
  proof: z.enum(['digits', 'scan', 'none']),
  // Missing in older confirmations.
  unproven: z
    .looseObject({ reason: z.enum(UNPROVEN_REASONS), note: z.string() })
    .nullable()
    .default(null),
  corrections: z.array(
    z.looseObject({
      fromFen: fenValue,
      toFen: fenValue,
      staffId: idValue('staff'),
      approvedBy: approverValue.optional(),
      atMs: instantValue,
    }),
  ),
  earned: earned.nullable().default(null),
})

const reversal = z.looseObject({
  reason: z.enum([
    'no-fuel',
    'driver-left',
    'wrong-order',
    'nothing-dispensed',
    'paid-after-cancel',
    'paid-too-late',
  ]),
  staffId: idValue('staff').nullable(),
  approvedBy: approverValue.optional(),
  decidedAtMs: instantValue,
})

const closeReason = z.enum(['timeout', 'cancelled'])
const money = { payment, refunds: z.array(refund) }

const state = z.discriminatedUnion('status', [
  z.looseObject({ status: z.literal('unpaid') }),
  z.looseObject({
    status: z.literal('closing'),
    reason: closeReason,
    begunAtMs: instantValue.optional(),
  }),
  z.looseObject({
    status: z.literal('closed'),
    reason: closeReason,
    closedAtMs: instantValue,
    unconfirmed: z.literal(true).optional(),
  }),
  z.looseObject({ status: z.literal('paid'), ...money }),
  z.looseObject({ status: z.literal('confirmed'), ...money, confirmation }),
  z.looseObject({ status: z.enum(['refunding', 'refunded']), ...money, reversal }),
])

const fuel = z.looseObject({
  nozzleId: idValue('nozzle'),
  nozzleNumber: z.int().positive(),
  gradeId: z.enum(GRADE_IDS),
  gradeName: z.string(),
  pumpPrice: priceValue,
  priceVersionId: idValue('price'),
  volumeMl: volumeValue,
})

const order = z
  .looseObject({
    id: idValue('order'),
    tail: z.string().length(4).optional(),
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
    // Written by versions that searched for pending refunds by it.
    refundPending: z.boolean().optional(),
    ...dueForm,
  })
  .transform(
    ({
      dueAtMs: _,
      dueLane: _1,
      dueTries: _2,
      refundPending: _3,
      releaseAtMs: _4,
      tail,
      ...rest
    }): Order => ({
      ...rest,
      // Orders stored before the server chose tails have the last letters of their number.
      tail: tail ?? rest.id.slice(-4).toUpperCase(),
    }),
  )

/** Orders, with the search fields of the timer. */
export const orders = collectionOf<Order>('orders', z.preprocess(withQuote, order), (value) => ({
  ...dueFields(waitingOf(value), value.channel),
  ...(holdsOpen(value) ? { releaseAtMs: holdsUntilMs(value) } : {}),
}))

const holdsOpen = (value: Order): boolean =>
  (value.state.status === 'unpaid' || value.state.status === 'closing') && holdsBenefits(value)
