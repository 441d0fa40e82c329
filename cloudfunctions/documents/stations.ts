import { GRADE_IDS } from '@palm/shared/station/grade'
import { PHONE_POLICIES, SALE_WAYS, type Station } from '@palm/shared/station/station'
import { FACILITIES } from '@palm/shared/station/facility'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue, priceValue } from './values'

const span = { fromMs: instantValue, toMs: instantValue.nullable() }

const station = z.looseObject({
  id: idValue('station'),
  code: z.string(),
  name: z.string(),
  // Missing in older documents.
  region: z.string().nullable().default(null),
  payeeName: z.string(),
  address: z.string(),
  location: z.looseObject({ latitude: z.number(), longitude: z.number() }),
  phone: z.string(),
  openingHours: z.string(),
  phonePolicy: z.enum(PHONE_POLICIES),
  // Missing in older documents.
  facilities: z.array(z.enum(FACILITIES)).default([]),
  ways: z.array(z.enum(SALE_WAYS)),
  nozzles: z.array(
    z.looseObject({
      id: idValue('nozzle'),
      code: z.string(),
      gradeId: z.enum(GRADE_IDS),
      retiredAtMs: instantValue.nullable(),
    }),
  ),
  numbers: z.array(
    z.looseObject({ nozzleId: idValue('nozzle'), number: z.int().positive(), ...span }),
  ),
  prices: z.array(
    z.looseObject({
      id: idValue('price'),
      gradeId: z.enum(GRADE_IDS),
      pumpPrice: priceValue,
      ...span,
    }),
  ),
})

export const stations = collectionOf<Station>('stations', station)
