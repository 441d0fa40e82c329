import type { CloudBase } from '@cloudbase/node-sdk'

/** The part of wx-server-sdk that the suites need. */
export interface WxCloud {
  createNewInstance(config: object): WxCloud
  database(): Speaker
  callFunction(call: object): Promise<object>
}

/** Any SDK object: a database, a collection, a query, a document, a pipeline. */
type Speaker = Record<string, unknown>
type Word = (...operands: unknown[]) => unknown
type Answer = Record<string, unknown>

/**
 * Wraps wx-server-sdk in the interface of the node SDK that it is built on, so that one suite runs
 * through both. Methods that it lacks (`options`, `create`, `updateAndReturn`, …) go to its inner
 * node SDK.
 */
export const asNodeSdk = (cloud: WxCloud) =>
  ({
    callFunction: (call: object) => cloud.callFunction(call).catch(refuse),
    database: () => dress(cloud.database()),
  }) as unknown as CloudBase

function dress(wx: Speaker): Speaker {
  return new Proxy(wx, {
    get(_, name) {
      const word = String(name)
      const speaker = typeof wx[word] === 'undefined' ? insideOf(wx) : wx
      const spoken = speaker[word]
      if (typeof spoken !== 'function' || UNTOUCHED.has(word)) return spoken
      return (...operands: unknown[]) =>
        dressed((spoken as Word).apply(speaker, operandsOf(wx, speaker, word, operands)), wx)
    },
  })
}

/** Passed on unchanged, to be called with `new` or by the SDK itself. */
const UNTOUCHED = new Set(['then', 'constructor', 'serverDate', 'RegExp', 'ObjectId', 'command'])

/** The node SDK's counterpart of an object of wx-server-sdk. */
function insideOf(wx: Speaker): Speaker {
  const inside = INSIDES.map((name) => wx[name]).find((value) => value !== undefined)
  return (inside ?? {}) as Speaker
}

const INSIDES = ['_transaction', '_document', '_query', '_aggregate', '_collection', '_db']

/** Converts arguments: data as `{ data }`, and transactions wrapped. */
function operandsOf(wx: Speaker, speaker: Speaker, word: string, operands: unknown[]): unknown[] {
  const [first, ...more] = operands
  if (word === 'runTransaction')
    return [(transaction: Speaker) => (first as Word)(dress(transaction)), ...more]
  return speaker === wx && TAKING_DATA.has(word) ? [{ data: first }] : operands
}

const TAKING_DATA = new Set(['add', 'set', 'update'])

function dressed(said: unknown, wx: Speaker): unknown {
  if (said instanceof Promise) return said.then((answer: unknown) => shaped(answer, wx), refuse)
  return isSpeaker(said) ? dress(said) : said
}

/** An object of wx-server-sdk; those of the node SDK have a `_db` too, but neither of these. */
const isSpeaker = (value: unknown): value is Speaker =>
  typeof value === 'object' && value !== null && MARKS.some((name) => name in value)

const MARKS = ['cloud', ...INSIDES.filter((name) => name !== '_db')]

function shaped(answer: unknown, wx: Speaker): unknown {
  if (isSpeaker(answer)) return dress(answer)
  if (typeof answer !== 'object' || answer === null || !('errMsg' in answer)) return answer
  const { _id, _ids, data, list, stats, ...rest } = answer as Answer
  const { created, removed, updated } = (stats ?? {}) as Answer
  return {
    ...rest,
    ...('data' in answer && { data: isOutsideDocument(wx) ? listOf(data) : data }),
    ...(list !== undefined && { data: list }),
    ...(_id !== undefined && { id: _id }),
    ...(_ids !== undefined && { ids: _ids }),
    ...(updated !== undefined && { updated }),
    ...(removed !== undefined && { deleted: removed }),
    ...(created !== undefined && { upsertedId: created === 1 ? _id : null }),
  }
}

const listOf = (document: unknown) => (document == null ? [] : [document])

/** Outside of a transaction the node SDK returns a document in a list. */
function isOutsideDocument(wx: Speaker): boolean {
  const document = wx['_document'] as { _transactionId?: string } | undefined
  return document !== undefined && document._transactionId === undefined
}

function refuse(error: unknown): never {
  const { errCode, message } = error as Error & { errCode?: number }
  const code =
    TRANSACTION_CODES[/Transaction\w+(?=\])/.exec(message)?.[0] ?? ''] ?? CODES[errCode ?? 0]
  throw code === undefined ? error : Object.assign(error as Error, { code })
}

/** Numbers of wx-server-sdk for the service's codes. */
const CODES: Readonly<Record<number, string>> = {
  [-501007]: 'INVALID_PARAM',
  [-502001]: 'DATABASE_REQUEST_FAILED',
  [-502005]: 'DATABASE_COLLECTION_NOT_EXIST',
}

/** It maps these to `-501001` like many others, so its `runTransaction` does not retry. */
const TRANSACTION_CODES: Readonly<Record<string, string>> = {
  TransactionConflict: 'DATABASE_TRANSACTION_CONFLICT',
  TransactionNotExist: 'DATABASE_TRANSACTION_FAIL',
}
