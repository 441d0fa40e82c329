import { z } from 'zod'
import { action, type Actions } from '../../action'
import type { DatabaseContext } from '../database'

const schema = z.object({ transactionId: z.string() })

export const transactionActions = ({ database }: DatabaseContext): Actions => ({
  'database.startTransaction': action('transaction', z.object({}), async (_, { running }) => ({
    transactionId: database.begin(running?.callId ?? null),
  })),
  'database.commitTransaction': action('transaction', schema, async ({ transactionId }) => {
    database.commit(transactionId)
    return { data: {} }
  }),
  'database.abortTransaction': action('transaction', schema, async ({ transactionId }) => {
    database.abort(transactionId)
    return { data: {} }
  }),
})
