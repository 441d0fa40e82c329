import type { DatabaseUnderTest, OpenDatabase } from './subject'

type Db = ReturnType<DatabaseUnderTest['app']['database']>

/** One database for a suite, its collections emptied before each test. */
export function useDatabase(open: OpenDatabase, ...collections: string[]): () => Db {
  let opened: DatabaseUnderTest
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())
  beforeEach(async () => {
    const db = opened.app.database()
    for (const name of collections)
      await db
        .collection(name)
        .where({ _id: db.command.exists(true) })
        .remove()
  })
  return () => opened.app.database()
}

export type Transaction = Awaited<ReturnType<Db['startTransaction']>>

/** `runTransaction`, which the SDK leaves untyped. */
export const runTransaction = (db: Db, work: (transaction: Transaction) => Promise<void>) =>
  (db.runTransaction as (run: typeof work) => Promise<void>).call(db, work)

/** Matches a rejection with this code. */
export const code = (wanted: string): unknown => expect.objectContaining({ code: wanted })
