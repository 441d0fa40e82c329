import {
  closeIncident,
  type Closing,
  type Incident,
  type Owner,
} from '@palm/shared/incident/incident'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Database } from '../database/session'
import { health, TIMER_HEALTH_ID, type TimerHealth } from '../documents/health'
import { incidents } from '../documents/incidents'

/** Database interface of the operator's console. */
export interface ConsoleStore {
  /** Open incidents of an owner, or of all, most urgent first. */
  openIncidents(owner: Owner | null, afterMs: EpochMs | null, limit: number): Promise<Incident[]>
  incident(id: Incident['id']): Promise<Incident | null>
  close(id: Incident['id'], closing: Closing): Promise<Incident | null>
  timer(): Promise<TimerHealth | null>
}

export function openConsoleStore(database: Database): ConsoleStore {
  return {
    openIncidents: (owner, afterMs, limit) =>
      database.find(incidents, {
        where: {
          isOpen: true,
          ...(owner ? { owner } : {}),
          deadlineAtMs: { above: afterMs ?? -1, atMost: Number.MAX_SAFE_INTEGER },
        },
        orderBy: { field: 'deadlineAtMs', direction: 'asc' },
        limit,
      }),
    incident: (id) => database.get(incidents, id),
    close: (id, closing) =>
      database.transaction(async (transaction) => {
        const incident = await transaction.get(incidents, id)
        if (!incident) return null
        const closed = closeIncident(incident, closing)
        if (closed !== incident) await transaction.put(incidents, closed)
        return closed
      }),
    timer: () => database.get(health, TIMER_HEALTH_ID),
  }
}
