import type { ConfirmationView, OrderView, PassphraseSeed } from '@palm/shared/api/order'
import { businessDay, type EpochMs } from '@palm/shared/kernel/instant'
import {
  type Confirmation,
  hasMoney,
  type Order,
  orderTail,
  type Refund,
} from '@palm/shared/order/order'
import { expectedOf } from '@palm/shared/order/proof'
import { dayKey, orderKey } from '@palm/shared/passphrase/key'

export interface PresentContext {
  readonly passphraseSecret: string
  readonly nowMs: EpochMs
}

/** An order as its driver may see it: who paid, in the wallet's terms, stays here. */
export function presentOrder(order: Order, context: PresentContext): OrderView {
  const { fuel, state } = order
  const money = hasMoney(state) ? state : null
  return {
    orderId: order.id,
    tail: orderTail(order.id),
    status: state.status,
    way: order.way,
    channel: order.channel,
    stationId: order.stationId,
    stationName: order.stationName,
    payeeName: order.payeeName,
    nozzleId: fuel.nozzleId,
    nozzleNumber: fuel.nozzleNumber,
    gradeId: fuel.gradeId,
    gradeName: fuel.gradeName,
    pumpPriceFen: fuel.pumpPrice,
    amountFen: order.amountFen,
    payableFen: order.payableFen,
    volumeMl: fuel.volumeMl,
    createdAtMs: order.createdAtMs,
    payByMs: order.payByMs,
    paidAtMs: money?.payment.paidAtMs ?? null,
    closed: state.status === 'closed' ? { reason: state.reason, atMs: state.closedAtMs } : null,
    confirmation: state.status === 'confirmed' ? presentConfirmation(state.confirmation) : null,
    reversal:
      'reversal' in state
        ? { reason: state.reversal.reason, atMs: state.reversal.decidedAtMs }
        : null,
    refunds: (money?.refunds ?? [])
      .filter(({ state }) => state.at !== 'replaced')
      .map(presentRefund),
    passphrase: state.status === 'paid' ? seedOf(order, context) : null,
  }
}

const presentConfirmation = (confirmation: Confirmation): ConfirmationView => ({
  dispensedFen: confirmation.dispensedFen,
  volumeMl: confirmation.volumeMl,
  staffName: confirmation.staffName,
  atMs: confirmation.confirmedAtMs,
  corrected: confirmation.corrections.length > 0,
})

const presentRefund = ({ amountFen, reason, requestedAtMs, state }: Refund) => ({
  amountFen,
  reason,
  requestedAtMs,
  doneAtMs: state.at === 'done' ? state.doneAtMs : null,
})

/** Minted only here, only for an order that the server has seen paid. */
function seedOf(order: Order, { nowMs, passphraseSecret }: PresentContext): PassphraseSeed {
  const day = businessDay(nowMs)
  const key = dayKey(passphraseSecret, order.stationId, day)
  return { orderKey: orderKey(key, expectedOf(order)), day }
}
