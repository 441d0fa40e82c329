/** `note` is for the wire log: the outcome in a few words. */
export type Answer = JsonAnswer | FileAnswer

export interface JsonAnswer {
  /** Null makes an empty reply, a 204 if nothing else is said. */
  readonly body: object | null
  readonly status?: 202
  readonly note: string
  /** Must have happened before the reply is sent; requested by a fault. */
  readonly after?: Promise<unknown>
}

/** Not signed: its SHA-1 was sent before. */
export interface FileAnswer {
  readonly file: { readonly type: string; readonly bytes: Buffer }
  readonly note: string
}
