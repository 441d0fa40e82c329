/** A kind of document: where it lies, and how its values are written and read back. */
export interface Collection<Value> {
  /** As in cloud.json. */
  readonly name: string
  write(value: Value): Document
  /** Parses: what was stored by another version, or by hand, is refused and never passed on. */
  read(document: unknown): Value
}

export interface Document {
  readonly _id: string
  readonly [field: string]: unknown
}

/**
 * All that functions ask of a database. One implementation speaks to CloudBase through its SDK;
 * whatever else passes the suite of session.contract.ts may stand in its place.
 */
export interface Database {
  get<Value>(collection: Collection<Value>, id: string): Promise<Value | null>
  /**
   * Documents that cannot be read are left out and become incidents: one of them must not take a
   * list, or the timer, down.
   */
  find<Value>(collection: Collection<Value>, query: Find): Promise<Value[]>
  /** Writes a document whose id is new; says so when it is not, and leaves the other as it was. */
  insert<Value>(collection: Collection<Value>, value: Value): Promise<'inserted' | 'taken'>
  /** Writes a document whole, new or not. Where two may write the same, use a transaction. */
  put<Value>(collection: Collection<Value>, value: Value): Promise<void>
  /**
   * Changes what is stored beside a value, as it is searched for, and nothing of the value itself.
   * One call, and no check of what others wrote meanwhile: only for hints that are made anew with
   * every write of the value.
   */
  annotate(collection: string, id: string, beside: Readonly<Record<string, Scalar>>): Promise<void>
  /**
   * Runs `work` on one snapshot and saves all of its writes or none. On a conflict with another
   * writer it runs again, so `work` has no effect but through `transaction`: no network call, no
   * counting. Throws `Busy` when others keep winning.
   *
   * Only single documents by id: the SDK silently runs searches and counts outside of a
   * transaction. Snapshots allow write skew: what spans two documents is decided on one that both
   * writers write.
   */
  transaction<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value>
}

export interface Transaction {
  get<Value>(collection: Collection<Value>, id: string): Promise<Value | null>
  /** A document whose id is in use already ends the transaction with `Taken`. */
  insert<Value>(collection: Collection<Value>, value: Value): Promise<void>
  put<Value>(collection: Collection<Value>, value: Value): Promise<void>
}

export interface Find {
  /** All must hold; served by an index. */
  readonly where: Where
  /** One of these must hold as well. */
  readonly anyOf?: readonly Where[]
  readonly orderBy?: { readonly field: string; readonly direction: 'asc' | 'desc' }
  /** At most 1,000: the service gives no more. */
  readonly limit: number
}

/** Field path → value, one of several values, or a bound. */
export type Where = Readonly<Record<string, Condition>>

export type Scalar = string | number | boolean
export type Condition =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly below: number }
  | { readonly atMost: number }
  | { readonly above: number; readonly atMost: number }
  /** The document has no such field. */
  | { readonly missing: true }
  | { readonly atLeast: number }

/** A transaction inserted an id that was in use. Nothing was saved. */
export class Taken extends Error {
  override readonly name = 'Taken'
}

/** Too many writers met on the same documents. Nothing was saved; trying again later may help. */
export class Busy extends Error {
  override readonly name = 'Busy'
}
