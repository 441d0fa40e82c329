import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import type { ActionName } from '@palm/shared/api/actions'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { type Collection, type Database, Taken, type Transaction } from '../database/session'
import {
  audit,
  type AuditChange,
  type AuditHead,
  auditHeads,
  type AuditRow,
  type KeeperAct,
  operatorCalls,
} from '../documents/audit'
import type { OperatorCaller } from './identity/operator-caller'

interface Acting {
  readonly caller: Pick<OperatorCaller, 'callId' | 'name' | 'operatorId'>
  readonly action: ActionName | KeeperAct
}

/**
 * The operator's act of the current call. It is passed implicitly, so that no handler can omit it.
 */
const acting = new AsyncLocalStorage<Acting>()

/** Records an operator's call and runs their act: every write leaves a row. */
export async function actAsOperator<Answered>(
  database: Pick<Database, 'insert'>,
  { action, caller }: Acting,
  nowMs: EpochMs,
  work: () => Promise<Answered>,
): Promise<Answered> {
  const { callId, name, operatorId } = caller
  const id = `operator-call:${callId}` as const
  await database.insert(operatorCalls, { id, operatorId, name, action, atMs: nowMs })
  return acting.run({ action, caller }, work)
}

/** The same database, with an audit row in the transaction of every operator's write. */
export function audited(database: Database, clock: () => EpochMs): Database {
  const transaction = <Value>(work: (transaction: Transaction) => Promise<Value>) => {
    const by = acting.getStore()
    return by
      ? database.transaction((inner) => withRow(inner, by, clock(), work))
      : database.transaction(work)
  }
  return {
    ...database,
    transaction,
    // An operator's row needs the transaction that a caller falls back on.
    replace: async (collection, before, after) =>
      acting.getStore() ? 'changed' : database.replace(collection, before, after),
    async put(collection, value) {
      if (!acting.getStore()) return database.put(collection, value)
      await transaction((inner) => inner.put(collection, value))
    },
    async insert(collection, value) {
      if (!acting.getStore()) return database.insert(collection, value)
      try {
        await transaction((inner) => inner.insert(collection, value))
        return 'inserted'
      } catch (error) {
        if (error instanceof Taken) return 'taken'
        throw error
      }
    },
  }
}

async function withRow<Value>(
  transaction: Transaction,
  by: Acting,
  nowMs: EpochMs,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  const noted = noting(transaction)
  const value = await work(noted.transaction)
  const changes = noted.changes()
  if (changes.length === 0) return value
  const head = (await transaction.get(auditHeads, HEAD_ID)) ?? NO_HEAD
  const row = rowAfter(head, by, changes, nowMs)
  const next: AuditHead = { id: HEAD_ID, ordinal: row.ordinal, hash: row.hash }
  await transaction.insert(audit, row)
  await transaction.put(auditHeads, next)
  return value
}

const HEAD_ID = 'audit-head:operators'
const NO_HEAD: AuditHead = { id: HEAD_ID, ordinal: 0, hash: '' }

function rowAfter(
  head: AuditHead,
  { action, caller }: Acting,
  changes: readonly AuditChange[],
  atMs: EpochMs,
): AuditRow {
  const { callId, name, operatorId } = caller
  const ordinal = head.ordinal + 1
  const by = { operatorId, name, callId }
  const facts = { ordinal, ...by, action, atMs, changes, previous: head.hash }
  const row = { id: `audit:${ordinal}`, ...facts } as const
  return { ...row, hash: hashOf(row) }
}

/** Whether rows, oldest first, are unchanged and complete. */
export const isWhole = (rows: readonly AuditRow[]): boolean =>
  rows.every(({ hash, ...row }, index) => {
    const before = rows[index - 1]
    const follows = !before || (row.previous === before.hash && row.ordinal === before.ordinal + 1)
    return follows && hash === hashOf(row)
  })

/** A transaction that remembers each document before its first write. */
function noting(transaction: Transaction) {
  const seen = new Map<string, string | null>()
  const written = new Map<string, AuditChange>()

  async function get<Value>(collection: Collection<Value>, id: string): Promise<Value | null> {
    const value = await transaction.get(collection, id)
    const key = keyOf(collection, id)
    if (!seen.has(key)) seen.set(key, value && hashOf(collection.write(value)))
    return value
  }

  async function note<Value>(collection: Collection<Value>, value: Value): Promise<void> {
    const { _id: id, ...body } = collection.write(value)
    const key = keyOf(collection, id)
    if (!seen.has(key)) await get(collection, id)
    const before = seen.get(key) ?? null
    const after = hashOf({ _id: id, ...body })
    if (before === after) written.delete(key)
    else written.set(key, { collection: collection.name, id, before, after })
  }

  const noted: Transaction = {
    get,
    async put(collection, value) {
      await note(collection, value)
      await transaction.put(collection, value)
    },
    async insert(collection, value) {
      await note(collection, value)
      await transaction.insert(collection, value)
    },
    // Only the timer removes documents, and it acts for no operator.
    remove: (collection, id) => transaction.remove(collection, id),
  }
  return { transaction: noted, changes: () => [...written.values()] }
}

const keyOf = ({ name }: { readonly name: string }, id: string) => `${name}/${id}`

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(value)))
    .digest('hex')

/** Sorts fields, since their order has no meaning. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, field]) => [name, inOrder(field)]))
}
