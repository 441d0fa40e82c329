import { isOverInvoiced } from '@palm/shared/invoice/invoiceable'
import { cameForm } from '@palm/shared/api/came'
import { holdsBenefits } from '@palm/shared/order/facts/held'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { orderTellAtMs } from '@palm/shared/message/order-tellings'
import { type Order, UNPROVEN_REASONS } from '@palm/shared/order/facts/order'
import { DECLINE_REASONS, STARS } from '@palm/shared/order/facts/service'
import { unservedAtMs } from '@palm/shared/order/verbs/unserved'
import { holdsUntilMs } from '@palm/shared/trade/close'
import { waitingOf } from '@palm/shared/trade/waiting'
import { GRADE_IDS } from '@palm/shared/station/grade'
import { SALE_WAYS } from '@palm/shared/station/station'
import { z } from 'zod'
import type { Collection } from '../database/session'
import { collectionOf, revised, revisionForm } from './collection'
import { contractUseForm } from './member/contracts'
import { earningForm, growthOrderForm } from './member/loyalty'
import { dueFields, dueForm } from './due'
import { invoicedLotsForm } from './invoices'
import { entryForm } from './journal'
import { withQuote } from './earlier/orders-before-benefits'
import { withTrade } from './earlier/orders-before-trades'
import { tradeForm } from './trades'
import { quoteForm, totalsForm } from './quotes'
import { renamedFields } from './earlier/renamed-fields'
import { tendersForm } from './tenders'
import { approverValue, fenValue, idValue, instantValue, priceValue, volumeValue } from './values'

const earned = z.looseObject({
  points: earningForm.nullable(),
  growth: growthOrderForm.nullable(),
  contracts: z.array(
    z.looseObject({
      contractId: idValue('contract'),
      unit: z.enum(['fen', 'ml']).optional(),
      use: contractUseForm,
    }),
  ),
})

const confirmationForm = z.looseObject({
  dispensedFen: fenValue,
  totals: totalsForm,
  volumeMl: volumeValue,
  staffId: idValue('staff'),
  staffName: z.string(),
  dutyId: idValue('duty'),
  dutyStartedAtMs: instantValue.optional(),
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

const confirmation = renamedFields({ settlement: 'totals' }, confirmationForm)

const reversal = z.looseObject({
  reason: z.enum([
    'no-fuel',
    'driver-left',
    'wrong-order',
    'nothing-dispensed',
    'paid-after-cancel',
    'paid-too-late',
    'driver-asked',
    'unserved',
  ]),
  staffId: idValue('staff').nullable(),
  approvedBy: approverValue.optional(),
  decidedAtMs: instantValue,
})

const state = z.discriminatedUnion('status', [
  z.looseObject({ status: z.enum(['unpaid', 'closing', 'closed']) }),
  z.looseObject({ status: z.literal('paid') }),
  z.looseObject({ status: z.literal('confirmed'), confirmation }),
  z.looseObject({ status: z.enum(['refunding', 'refunded']), reversal }),
])

/** How a paid order waits for its fuel; none of it in orders of earlier versions. */
const waitingForm = {
  service: z
    .looseObject({ endAfterMs: z.int().positive(), remindBeforeMs: z.int().nonnegative() })
    .optional(),
  refundRequest: z
    .looseObject({
      askedAtMs: instantValue,
      count: z.int().positive(),
      declined: z
        .looseObject({
          reason: z.enum(DECLINE_REASONS),
          note: z.string(),
          staffId: idValue('staff'),
          staffName: z.string(),
          atMs: instantValue,
        })
        .nullable(),
    })
    .optional(),
  accepted: z
    .looseObject({ staffId: idValue('staff'), staffName: z.string(), acceptedAtMs: instantValue })
    .optional(),
  rating: z
    .looseObject({ stars: z.literal(STARS), words: z.string(), atMs: instantValue })
    .optional(),
  invoiced: z
    .looseObject({
      invoiceId: idValue('invoice'),
      amountFen: fenValue,
      lots: invoicedLotsForm,
      isStale: z.boolean(),
    })
    .optional(),
  unserved: z
    .looseObject({ remindedAtMs: instantValue, escalatedAtMs: instantValue.nullable() })
    .optional(),
}

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
    plate: z.string().optional(),
    came: cameForm.optional(),
    trade: tradeForm,
    state,
    ...waitingForm,
    // Beside the order, for the timer: recomputed by every write.
    unservedAtMs: z.number().optional(),
    overInvoicedAtMs: z.number().optional(),
    // Orders of earlier versions have theirs in the journal alone.
    entries: z.array(entryForm).default([]),
    // Written by versions that searched for pending refunds by it.
    refundPending: z.boolean().optional(),
    tellAtMs: z.number().optional(),
    ...dueForm,
    ...revisionForm,
  })
  .transform(
    ({
      dueAtMs: _,
      dueLane: _1,
      dueTries: _2,
      overInvoicedAtMs: _8,
      refundPending: _3,
      releaseAtMs: _4,
      revision: _5,
      tellAtMs: _6,
      unservedAtMs: _7,
      tail,
      ...rest
    }): Order => ({
      ...rest,
      // Orders stored before the server chose tails have the last letters of their number.
      tail: tail ?? rest.id.slice(-4).toUpperCase(),
    }),
  )

/** Orders, with what the timer searches for beside them, and when it has something to tell of them. */
const ordersTelling = (tellAtMsOf: (value: Order) => EpochMs | null): Collection<Order> =>
  revised(
    collectionOf<Order>(
      'orders',
      z.preprocess((document) => withTrade(withQuote(document)), order),
      (value) => {
        const tellAtMs = tellAtMsOf(value)
        return {
          ...unservedField(value),
          ...overInvoicedField(value),
          ...dueFields(waitingOf(value.trade), value.trade.provider),
          ...(holdsOpen(value) ? { releaseAtMs: holdsUntilMs(value.trade) } : {}),
          ...(tellAtMs === null ? {} : { tellAtMs }),
        }
      },
    ),
    [
      ...['dueLane', 'dueAtMs', 'dueTries', 'releaseAtMs', 'refundPending', 'tellAtMs'],
      ...['unservedAtMs', 'overInvoicedAtMs'],
    ],
  )

/** Every write of an order makes all that it has to tell due again: telling it twice has no effect. */
export const orders: Collection<Order> = ordersTelling(orderTellAtMs)

/** Orders of which all that was due until then has been told. */
export const ordersToldUntil = (untilMs: EpochMs): Collection<Order> =>
  ordersTelling((value) => orderTellAtMs(value, untilMs))

function unservedField(value: Order): { readonly unservedAtMs: number } | object {
  const atMs = unservedAtMs(value)
  return atMs === null ? {} : { unservedAtMs: atMs }
}

/** Refunded since it was invoiced: the timer tells the invoice. */
const overInvoicedField = (value: Order): { readonly overInvoicedAtMs: number } | object =>
  isOverInvoiced(value) ? { overInvoicedAtMs: value.createdAtMs } : {}

const holdsOpen = (value: Order): boolean =>
  (value.state.status === 'unpaid' || value.state.status === 'closing') && holdsBenefits(value)
