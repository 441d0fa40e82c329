import { couponOfferForm, priceOfferForm } from '@palm/shared/api/rules'
import type { Weekday } from '@palm/shared/kernel/station-clock'
import { GRADE_IDS } from '@palm/shared/station/grade'
import { z } from 'zod'
import { renamedFields } from './earlier/renamed-fields'
import { dayValue, fenValue, idValue, instantValue, priceValue, shareValue } from './values'

/** Basis and quote stored in an order. */
const sale = z.looseObject({
  stationId: idValue('station'),
  gradeId: z.enum(GRADE_IDS),
  pumpPrice: priceValue,
  amountFen: fenValue,
  clock: z.looseObject({
    atMs: instantValue,
    day: dayValue,
    weekday: z
      .int()
      .min(1)
      .max(7)
      .transform((number) => number as Weekday),
    minute: z.int().min(0).max(1439),
  }),
})

export const limitsForm = renamedFields(
  { reductionMost: 'reductionMax', payableLeastFen: 'payableMinFen' },
  z.looseObject({
    couponsMax: z.int().nonnegative(),
    floorPrice: priceValue.nullable(),
    reductionMax: shareValue,
    payableMinFen: fenValue,
  }),
)

const basis = z.looseObject({
  sale,
  prices: z.array(priceOfferForm),
  coupons: z.array(couponOfferForm),
  storedValueFen: fenValue,
  limits: limitsForm,
})

const plan = z.looseObject({
  price: priceOfferForm,
  priceFen: fenValue,
  coupons: z.array(z.looseObject({ coupon: couponOfferForm, amountFen: fenValue })),
  payableFen: fenValue,
})

export const quoteForm = z.looseObject({
  basis,
  plan,
  by: z.enum(['best-price', 'driver']),
})

export const totalsForm = z.looseObject({
  payableFen: fenValue,
  priceFen: fenValue,
  coupons: z.array(z.looseObject({ couponId: idValue('coupon'), amountFen: fenValue })),
})
