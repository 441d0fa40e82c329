import type { Id } from '../kernel/id'
import { type EpochMs, HOUR_MS, later } from '../kernel/instant'
import type { StationId } from '../station/station'

/** Owner of an incident: responsible until it is closed. */
export const OWNERS = ['finance', 'support', 'operations', 'engineering'] as const
export type Owner = (typeof OWNERS)[number]

/**
 * 异常单: a case that a person has to decide: an unmatched payment, a halted refund, an unreadable
 * document. Its id is derived from the event, so that reporting it again has no effect.
 */
export interface Incident {
  readonly id: Id<'incident'>
  /** Kind of event: `payment/amount-differs`. */
  readonly code: string
  /** Subject: a provider's number, or the id of an order, refund or document. */
  readonly subject: string
  readonly atMs: EpochMs
  readonly owner: Owner
  /** Deadline for the owner's decision. */
  readonly deadlineAtMs: EpochMs
  /** Facts for the person in charge; no names, no wallet identities. */
  readonly details: Readonly<Record<string, string | number>>
  readonly closed: Closing | null
}

export interface Closing {
  readonly atMs: EpochMs
  /** Name of the person. */
  readonly by: string
  readonly note: string
}

interface Duty {
  readonly owner: Owner
  readonly withinMs: number
}

/** Looked up by the whole code, or else by its first part. */
const DUTIES: Readonly<Record<string, Duty>> = {
  payment: { owner: 'finance', withinMs: 24 * HOUR_MS },
  refund: { owner: 'finance', withinMs: 48 * HOUR_MS },
  recharge: { owner: 'finance', withinMs: 24 * HOUR_MS },
  order: { owner: 'support', withinMs: 24 * HOUR_MS },
  invoice: { owner: 'finance', withinMs: 24 * HOUR_MS },
  ticket: { owner: 'support', withinMs: 24 * HOUR_MS },
  document: { owner: 'engineering', withinMs: 4 * HOUR_MS },
  timer: { owner: 'engineering', withinMs: 4 * HOUR_MS },
}

const OTHERWISE: Duty = { owner: 'operations', withinMs: 24 * HOUR_MS }

export function incidentOf(
  code: string,
  subject: string,
  details: Incident['details'],
  nowMs: EpochMs,
): Incident {
  const { owner, withinMs } = DUTIES[code] ?? DUTIES[code.split('/')[0]!] ?? OTHERWISE
  return {
    id: `incident:${code.replace(/\//g, '-')}-${subject}`,
    code,
    subject,
    atMs: nowMs,
    owner,
    deadlineAtMs: later(nowMs, withinMs),
    details,
    closed: null,
  }
}

/** The station that it is about; null for one that concerns none, or that was reported without. */
export function stationOf({ details }: Incident): StationId | null {
  const { stationId } = details
  return typeof stationId === 'string' ? (stationId as StationId) : null
}

/** Closing a closed incident changes nothing: the first decision stands. */
export const closeIncident = (incident: Incident, closed: Closing): Incident =>
  incident.closed ? incident : { ...incident, closed }
