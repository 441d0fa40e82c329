import { HALT_REASONS, PAYOUT_WAYS } from '@palm/shared/payment/refund'
import { z } from 'zod'
import { fenValue, idValue, instantValue } from './values'

/** Fields common to refunds of orders and of recharges. */
export const refundFields = {
  id: idValue('refund'),
  transactionId: z.string(),
  amountFen: fenValue,
  requestedAtMs: instantValue,
  notBeforeMs: instantValue.optional(),
  state: z.discriminatedUnion('at', [
    z.looseObject({ at: z.literal('requested') }),
    z.looseObject({ at: z.literal('done'), doneAtMs: instantValue }),
    z.looseObject({ at: z.literal('replaced') }),
    z.looseObject({
      at: z.literal('halted'),
      reason: z.enum(HALT_REASONS),
      haltedAtMs: instantValue,
    }),
    z.looseObject({ at: z.literal('paid-out'), how: z.enum(PAYOUT_WAYS), doneAtMs: instantValue }),
  ]),
}
