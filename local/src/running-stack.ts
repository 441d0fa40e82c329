import type { StackClock } from './clock'
import type { Billing } from './cloudbase/billing'
import type { Database } from './cloudbase/database/database'
import type { Functions } from './cloudbase/functions/functions'
import type { Faults } from './faults'
import type { Wire } from './wire'

export type ServiceUrls = Readonly<Record<string, string>>

/** The running stack, for code. The control door offers the same over HTTP. */
export interface Stack {
  /** Of the main listener, as `http://127.0.0.1:…`. */
  readonly url: string
  /** Of each service by its name, and `main`; at `cloudbase` the SDK finds `/admin`. */
  readonly urls: ServiceUrls
  readonly clock: StackClock
  readonly faults: Faults
  readonly wire: Wire
  readonly billing: Billing
  readonly database: Database
  readonly functions: Functions
  /**
   * The first documents of a collection, in the order of insertion; dates and similar as `{ $date
   * }`.
   */
  documents(collection: string, limit?: number): unknown[]
  /** Restores the state of the first start; the clock continues. */
  reset(): Promise<void>
  close(): Promise<void>
}
