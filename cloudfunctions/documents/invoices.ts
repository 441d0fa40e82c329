import { FAILURE_REASONS, type Invoice, invoiceLateAtMs } from '@palm/shared/invoice/invoice'
import { invoiceDueAtMs } from '@palm/shared/invoice/follow-up'
import type { TitleBook } from '@palm/shared/invoice/title'
import { PROVIDERS } from '@palm/shared/trade/fact'
import { type Issuer, ISSUERS } from '@palm/shared/trade/issuer'
import { firstTellAtMs } from '@palm/shared/message/telling'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { z } from 'zod'
import { invoiceTellings } from './invoice-tellings'
import { collectionOf, revised, revisionForm } from './collection'
import { fenValue, idValue, instantValue } from './values'

const personal = z.looseObject({
  kind: z.literal('personal'),
  id: idValue('invoice-title'),
  name: z.string(),
})

const company = z.looseObject({
  kind: z.literal('company'),
  id: idValue('invoice-title'),
  name: z.string(),
  taxNumber: z.string(),
  address: z.string(),
  phone: z.string(),
  bankName: z.string(),
  bankAccount: z.string(),
})

const title = z.discriminatedUnion('kind', [personal, company])

const titleBook = z.looseObject({
  id: idValue('invoice-titles'),
  memberId: idValue('member'),
  titles: z.array(title),
  defaultId: idValue('invoice-title').nullable(),
})

/** One document per member. */
export const titleBooks = collectionOf<TitleBook>('invoiceTitles', titleBook)

const line = z.looseObject({
  name: z.string(),
  taxClass: z.string(),
  unit: z.literal('升').nullable(),
  quantityE8: z.int().positive().nullable(),
  unitPriceE8: z.int().nonnegative().nullable(),
  amountFen: fenValue,
  taxRate: z.literal(13).nullable(),
  taxFen: fenValue,
})

const facts = {
  amountFen: fenValue,
  line,
  atMs: instantValue,
  payment: z
    .looseObject({
      provider: z.enum(PROVIDERS),
      transactionId: z.string(),
      tradeNo: z.string(),
      amountFen: fenValue,
    })
    .nullable(),
}

export const invoicedLotsForm = z.array(
  z.looseObject({ rechargeId: idValue('recharge'), amountFen: fenValue }),
)

const source = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('order'),
    orderId: idValue('order'),
    tail: z.string(),
    stationName: z.string(),
    nozzleNumber: z.int().positive(),
    lots: invoicedLotsForm,
    ...facts,
  }),
  z.looseObject({ kind: z.literal('recharge'), rechargeId: idValue('recharge'), ...facts }),
])

const issued = z.looseObject({ fapiaoNumber: z.string(), issuedAtMs: instantValue })
const why = z.enum(['refunded', 'partly-refunded'])

const state = z.discriminatedUnion('at', [
  z.looseObject({ at: z.literal('asked'), sinceMs: instantValue }),
  z.looseObject({ at: z.literal('applied'), sinceMs: instantValue }),
  z.looseObject({ at: z.literal('issued'), issued }),
  z.looseObject({
    at: z.literal('failed'),
    reason: z.enum(FAILURE_REASONS),
    failedAtMs: instantValue,
  }),
  z.looseObject({
    at: z.literal('reversing'),
    issued,
    why,
    sinceMs: instantValue,
    isAccepted: z.boolean(),
  }),
  z.looseObject({
    at: z.literal('reversed'),
    issued,
    why,
    redNumber: z.string().nullable(),
    reversedAtMs: instantValue,
  }),
])

const invoice = z
  .looseObject({
    id: idValue('invoice'),
    memberId: idValue('member'),
    payee: z.looseObject({
      id: idValue('payee'),
      name: z.string(),
      issuer: z.enum(ISSUERS),
      merchant: z.string(),
    }),
    title,
    sources: z.array(source),
    attempt: z.int().positive(),
    state,
    reverseWhenIssued: why.nullable(),
    isLate: z.boolean(),
    events: z.array(
      z.looseObject({
        what: z.enum(['asked', 'applied', 'issued', 'failed', 'reversing', 'reversed']),
        atMs: instantValue,
      }),
    ),
    askedAtMs: instantValue,
    replaces: idValue('invoice').nullable(),
    replacedBy: idValue('invoice').nullable(),
    // Beside the invoice, for the timer: recomputed by every write.
    dueLane: z.string().optional(),
    dueAtMs: z.number().optional(),
    dueTries: z.number().optional(),
    lateAtMs: z.number().optional(),
    tellAtMs: z.number().optional(),
    ...revisionForm,
  })
  .transform(
    ({
      dueAtMs: _,
      dueLane: _1,
      dueTries: _2,
      lateAtMs: _3,
      revision: _4,
      tellAtMs: _5,
      ...rest
    }): Invoice => rest,
  )

/** Lane of the timer: an issuer that does not answer delays no other. */
export const invoiceLaneOf = (issuer: Issuer): string => `${issuer}-invoice`

/**
 * Invoices, with when the timer asks their issuer, when they become a case, and when they have something
 * to tell.
 */
const invoicesTelling = (afterMs: EpochMs | null) =>
  revised(
    collectionOf<Invoice>('invoices', invoice, (value) => {
      const [dueAtMs, lateAtMs] = [invoiceDueAtMs(value), invoiceLateAtMs(value)]
      const tellAtMs = firstTellAtMs(invoiceTellings(value), afterMs)
      return {
        ...(dueAtMs === null
          ? {}
          : { dueLane: invoiceLaneOf(value.payee.issuer), dueAtMs, dueTries: 0 }),
        ...(lateAtMs === null ? {} : { lateAtMs }),
        ...(tellAtMs === null ? {} : { tellAtMs }),
      }
    }),
    ['dueLane', 'dueAtMs', 'dueTries', 'lateAtMs', 'tellAtMs'],
  )

export const invoices = invoicesTelling(null)
export const invoicesToldUntil = (untilMs: EpochMs) => invoicesTelling(untilMs)
