import { idLetters } from '../kernel/id'
import { type EpochMs, later, MINUTE_MS } from '../kernel/instant'
import { subtractFen } from '../kernel/fen'
import { type Order, paidAtMsOf } from '../order/facts/order'
import { refundsOf } from '../trade/trade'
import { firstTellAtMs, type Telling } from './telling'

/**
 * After a payment the driver stands beside the pump with the passphrase in hand; most orders are
 * confirmed within this time, and then say one thing instead of two.
 */
export const PAID_TOLD_AFTER_MS = MINUTE_MS

/** A paid order that nobody has served for so long is worth a reminder. */
export const WAITING_TOLD_AFTER_MS = 30 * MINUTE_MS

/** Everything that an order has to tell its driver, as it stands. */
export const orderTellings = (order: Order): readonly Telling[] => [
  ...waitingTellings(order),
  ...doneTelling(order),
  ...refundTellings(order),
]

/** The earliest instant after another at which there is something to tell; null if there is none. */
export const orderTellAtMs = (order: Order, afterMs: EpochMs | null = null): EpochMs | null =>
  firstTellAtMs(orderTellings(order), afterMs)

function waitingTellings(order: Order): readonly Telling[] {
  if (order.state.status !== 'paid') return []
  const { fuel, id, payableFen, stationName } = order
  const { gradeName, nozzleNumber } = fuel
  const facts = { orderId: id, stationName, gradeName, nozzleNumber, paidFen: payableFen }
  const told = (kind: 'order-paid' | 'order-waiting', afterMs: number): Telling => ({
    key: `${kind}-${idLetters(id)}`,
    atMs: later(paidAtMsOf(order), afterMs),
    facts: { kind, ...facts },
  })
  return [told('order-paid', PAID_TOLD_AFTER_MS), told('order-waiting', WAITING_TOLD_AFTER_MS)]
}

function doneTelling({ fuel, id, state, stationName }: Order): readonly Telling[] {
  if (state.status !== 'confirmed') return []
  const { confirmedAtMs, dispensedFen, totals, volumeMl } = state.confirmation
  return [
    {
      key: `order-done-${idLetters(id)}`,
      atMs: confirmedAtMs,
      facts: {
        kind: 'order-done',
        orderId: id,
        stationName,
        gradeName: fuel.gradeName,
        volumeMl,
        paidFen: totals.payableFen,
        savedFen: subtractFen(dispensedFen, totals.payableFen),
      },
    },
  ]
}

const refundTellings = ({ id, stationName, trade }: Order): readonly Telling[] =>
  refundsOf(trade).flatMap(({ amountFen, id: refundId, state }) =>
    'doneAtMs' in state
      ? [
          {
            key: `refund-${idLetters(refundId)}`,
            atMs: state.doneAtMs,
            facts: { kind: 'refund-arrived', of: id, stationName, amountFen } as const,
          },
        ]
      : [],
  )
