/**
 * Bugs, never users: a failed assertion is reported and the request ends without effect. The value
 * is put into words only when it fails: prices are asserted a million times a second.
 */
export function assert(condition: boolean, message: string, value?: unknown): asserts condition {
  if (condition) return
  throw new Error(`assertion failed: ${message}${value === undefined ? '' : `: ${String(value)}`}`)
}

/** Closes an exhaustive `switch`: it compiles only while every case is handled. */
export function unreachable(value: never): never {
  throw new Error(`assertion failed: unexpected ${JSON.stringify(value)}`)
}
