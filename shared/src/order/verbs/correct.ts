import { type Fen, NO_FEN, subtractFen } from '../../kernel/fen'
import { DAY_MS, type EpochMs, later } from '../../kernel/instant'
import { CORRECTABLE_DAYS } from '../../rule/recent'
import { ok, refuse, type Result } from '../../kernel/result'
import { volumeFor } from '../../kernel/volume'
import { entryOf } from '../../ledger/journal'
import type { OnDuty } from '../../staff/duty'
import type { ApproverId } from '../../staff/staff'
import { type ActRefusal, type ApprovalNeeded, approvalNeeded, barredFrom } from './act'
import { type Decision, journalId, unchanged } from '../facts/decision'
import { lowerCost } from '../price/cost'
import type { Confirmation, ConfirmedState, Order, OrderStatus } from '../facts/order'
import { correctedPostings, totalsFor } from '../price/totals-for'
import type { Totals } from '../facts/totals'

export type CorrectRefusal =
  | ActRefusal
  | ApprovalNeeded
  /** Only a confirmed order can be corrected. */
  | { readonly code: 'order/not-confirmed'; readonly status: OrderStatus }
  /** A correction gives money back. More fuel needs an order of its own. */
  | { readonly code: 'order/correction-not-lower'; readonly dispensedFen: Fen }
  /** Put right so often already: somebody has to look. */
  | { readonly code: 'order/corrected-too-often'; readonly max: number }
  /** Its earnings and tenders are settled by then; and old orders invite abuse. */
  | { readonly code: 'order/correction-too-late'; readonly untilMs: EpochMs }

export const CORRECTIONS_MAX = 10

export interface Correct {
  readonly by: OnDuty
  /** Dispensed amount; 0 for an order that should not have been confirmed. */
  readonly dispensedFen: Fen
  /** Who said yes, where one alone may not. */
  readonly approvedBy?: ApproverId
  readonly nowMs: EpochMs
}

/** A wrong figure was confirmed: the difference goes back to the driver, the journal says so. */
export function correct(order: Order, command: Correct): Result<Decision, CorrectRefusal> {
  const { by, dispensedFen, nowMs } = command
  const barred = barredFrom(order, by)
  if (barred) return refuse(barred)
  const { state } = order
  if (state.status !== 'confirmed') {
    return refuse({ code: 'order/not-confirmed', status: state.status })
  }
  const before = state.confirmation.dispensedFen
  if (dispensedFen === before && state.confirmation.corrections.length > 0)
    return ok(unchanged(order))
  const untilMs = later(state.confirmation.confirmedAtMs, CORRECTABLE_DAYS * DAY_MS)
  if (nowMs >= untilMs) return refuse({ code: 'order/correction-too-late', untilMs })
  if (dispensedFen >= before || dispensedFen < NO_FEN) {
    return refuse({ code: 'order/correction-not-lower', dispensedFen: before })
  }
  const backFen = subtractFen(before, dispensedFen)
  const needed = approvalNeeded(by, backFen, command.approvedBy, nowMs)
  if (needed) return refuse(needed)

  if (state.confirmation.corrections.length >= CORRECTIONS_MAX) {
    return refuse({ code: 'order/corrected-too-often', max: CORRECTIONS_MAX })
  }

  const was = state.confirmation
  const totals = totalsFor(order, was.totals, dispensedFen)
  const { payableFen: toFen } = totals
  const { postings, trade } = lowerCost(order, { toFen, reason: 'correction', nowMs })
  const corrected: ConfirmedState = {
    ...state,
    confirmation: correctedFrom(order, was, totals, command),
  }
  const ordinal = corrected.confirmation.corrections.length
  return ok({
    order: { ...order, trade, state: corrected },
    entry: entryOf(
      {
        id: journalId(order.id, `corrected:${ordinal}`),
        kind: 'corrected',
        subject: order.id,
        atMs: nowMs,
      },
      [...correctedPostings(order, was, { dispensedFen, totals }), ...postings],
    ),
  })
}

function correctedFrom(
  order: Order,
  confirmation: Confirmation,
  totals: Totals,
  { approvedBy, by, dispensedFen, nowMs }: Correct,
): Confirmation {
  const correction = {
    fromFen: confirmation.dispensedFen,
    toFen: dispensedFen,
    staffId: by.staff.id,
    atMs: nowMs,
    ...(approvedBy && { approvedBy }),
  }
  return {
    ...confirmation,
    dispensedFen,
    totals,
    volumeMl: volumeFor(dispensedFen, order.fuel.pumpPrice),
    corrections: [...confirmation.corrections, correction],
  }
}
