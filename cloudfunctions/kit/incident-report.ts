import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Database } from './database/session'
import { incidents } from './documents/incidents'
import type { Log } from './log'

export interface ReportContext {
  readonly database: Database
  readonly clock: () => EpochMs
  readonly log: Log
}

/** Genuine money that fits nothing of ours: kept for a person to look at, once. */
export async function report(
  { clock, database, log }: ReportContext,
  code: string,
  subject: string,
  details: Readonly<Record<string, string | number>>,
): Promise<void> {
  log.error({ incident: code, subject, ...details })
  const id = `incident:${code.replace('/', '-')}-${subject}` as const
  await database.insert(incidents, { id, code, subject, atMs: clock(), details })
}
