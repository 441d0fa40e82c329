import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import { stationClock } from '@palm/shared/kernel/station-clock'
import { USUAL_LIMITS } from '@palm/shared/order/price/quote'
import { PUMP_PRICE } from '@palm/shared/pricing/rules/price-offer'
import { z } from 'zod'

/** Orders stored before benefits existed: all at the pump price. */
const before = z.looseObject({
  quote: z.undefined().optional(),
  stationId: z.string(),
  amountFen: z.int(),
  createdAtMs: z.int(),
  fuel: z.looseObject({ gradeId: z.string(), pumpPrice: z.int() }),
  state: z.looseObject({
    confirmation: z.looseObject({ dispensedFen: z.int() }).optional(),
  }),
})

/** Adds to an old order the quote it would have had; returns any other document unchanged. */
export function withQuote(document: unknown): unknown {
  const read = before.safeParse(document)
  if (!read.success) return document
  const { quote: _, ...order } = read.data
  const { amountFen, createdAtMs, fuel, state, stationId } = order
  const { gradeId, pumpPrice } = fuel
  const clock = stationClock(epochMs(createdAtMs))
  const sale = { stationId, gradeId, pumpPrice, amountFen, clock }
  const limits = USUAL_LIMITS
  const basis = { sale, prices: [], coupons: [], storedValueFen: 0, limits }
  const plan = { price: PUMP_PRICE, ...atPumpPrice(amountFen) }
  return { ...order, quote: { basis, plan, by: 'best-price' }, state: withSettlement(state) }
}

const withSettlement = (state: z.infer<typeof before>['state']) =>
  state.confirmation
    ? {
        ...state,
        confirmation: {
          ...state.confirmation,
          settlement: atPumpPrice(state.confirmation.dispensedFen),
        },
      }
    : state

const atPumpPrice = (payableFen: number) => ({
  payableFen: fen(payableFen),
  priceFen: 0,
  coupons: [],
})
