import { idLetters } from '@palm/shared/kernel/id'
import { rechargeTradeNo } from '@palm/shared/stored-value/recharge/recharge'
import { z } from 'zod'

const refund = z.looseObject({
  id: z.string(),
  principalFen: z.number(),
  amountFen: z.number(),
  reason: z.string(),
  requestedAtMs: z.number(),
  state: z.looseObject({ at: z.string() }),
})

/** Form of a recharge paid by a wallet, stored before trades existed. */
const before = z.looseObject({
  id: z.string(),
  amountFen: z.number(),
  requestedAtMs: z.number(),
  source: z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('wallet'), channel: z.string(), payerId: z.string() }),
    z.looseObject({ kind: z.literal('card') }),
  ]),
  state: z.looseObject({
    status: z.string(),
    payByMs: z.number().optional(),
    closedAtMs: z.number().optional(),
    unconfirmed: z.boolean().optional(),
    transactionId: z.string().optional(),
    paidAtMs: z.number().optional(),
    refunds: z.array(refund).optional(),
  }),
})

type Before = z.infer<typeof before>

/**
 * Converts a recharge stored before trades existed into one that holds its trade; returns any other
 * unchanged.
 */
export function withRechargeTrade(recharge: unknown): unknown {
  const read = before.safeParse(recharge)
  if (!read.success || isNow(read.data)) return recharge
  const { source: _4, state, ...rest } = read.data
  const { closedAtMs: _, paidAtMs: _1, payByMs: _2, refunds, transactionId: _3, ...own } = state
  const { unconfirmed: _5, ...stateNow } = own
  const withdrawals = refunds ? { withdrawals: withdrawalsOf(refunds) } : {}
  return { ...rest, source: sourceOf(read.data), state: { ...stateNow, ...withdrawals } }
}

const isNow = ({ source, state }: Before) =>
  'trade' in source || 'withdrawals' in state || (source.kind === 'card' && !state.refunds)

function sourceOf({ amountFen, id, requestedAtMs, source, state }: Before) {
  if (source.kind === 'card') return source
  const { channel, kind, payerId } = source
  const trade = {
    no: rechargeTradeNo(`recharge:${idLetters(id as `recharge:${string}`)}`),
    channel,
    payerId,
    amountFen,
    openedAtMs: requestedAtMs,
    // Earlier versions kept the payment deadline of open recharges only.
    payByMs: state.payByMs ?? requestedAtMs,
    state: tradeStateOf(state),
  }
  return { kind, trade }
}

function tradeStateOf({
  closedAtMs,
  paidAtMs,
  refunds,
  transactionId,
  unconfirmed,
}: Before['state']) {
  if (paidAtMs !== undefined) {
    const own = (refunds ?? []).map(({ principalFen: _, ...one }) => one)
    return { at: 'paid', transactionId, paidAtMs, refunds: own }
  }
  if (closedAtMs === undefined) return { at: 'open' }
  return { at: 'closed', reason: 'timeout', closedAtMs, isConfirmed: !unconfirmed }
}

/** Withdrawals of the member; a replacement refund belongs to the same withdrawal. */
const withdrawalsOf = (refunds: readonly z.infer<typeof refund>[]) =>
  refunds
    .filter(({ reason, state }) => reason === 'asked' && state.at !== 'replaced')
    .map(({ amountFen, id, principalFen, requestedAtMs }) => ({
      id,
      principalFen,
      amountFen,
      askedAtMs: requestedAtMs,
    }))
