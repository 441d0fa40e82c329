import type { Identity, Trigger } from './identity'

export interface CalledBy {
  readonly trigger: Trigger
  readonly identity: Identity
  /** For the wire: `POST /api/order`, the name of a timer. */
  readonly detail?: string
}
