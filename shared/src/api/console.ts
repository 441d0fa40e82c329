import { z } from 'zod'
import type { Incident, Owner } from '../incident/incident'
import { OWNERS } from '../incident/incident'
import type { HaltRefusal } from '../trade/refund-change'
import { PAYOUT_WAYS } from '../trade/refund'
import { action } from './action'
import { instant } from './fields'

/** An incident as the operator's people see it. Instants in epoch ms. */
export interface IncidentView {
  readonly incidentId: Incident['id']
  readonly code: string
  readonly subject: string
  readonly atMs: number
  readonly owner: Owner
  readonly deadlineAtMs: number
  readonly details: Incident['details']
  readonly closed: { readonly atMs: number; readonly by: string; readonly note: string } | null
}

export interface IncidentListReply {
  /** Open ones, the most urgent first. */
  readonly incidents: readonly IncidentView[]
  /** Pass it as `afterMs` for less urgent ones; null at the end. */
  readonly nextAfterMs: number | null
}

/** How the timer's last run went. */
export interface TimerView {
  /** Null where it has never run. */
  readonly atMs: number | null
  readonly tookMs: number
  readonly lanes: readonly {
    readonly lane: string
    readonly looked: number
    readonly failed: number
    readonly oldestLateMs: number
    readonly finished: boolean
  }[]
}

export type IncidentRefusal =
  /** No incident has that number. */
  { readonly code: 'incident/unknown' }

export type CloseIncidentRefusal =
  | IncidentRefusal
  /** Money is still owed to a payer: ask the provider again, or pay it out another way. */
  | { readonly code: 'incident/refund-halted' }

export type HaltedRefundRefusal =
  | IncidentRefusal
  /** The incident is not about a refund. */
  | { readonly code: 'incident/no-refund' }
  | HaltRefusal

const incidentId = z
  .string()
  .max(200)
  .regex(/^incident:[\w.:-]+$/)
  .transform((text) => text as Incident['id'])

const note = z.string().trim().min(1).max(200)

export const consoleActions = {
  'console.incidents': action<IncidentListReply>()({
    audience: 'operator',
    request: z.strictObject({ owner: z.enum(OWNERS).nullable(), afterMs: instant.nullable() }),
  }),
  /** A person has decided; the note says what. Closing again changes nothing. */
  'console.closeIncident': action<IncidentView, CloseIncidentRefusal>()({
    audience: 'operator',
    request: z.strictObject({ incidentId, note }),
  }),
  /** The reason why the provider refused is mended: it is asked again, under the same number. */
  'console.retryRefund': action<IncidentView, HaltedRefundRefusal>()({
    audience: 'operator',
    request: z.strictObject({ incidentId, note }),
  }),
  /** The money has been returned another way; the provider is not asked any more. */
  'console.payOutRefund': action<IncidentView, HaltedRefundRefusal>()({
    audience: 'operator',
    request: z.strictObject({ incidentId, how: z.enum(PAYOUT_WAYS), note }),
  }),
  'console.timer': action<TimerView>()({ audience: 'operator', request: z.strictObject({}) }),
} as const
