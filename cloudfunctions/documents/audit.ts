import type { ActionName } from '@palm/shared/api/actions'
import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { OperatorId } from '@palm/shared/staff/operator'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue } from './values'

/** Acts of the installation's keeper, by command: nobody of the office may do them. */
export type KeeperAct = 'operators.add' | 'operators.remove'

/** Record of an operator's act: person, action, and every changed document. Append-only. */
export interface AuditRow {
  readonly id: Id<'audit'>
  readonly ordinal: number
  readonly operatorId: OperatorId
  /** Of the person, as it was then. Missing in rows of the time when the id was the name. */
  readonly name?: string | undefined
  /** As its call was named then. */
  readonly action: ActionName | KeeperAct
  /** Of the call; in older rows the token of the call has it. */
  readonly callId?: string | undefined
  readonly tokenId?: string | undefined
  readonly atMs: EpochMs
  readonly changes: readonly AuditChange[]
  /** Hash of the previous row, so that a change or removal is detectable. */
  readonly previous: string
  /** Of this row without this field. */
  readonly hash: string
}

/** SHA-256 of a document before and after; null if it did not exist. */
export interface AuditChange {
  readonly collection: string
  readonly id: string
  readonly before: string | null
  readonly after: string
}

/** The end of the chain. */
export interface AuditHead {
  readonly id: Id<'audit-head'>
  readonly ordinal: number
  readonly hash: string
}

/** A call of an operator, whether it changes anything or not: written before it is answered. */
export interface OperatorCall {
  readonly id: Id<'operator-call'>
  readonly operatorId: OperatorId
  readonly name?: string | undefined
  readonly action: ActionName | KeeperAct
  readonly atMs: EpochMs
}

const actionValue = z.string().transform((name) => name as ActionName)

export const audit = collectionOf<AuditRow>(
  'audit',
  z.object({
    id: idValue('audit'),
    ordinal: z.int().positive(),
    operatorId: idValue('operator'),
    name: z.string().optional(),
    action: actionValue,
    callId: z.string().optional(),
    tokenId: z.string().optional(),
    atMs: instantValue,
    changes: z.array(
      z.object({
        collection: z.string(),
        id: z.string(),
        before: z.string().nullable(),
        after: z.string(),
      }),
    ),
    previous: z.string(),
    hash: z.string(),
  }),
)

export const auditHeads = collectionOf<AuditHead>(
  'auditHeads',
  z.object({ id: idValue('audit-head'), ordinal: z.int().nonnegative(), hash: z.string() }),
)

export const operatorCalls = collectionOf<OperatorCall>(
  'operatorCalls',
  z.object({
    id: idValue('operator-call'),
    operatorId: idValue('operator'),
    name: z.string().optional(),
    action: actionValue,
    atMs: instantValue,
  }),
)
