import { z } from 'zod'

/** Fields that requests to the database share. Texts named `…` are extended JSON. */
export const collectionName = z.string().min(1)
export const transactionId = z.string().optional()
/** Absent for `collection(…)` without `where`. */
export const queryText = z.string().default('{}')
/** `DOC` comes from `doc(id)`, `WHERE` from everything else. */
export const queryType = z.enum(['DOC', 'WHERE']).default('WHERE')
