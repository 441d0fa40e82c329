import type { Id } from '../kernel/id'
import { type EpochMs, HOUR_MS, later } from '../kernel/instant'

/** Who looks at an incident, and answers for it until it is closed. */
export const OWNERS = ['finance', 'support', 'operations', 'engineering'] as const
export type Owner = (typeof OWNERS)[number]

/**
 * 异常单: something that a person has to decide: genuine money that fits nothing of ours, a refund
 * that a provider will not make, a document that cannot be read. Its id is made from what happened,
 * so that hearing of it again adds nothing.
 */
export interface Incident {
  readonly id: Id<'incident'>
  /** What happened: `payment/amount-differs`. */
  readonly code: string
  /** What it is about: a provider's number, the id of an order, a refund, a document. */
  readonly subject: string
  readonly atMs: EpochMs
  readonly owner: Owner
  /** Until when the owner has to decide. */
  readonly deadlineAtMs: EpochMs
  /** Facts for the person who looks; no names, no wallet identities. */
  readonly details: Readonly<Record<string, string | number>>
  readonly closed: Closing | null
}

export interface Closing {
  readonly atMs: EpochMs
  /** The person, as their operator token names them. */
  readonly by: string
  readonly note: string
}

interface Duty {
  readonly owner: Owner
  readonly withinMs: number
}

/** By the first part of the code, or the whole of it where one kind differs. */
const DUTIES: Readonly<Record<string, Duty>> = {
  payment: { owner: 'finance', withinMs: 24 * HOUR_MS },
  refund: { owner: 'finance', withinMs: 48 * HOUR_MS },
  recharge: { owner: 'finance', withinMs: 24 * HOUR_MS },
  order: { owner: 'support', withinMs: 24 * HOUR_MS },
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

/** Closing a closed one changes nothing: the first decision stands. */
export const closeIncident = (incident: Incident, closed: Closing): Incident =>
  incident.closed ? incident : { ...incident, closed }
