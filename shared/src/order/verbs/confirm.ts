import { type Fen, NO_FEN, subtractFen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { volumeFor } from '../../kernel/volume'
import { entryOf } from '../../ledger/journal'
import type { HourKey, KeyHour } from '../../passphrase/key'
import type { PassphraseRefusal } from '../../passphrase/verify'
import type { OnDuty } from '../../staff/duty'
import type { ApproverId } from '../../staff/staff'
import { type ActRefusal, type ApprovalNeeded, approvalNeeded, barredFrom } from './act'
import { type Decision, journalId, unchanged } from '../facts/decision'
import { lowerCost } from '../price/cost'
import {
  type ConfirmedState,
  hasMoney,
  type Order,
  type OrderStatus,
  type ReversalReason,
} from '../facts/order'
import { checkProof, type Proof } from './proof'
import { reversed } from './reversal'
import { totalsFor, soldPostings } from '../price/totals-for'
import { totalsOf } from '../facts/totals'

export type ReverseRefusal =
  | ActRefusal
  | ApprovalNeeded
  /** Nothing has been paid: do not hand over fuel for it. */
  | { readonly code: 'order/not-paid'; readonly status: OrderStatus }
  /** Somebody confirmed it before. */
  | { readonly code: 'order/already-confirmed'; readonly by: string; readonly atMs: EpochMs }

export type ConfirmRefusal =
  | ReverseRefusal
  /** Its money is on the way back. */
  | { readonly code: 'order/reversed' }
  | PassphraseRefusal
  /** More than was ordered. The rest needs an order of its own. */
  | { readonly code: 'order/dispensed-above-ordered'; readonly orderedFen: Fen }

export interface Confirm {
  readonly by: OnDuty
  /** Dispensed amount, at the pump price; 0 refunds everything. */
  readonly dispensedFen: Fen
  readonly proof: Proof
  /** The station's passphrase key of an hour. */
  readonly keyOf: (hour: KeyHour) => HourKey
  readonly nowMs: EpochMs
}

/** The attendant has verified the passphrase and the fuel. The rest of the payment is refunded. */
export function confirm(order: Order, command: Confirm): Result<Decision, ConfirmRefusal> {
  const { by, dispensedFen, nowMs } = command
  const barred = barredFrom(order, by)
  if (barred) return refuse(barred)
  const { state } = order
  if (state.status === 'confirmed') return repeatOfConfirm(order, state, command)
  if (!hasMoney(state)) return refuse({ code: 'order/not-paid', status: state.status })
  if (state.status !== 'paid') return refuse({ code: 'order/reversed' })
  const proof = checkProof(order, command.proof, command.keyOf, nowMs)
  if (!proof.ok) return proof
  const { amountFen: orderedFen } = order
  if (dispensedFen > orderedFen)
    return refuse({ code: 'order/dispensed-above-ordered', orderedFen })
  if (dispensedFen === NO_FEN) {
    return reverse(order, { by, reason: 'nothing-dispensed', nowMs })
  }
  const needed = needsApproval(order, subtractFen(orderedFen, dispensedFen), { by, nowMs })
  if (needed) return refuse(needed)

  const totals = totalsFor(order, totalsOf(order.quote.plan), dispensedFen)
  const { payableFen: toFen } = totals
  const { postings, trade } = lowerCost(order, { toFen, reason: 'under-fill', nowMs })
  const confirmed: ConfirmedState = {
    status: 'confirmed',
    confirmation: {
      dispensedFen,
      totals,
      volumeMl: volumeFor(dispensedFen, order.fuel.pumpPrice),
      staffId: by.staff.id,
      staffName: by.staff.name,
      dutyId: by.duty.id,
      dutyStartedAtMs: by.duty.startedAtMs,
      confirmedAtMs: nowMs,
      proof: proof.value,
      unproven: command.proof.kind === 'none' ? command.proof.why : null,
      corrections: [],
      earned: null,
    },
  }
  return ok({
    order: { ...order, trade, state: confirmed },
    entry: entryOf(
      { id: journalId(order.id, 'confirmed'), kind: 'confirmed', subject: order.id, atMs: nowMs },
      [...soldPostings(order, dispensedFen, totals), ...postings],
    ),
  })
}

/** Fuel that was pumped before it was paid for is gone: less of it is the attendant's word. */
const needsApproval = (
  { way }: Order,
  backFen: Fen,
  { approvedBy, by, nowMs }: Omit<Reverse, 'reason'>,
): ApprovalNeeded | null =>
  way === 'fuel-first' ? approvalNeeded(by, backFen, approvedBy, nowMs) : null

/** The same tap twice, or the replay of a confirmation made without network. */
function repeatOfConfirm(
  order: Order,
  { confirmation }: ConfirmedState,
  { by, dispensedFen }: Confirm,
): Result<Decision, ConfirmRefusal> {
  const same = confirmation.staffId === by.staff.id && confirmation.dispensedFen === dispensedFen
  if (same) return ok(unchanged(order))
  const { staffName, confirmedAtMs } = confirmation
  return refuse({ code: 'order/already-confirmed', by: staffName, atMs: confirmedAtMs })
}

export interface Reverse {
  readonly by: OnDuty
  readonly reason: ReversalReason
  /** Who said yes, where one alone may not. */
  readonly approvedBy?: ApproverId
  readonly nowMs: EpochMs
}

/** The attendant sends the driver away with their money. */
export function reverse(order: Order, command: Reverse): Result<Decision, ReverseRefusal> {
  const { approvedBy, by, reason, nowMs } = command
  const barred = barredFrom(order, by)
  if (barred) return refuse(barred)
  const { state } = order
  if (!hasMoney(state)) return refuse({ code: 'order/not-paid', status: state.status })
  if (state.status === 'confirmed') {
    const { staffName, confirmedAtMs } = state.confirmation
    return refuse({ code: 'order/already-confirmed', by: staffName, atMs: confirmedAtMs })
  }
  if (state.status !== 'paid') return ok(unchanged(order))
  const needed = needsApproval(order, order.amountFen, command)
  if (needed) return refuse(needed)
  return ok(reversed(order, { reason, staffId: by.staff.id, approvedBy, nowMs }))
}
