import {
  closeIncident,
  type Closing,
  type Incident,
  type Owner,
} from '@palm/shared/incident/incident'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Database } from '../../database/session'
import { incidents } from '../../documents/incidents'

/** Open incidents of an owner, or of all, most urgent first. */
export const openIncidents = (
  database: Database,
  owner: Owner | null,
  afterMs: EpochMs | null,
  limit: number,
): Promise<Incident[]> =>
  database.find(incidents, {
    where: {
      isOpen: true,
      ...(owner ? { owner } : {}),
      deadlineAtMs: { above: afterMs ?? -1, atMost: Number.MAX_SAFE_INTEGER },
    },
    orderBy: { field: 'deadlineAtMs', direction: 'asc' },
    limit,
  })

export const close = (
  database: Database,
  id: Incident['id'],
  closing: Closing,
): Promise<Incident | null> =>
  database.transaction(async (transaction) => {
    const incident = await transaction.get(incidents, id)
    if (!incident) return null
    const closed = closeIncident(incident, closing)
    if (closed !== incident) await transaction.put(incidents, closed)
    return closed
  })
