/** Bugs, never users: a failed assertion is reported and the request ends without effect. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}

/** Closes an exhaustive `switch`: it compiles only while every case is handled. */
export function unreachable(value: never): never {
  throw new Error(`assertion failed: unexpected ${JSON.stringify(value)}`)
}
