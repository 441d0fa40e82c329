import { describeAggregation } from './aggregation'
import { describeAggregationGaps } from './aggregation-gaps'
import { describeDocuments } from './documents'
import { describeExpressionEdges } from './evaluation-edges'
import { describeExpressions } from './expressions'
import { describePlaces } from './places'
import { describeQueries } from './queries'
import { describeSchemas } from './schemas'
import { describeTransactions } from './transactions'
import { describeUpdates } from './updates'
import type { OpenDatabase } from './subject'

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
