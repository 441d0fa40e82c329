import type { ServiceContext } from '../service'
import type { AdminOptions } from './admin'
import type { Database } from './database/database'

const ALWAYS = new Set(['database.calculateDocument', 'database.aggregateDocuments'])
const BY_QUERY = new Set(['database.modifyDocument', 'database.removeDocument'])

/**
 * Reports operations that the SDK silently runs outside of a transaction: `count`, `aggregate` and
 * `where().update` and `.remove` do not send the transaction along. Detectable only inside function
 * calls, by an open transaction of the same call.
 */
export const reportOutside =
  (database: Database, { clock, wire }: ServiceContext): AdminOptions['watch'] =>
  (action, { collectionName, queryType }, { running }) => {
    const isOutside = ALWAYS.has(action) || (BY_QUERY.has(action) && queryType === 'WHERE')
    if (!running || !isOutside || !database.isInTransaction(running.callId)) return
    wire.record({
      atMs: clock.now(),
      service: 'cloudbase',
      title: `${action} ${collectionName ?? ''}`,
      detail: 'ran OUTSIDE the open transaction: the SDK does not send it along',
      outcome: 'fault',
      data: { callId: running.callId },
    })
  }
