/**
 * For bugs, never for users' errors: a failed assertion is reported and the request ends without
 * effect. The value is formatted only on failure, since prices are asserted a million times per
 * second.
 */
export function assert(condition: boolean, message: string, value?: unknown): asserts condition {
  if (condition) return
  throw new Error(`assertion failed: ${message}${value === undefined ? '' : `: ${String(value)}`}`)
}

/** Closes an exhaustive `switch`: it compiles only while every case is handled. */
export function unreachable(value: never): never {
  throw new Error(`assertion failed: unexpected ${JSON.stringify(value)}`)
}
