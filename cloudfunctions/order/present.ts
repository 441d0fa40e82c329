import type { HeldView, OrderView, PassphraseSeed, QuoteView } from '@palm/shared/api/order'
import { addFen, fen, subtractFen } from '@palm/shared/kernel/fen'
import { type EpochMs } from '@palm/shared/kernel/instant'
import type { Order } from '@palm/shared/order/facts/order'
import type { Offered, TenderChoice } from '@palm/shared/order/price/tender-choice'
import { perLitreOf } from '@palm/shared/order/price/own-price'
import { bestPlan } from '@palm/shared/pricing/plans/best-plan'
import { offPerLitreAt, PUMP_PRICE } from '@palm/shared/pricing/rules/price-offer'
import { exchangeFor } from '@palm/shared/pricing/plans/exchange'
import { type Unused, whyNot } from '@palm/shared/pricing/plans/why-not'
import { expectedOf } from '@palm/shared/order/verbs/proof'
import {
  hourKey,
  type KeyHour,
  orderHoursAt,
  orderKey,
  type PassphraseSecrets,
} from '@palm/shared/passphrase/key'
import { totalsOf } from '@palm/shared/order/facts/totals'
import { linesOf, viewOfOrder } from '../flows/order-view'
import type { Quote } from '@palm/shared/order/facts/quote'

export interface PresentContext {
  readonly passphraseSecrets: PassphraseSecrets
  readonly nowMs: EpochMs
}

/** An order as its driver may see it, with the seed of its passphrase while it is paid. */
export const presentOrder = (order: Order, context: PresentContext): OrderView => ({
  ...viewOfOrder(order),
  passphrase: order.state.status === 'paid' ? seedOf(order, context) : null,
})

/** Price of a sale, with a reason for every unused benefit. */
export function presentQuote(
  { basis, plan }: Quote,
  choice: TenderChoice,
  offered: Offered,
  held: HeldView | null,
): QuoteView {
  const best = bestPlan(basis)
  return {
    amountFen: basis.sale.amountFen,
    payableFen: plan.payableFen,
    pricePerLitreFen: perLitreOf(basis, plan),
    lines: linesOf(plan, totalsOf(plan)),
    unused: whyNot({ ...best, plan })
      .filter(({ id }) => id !== PUMP_PRICE.id)
      .map((unused) => ({ ...unused, exchange: exchangeOf(basis, plan, unused) })),
    held,
    runnerUpFen: best.runnerUpFen,
    tenders: {
      ...choice,
      walletFen: subtractFen(plan.payableFen, addFen(choice.pointsFen, choice.storedValueFen)),
    },
    offered,
  }
}

/** Offered only where the coupon takes something off. */
const exchangeOf = (basis: Quote['basis'], plan: Quote['plan'], { id, why }: Unused) =>
  'payableFen' in why && id.startsWith('coupon:') ? exchangeFor(basis, plan, id) : null

/** Minted only here, only for an order that the server has seen paid, for this hour and the next. */
function seedOf(order: Order, { nowMs, passphraseSecrets }: PresentContext): PassphraseSeed {
  const keyIn = (hour: KeyHour) => hourKey(passphraseSecrets, order.stationId, hour)
  return {
    keys: orderHoursAt(nowMs).map((hour) => ({
      hour,
      orderKey: orderKey(keyIn(hour), expectedOf(order)),
    })),
  }
}
