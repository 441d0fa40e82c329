/** A kind of document: its collection, and how its values are written and read. */
export interface Collection<Value> {
  /** As in cloud.json. */
  readonly name: string
  write(value: Value): Document
  /**
   * Fields that some documents lack. Collections that name them have revisions: every write of a
   * document gives it a new one, so that `replace` can tell whether it was changed.
   */
  readonly optional?: readonly string[]
  /** Parses: an invalid one, of another version or written by hand, is refused, not passed on. */
  read(document: unknown): Value
}

export interface Document {
  readonly _id: string
  readonly [field: string]: unknown
}

/**
 * Interface of the functions to the database. One implementation uses CloudBase through its SDK;
 * any other that passes the suite of session.contract.ts can replace it.
 */
export interface Database {
  get<Value>(collection: Collection<Value>, id: string): Promise<Value | null>
  /**
   * Unreadable documents are left out and become incidents, so that one of them does not break a
   * list or the timer.
   */
  find<Value>(collection: Collection<Value>, query: Find): Promise<Value[]>
  /**
   * Counts matching documents and sums one of their fields, by the value of another: one billed
   * call, however many there are. At most 20 groups, the service's limit.
   */
  groups(collection: Pick<Collection<unknown>, 'name'>, query: GroupBy): Promise<Group[]>
  /**
   * Sums several fields of the matching documents at once, by the value of a text field or by
   * intervals of a number: one billed call. At most 20 rows, the service's limit.
   */
  totals<Name extends string>(
    collection: Pick<Collection<unknown>, 'name'>,
    query: TotalsBy<Name>,
  ): Promise<Totals<Name>[]>
  /** Writes a document with a new id; reports an existing one, which stays unchanged. */
  insert<Value>(collection: Collection<Value>, value: Value): Promise<'inserted' | 'taken'>
  /** Writes a whole document, new or not. For concurrent writers use a transaction. */
  put<Value>(collection: Collection<Value>, value: Value): Promise<void>
  /**
   * Writes a new version of a document that this session has read, in one call: safe for concurrent
   * writers as a transaction is, for a change of one document. Only for collections with revisions.
   *
   * @param before the value as it was read
   * @returns `changed` if it was written since, or has no revision yet; then a transaction decides
   */
  replace<Value extends object>(
    collection: Collection<Value>,
    before: Value,
    after: Value,
  ): Promise<'replaced' | 'changed'>
  /**
   * Changes the search fields stored beside a value, not the value itself. One call without a check
   * for concurrent writes: only for hints that every write of the value recomputes.
   */
  annotate(collection: string, id: string, beside: Readonly<Record<string, Scalar>>): Promise<void>
  /**
   * Runs `work` on one snapshot and saves all of its writes or none. On a conflict with another
   * writer it runs again, so `work` must have no effect except through `transaction`: no network
   * call, no counting. Throws `Busy` after repeated conflicts.
   *
   * Only single documents by id: the SDK silently runs searches and counts outside of a
   * transaction. Snapshots allow write skew: a decision that spans two documents has to use one
   * that both writers write.
   */
  transaction<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value>
}

export interface Transaction {
  get<Value>(collection: Collection<Value>, id: string): Promise<Value | null>
  /** An id already in use ends the transaction with `Taken`. */
  insert<Value>(collection: Collection<Value>, value: Value): Promise<void>
  put<Value>(collection: Collection<Value>, value: Value): Promise<void>
  /** Removes a document, if there is one: personal data of a member who has left, nothing else. */
  remove(collection: Pick<Collection<unknown>, 'name'>, id: string): Promise<void>
}

export interface Find {
  /** All must hold; served by an index. */
  readonly where: Where
  /** One of these must hold as well. */
  readonly anyOf?: readonly Where[]
  readonly orderBy?: { readonly field: string; readonly direction: 'asc' | 'desc' }
  /** At most 1,000, the service's limit. */
  readonly limit: number
}

export interface GroupBy {
  /** All must hold; served by an index. */
  readonly where: Where
  /** Path of a text field that every matching document has. */
  readonly by: string
  /** Path of a whole number. */
  readonly sum: string
}

export interface Group {
  /** Value of the field `by`. */
  readonly value: string
  readonly count: number
  readonly sum: number
}

export interface TotalsBy<Name extends string> {
  /** All must hold; served by an index. */
  readonly where: Where
  /**
   * Path of a text field, or of a number with ascending bounds: an interval begins at each but the
   * last, and `where` leaves nothing outside of them.
   */
  readonly by: { readonly field: string; readonly bounds?: readonly number[] }
  /** Paths of a whole number under its name; the first that a document has. */
  readonly sums: Readonly<Record<Name, readonly [string, ...string[]]>>
}

export interface Totals<Name extends string> {
  /** Value of the text field, or start of the interval. */
  readonly value: string | number
  readonly count: number
  readonly sums: Readonly<Record<Name, number>>
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

/**
 * Too many concurrent writers on the same documents. Nothing was saved; a later retry may succeed.
 */
export class Busy extends Error {
  override readonly name = 'Busy'
}
