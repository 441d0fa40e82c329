import { NO_TENDERS, type Tenders } from '@palm/shared/order/tender'
import { z } from 'zod'
import { takingsForm } from './loyalty'
import { storedValueUseForm } from './stored-value'
import { fenValue } from './values'

/** What pays beside the wallet, as it lies in an order. Orders from before there was any have none. */
export const tendersForm = z
  .looseObject({
    points: z.looseObject({ worthFen: fenValue, takings: takingsForm }).nullable(),
    storedValue: storedValueUseForm.nullable(),
  })
  .optional()
  .transform((tenders): Tenders => tenders ?? NO_TENDERS)
