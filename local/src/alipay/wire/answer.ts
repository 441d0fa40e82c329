export interface Answer {
  /** Without code and msg, which the gateway adds. */
  readonly fields: object
  /** Outcome for the wire log, in a few words. */
  readonly note: string
  /** Must have happened before the reply is sent; requested by a fault. */
  readonly after?: Promise<unknown>
}
