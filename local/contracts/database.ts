import { describeAggregation } from './database-aggregation'
import { describeAggregationGaps } from './database-aggregation-gaps'
import { describeDocuments } from './database-documents'
import { describeExpressionEdges } from './database-expression-edges'
import { describeExpressions } from './database-expressions'
import { describePlaces } from './database-places'
import { describeQueries } from './database-queries'
import { describeSchemas } from './database-schemas'
import { describeTransactions } from './database-transactions'
import { describeUpdates } from './database-updates'
import type { OpenDatabase } from './database-subject'

/** Collections that must exist; nothing else is touched, and these are emptied. */
export const CONTRACT_COLLECTIONS = {
  contract_documents: { indexes: [] },
  contract_indexed: {
    indexes: [
      { name: 'member', keys: { memberId: 1, createdAtMs: -1 } },
      { name: 'tags', keys: { tags: 1 } },
    ],
  },
  contract_unique: { indexes: [{ name: 'code', keys: { code: 1 }, unique: true }] },
  contract_places: { indexes: [{ name: 'at', keys: { at: '2dsphere' } }] },
} as const

/** The guarantees of the database that other code relies on. */
export function describeDatabase(open: OpenDatabase): void {
  describeDocuments(open)
  describeQueries(open)
  describePlaces(open)
  describeSchemas(open)
  describeUpdates(open)
  describeAggregation(open)
  describeAggregationGaps(open)
  describeExpressions(open)
  describeExpressionEdges(open)
  describeTransactions(open)
}
