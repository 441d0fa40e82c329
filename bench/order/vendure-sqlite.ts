import { requireFrom } from '../peers'

type Database = new (...parts: unknown[]) => { prepare(sql: string): Statement }

/** The part that TypeORM calls. */
interface Statement {
  readonly reader: boolean
  all(...values: unknown[]): unknown
  run(...values: unknown[]): unknown
}

/**
 * The product's SQLite library in place of better-sqlite3, which needs an install script. It has
 * the same interface, with two differences that Vendure meets: a value `null` alone is taken for
 * named values, and SQL functions cannot be added. Vendure adds one, for searches in lists by
 * regular expression, which no order needs.
 */
export function sqliteDriver(peers: string): Database {
  const Plain = requireFrom<Database>(peers, 'libsql')
  return class extends Plain {
    override prepare(sql: string): Statement {
      const statement = super.prepare(sql)
      return {
        reader: statement.reader,
        all: (...values) => statement.all(values),
        run: (...values) => statement.run(values),
      }
    }
    function(): this {
      return this
    }
  }
}
