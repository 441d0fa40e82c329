import { type Fen, NO_FEN } from '../kernel/fen'
import type { BusinessDay, EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { volumeFor } from '../kernel/volume'
import { entryOf, entryOrNull } from '../ledger/journal'
import type { DayKey } from '../passphrase/key'
import type { PassphraseRefusal } from '../passphrase/verify'
import type { Duty, Staff } from '../staff/staff'
import { type Decision, journalId, unchanged } from './decision'
import { giveBack } from './give-back'
import {
  type ConfirmedState,
  hasMoney,
  type Order,
  type OrderStatus,
  type ReversalReason,
  type ReversedState,
} from './order'
import { checkProof, type Proof } from './proof'
import { pendingRefunds } from './refund'
import { settle, settlementOf, soldPostings } from './settle'

/** An attendant who is at work, at this station. */
export interface OnDuty {
  readonly staff: Staff
  readonly duty: Duty
}

export type DutyRefusal =
  /** Not staff, or no longer. */
  | { readonly code: 'staff/not-staff' }
  /** Staff, but not at work: start the duty first. */
  | { readonly code: 'staff/not-on-duty' }

export type ReverseRefusal =
  /** The order is of another station. Seen by its own staff only. */
  | { readonly code: 'order/unknown' }
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
  /** What went into the tank, at the pump price; 0 sends everything back. */
  readonly dispensedFen: Fen
  readonly proof: Proof
  /** The station's passphrase key of a day. */
  readonly keyOf: (day: BusinessDay) => DayKey
  readonly nowMs: EpochMs
}

/** The attendant has seen the passphrase and the fuel. What was paid beyond it goes back. */
export function confirm(order: Order, command: Confirm): Result<Decision, ConfirmRefusal> {
  const { by, dispensedFen, nowMs } = command
  if (order.stationId !== by.duty.stationId) return refuse({ code: 'order/unknown' })
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

  const settlement = settle(order, settlementOf(order.quote.plan), dispensedFen)
  const { payableFen: toFen } = settlement
  const { postings, refunds } = giveBack(order, state, { toFen, reason: 'under-fill', nowMs })
  const confirmed: ConfirmedState = {
    status: 'confirmed',
    payment: state.payment,
    refunds,
    confirmation: {
      dispensedFen,
      settlement,
      volumeMl: volumeFor(dispensedFen, order.fuel.pumpPrice),
      staffId: by.staff.id,
      staffName: by.staff.name,
      dutyId: by.duty.id,
      confirmedAtMs: nowMs,
      proof: proof.value,
      corrections: [],
      earned: null,
    },
  }
  return ok({
    order: { ...order, state: confirmed },
    entry: entryOf(
      { id: journalId(order.id, 'confirmed'), kind: 'confirmed', subject: order.id, atMs: nowMs },
      [...soldPostings(order, dispensedFen, settlement), ...postings],
    ),
  })
}

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
  readonly nowMs: EpochMs
}

/** The attendant sends the driver away with his money. */
export function reverse(
  order: Order,
  { by, reason, nowMs }: Reverse,
): Result<Decision, ReverseRefusal> {
  if (order.stationId !== by.duty.stationId) return refuse({ code: 'order/unknown' })
  const { state } = order
  if (!hasMoney(state)) return refuse({ code: 'order/not-paid', status: state.status })
  if (state.status === 'confirmed') {
    const { staffName, confirmedAtMs } = state.confirmation
    return refuse({ code: 'order/already-confirmed', by: staffName, atMs: confirmedAtMs })
  }
  if (state.status !== 'paid') return ok(unchanged(order))
  const back = giveBack(order, state, { toFen: NO_FEN, reason: 'reversal', nowMs })
  const reversed: ReversedState = {
    status: pendingRefunds(back.refunds).length > 0 ? 'refunding' : 'refunded',
    payment: state.payment,
    refunds: back.refunds,
    reversal: { reason, staffId: by.staff.id, decidedAtMs: nowMs },
  }
  return ok({
    order: { ...order, state: reversed },
    entry: entryOrNull(
      { id: journalId(order.id, 'reversed'), kind: 'reversed', subject: order.id, atMs: nowMs },
      back.postings,
    ),
  })
}
