import { PROVIDERS } from '@palm/shared/trade/fact'
import { OWN_MERCHANT, OWN_PAYEE } from '@palm/shared/trade/payee'
import { HALT_REASONS, PAYOUT_WAYS, REFUND_REASONS } from '@palm/shared/trade/refund'
import type { Trade } from '@palm/shared/trade/trade'
import { z } from 'zod'
import { renamedFields } from './earlier/renamed-fields'
import { fenValue, idValue, instantValue } from './values'

const refund = z.looseObject({
  id: idValue('refund'),
  transactionId: z.string(),
  amountFen: fenValue,
  reason: z.enum(REFUND_REASONS),
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
})

const closeReason = z.enum(['timeout', 'cancelled'])

const trade = z.looseObject({
  no: z.string(),
  // Trades stored before payees existed were all charged to the operator.
  payee: z
    .looseObject({ id: idValue('payee'), merchant: z.string() })
    .default({ id: OWN_PAYEE, merchant: OWN_MERCHANT }),
  provider: z.enum(PROVIDERS),
  payerId: z.string(),
  amountFen: fenValue,
  openedAtMs: instantValue,
  payByMs: instantValue,
  state: z.discriminatedUnion('at', [
    z.looseObject({ at: z.literal('open') }),
    z.looseObject({ at: z.literal('closing'), reason: closeReason, begunAtMs: instantValue }),
    z.looseObject({
      at: z.literal('closed'),
      reason: closeReason,
      closedAtMs: instantValue,
      isConfirmed: z.boolean(),
    }),
    z.looseObject({
      at: z.literal('paid'),
      transactionId: z.string().nullable(),
      paidAtMs: instantValue,
      refunds: z.array(refund),
    }),
  ]),
})

/** Stored form of a trade, inside its order or recharge. */
export const tradeForm: z.ZodType<Trade> = renamedFields({ channel: 'provider' }, trade)
