import { incidentOf } from '@palm/shared/incident/incident'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Database } from '../database/session'
import { incidents } from '../documents/incidents'
import type { Log } from '../edge/log'

export interface ReportContext {
  readonly database: Database
  readonly clock: () => EpochMs
  readonly log: Log
}

/** Opens an incident with owner and deadline, once. */
export async function report(
  { clock, database, log }: ReportContext,
  code: string,
  subject: string,
  details: Readonly<Record<string, string | number>>,
): Promise<void> {
  log.error({ incident: code, subject, ...details })
  await database.insert(incidents, incidentOf(code, subject, details, clock()))
}
