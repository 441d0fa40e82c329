import { fen } from '@palm/shared/kernel/fen'
import { splitOf } from '@palm/shared/order/facts/tender'
import { z } from 'zod'
import { tendersForm } from '../tenders'

/** Form of an order stored before trades existed: its money was in its state. */
const before = z.looseObject({
  id: z.string(),
  channel: z.string(),
  payerId: z.string(),
  payableFen: z.number(),
  createdAtMs: z.number(),
  payByMs: z.number(),
  tenders: z.unknown().optional(),
  state: z.looseObject({
    status: z.string(),
    reason: z.string().optional(),
    begunAtMs: z.number().optional(),
    closedAtMs: z.number().optional(),
    unconfirmed: z.boolean().optional(),
    payment: z
      .looseObject({
        transactionId: z.string().nullable(),
        amountFen: z.number(),
        paidAtMs: z.number(),
      })
      .optional(),
    refunds: z.array(z.unknown()).optional(),
  }),
})

type Before = z.infer<typeof before>

/**
 * Converts an order stored before trades existed into one that holds its trade; returns any other
 * unchanged.
 */
export function withTrade(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || 'trade' in document) return document
  const read = before.safeParse(document)
  if (!read.success) return document
  const { channel, payByMs, payerId, state, ...rest } = read.data
  const { payment, reason: _, begunAtMs: _1, closedAtMs: _2, unconfirmed: _3, ...own } = state
  const { refunds: _4, ...stateNow } = own
  const trade = {
    no: rest.id.slice('order:'.length),
    channel,
    payerId,
    amountFen: payment?.amountFen ?? walletFenOf(read.data),
    openedAtMs: rest.createdAtMs,
    payByMs,
    state: tradeStateOf(read.data),
  }
  return { ...rest, trade, state: stateNow }
}

/** Amount requested from the wallet, for an order without a payment. */
const walletFenOf = ({ payableFen, tenders }: Before) =>
  splitOf(tendersForm.parse(tenders), fen(payableFen)).walletFen

function tradeStateOf({ createdAtMs, state }: Before) {
  const { begunAtMs, closedAtMs, payment, reason, refunds, status, unconfirmed } = state
  if (payment) {
    const { paidAtMs, transactionId } = payment
    return { at: 'paid', transactionId, paidAtMs, refunds }
  }
  if (status === 'closing') return { at: 'closing', reason, begunAtMs: begunAtMs ?? createdAtMs }
  if (status === 'closed') return { at: 'closed', reason, closedAtMs, isConfirmed: !unconfirmed }
  return { at: 'open' }
}
