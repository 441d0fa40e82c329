import type { EpochMs } from '../../kernel/instant'
import { z } from 'zod'
import type { Incident, Owner } from '../../incident/incident'
import { OWNERS } from '../../incident/incident'
import type { HaltRefusal } from '../../trade/refund-change'
import { PAYOUT_WAYS } from '../../trade/refund'
import { action } from '../action'
import { instant } from '../fields'

/** An incident as operators see it. Instants in epoch ms. */
export interface IncidentView {
  readonly incidentId: Incident['id']
  readonly code: string
  readonly subject: string
  readonly atMs: EpochMs
  readonly owner: Owner
  readonly deadlineAtMs: EpochMs
  readonly details: Incident['details']
  readonly closed: { readonly atMs: EpochMs; readonly by: string; readonly note: string } | null
}

export interface IncidentListReply {
  /** Open ones, most urgent first. */
  readonly incidents: readonly IncidentView[]
  /** Pass it as `afterMs` for less urgent ones; null at the end. */
  readonly nextAfterMs: EpochMs | null
}

/** Result of the timer's last run. */
export interface TimerView {
  /** Null if it has never run. */
  readonly atMs: EpochMs | null
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
  /** No incident has this number. */
  { readonly code: 'incident/unknown' }

export type CloseIncidentRefusal =
  | IncidentRefusal
  /** Money is still owed to a payer: retry at the provider, or pay it out another way. */
  | { readonly code: 'incident/refund-halted' }
  /** The order is paid and nobody has served it: it is confirmed at the station, or given back. */
  | { readonly code: 'incident/order-open' }

export type UnservedRefusal =
  | IncidentRefusal
  /** The incident is not about an order that nobody served. */
  | { readonly code: 'incident/not-unserved' }

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

export const incidentsActions = {
  'console.incidents': action<IncidentListReply>()({
    audience: 'operator',
    request: z.strictObject({ owner: z.enum(OWNERS).nullable(), afterMs: instant.nullable() }),
  }),
  /** Closes an incident with a person's decision in `note`. Closing again changes nothing. */
  'console.closeIncident': action<IncidentView, CloseIncidentRefusal>()({
    audience: 'operator',
    request: z.strictObject({ incidentId, note }),
  }),
  /** The cause of the provider's refusal was fixed: retries the refund under the same number. */
  'console.retryRefund': action<IncidentView, HaltedRefundRefusal>()({
    audience: 'operator',
    request: z.strictObject({ incidentId, note }),
  }),
  /** Records that the money was returned another way; the provider is not asked again. */
  'console.payOutRefund': action<IncidentView, HaltedRefundRefusal>()({
    audience: 'operator',
    request: z.strictObject({ incidentId, how: z.enum(PAYOUT_WAYS), note }),
  }),
  /** The fuel was never delivered: refunds the whole order, and closes its incident. */
  'console.giveBackUnserved': action<IncidentView, UnservedRefusal>()({
    audience: 'operator',
    request: z.strictObject({ incidentId, note }),
  }),
  'console.timer': action<TimerView>()({ audience: 'operator', request: z.strictObject({}) }),
} as const
