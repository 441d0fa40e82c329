import type { Parameters } from '../wire/signing'

/** An event, with its content as of that time. */
export interface Notice {
  readonly url: string
  readonly told: Parameters
}
