import { NO_TENDERS, type Tenders } from '@palm/shared/order/facts/tender'
import { z } from 'zod'
import { takingsForm } from './member/loyalty'
import { storedValueUseForm } from './member/stored-value'
import { fenValue } from './values'

/** Tenders beside the wallet, in an order. Missing in older orders. */
export const tendersForm = z
  .looseObject({
    points: z.looseObject({ worthFen: fenValue, takings: takingsForm }).nullable(),
    storedValue: storedValueUseForm.nullable(),
  })
  .optional()
  .transform((tenders): Tenders => tenders ?? NO_TENDERS)
