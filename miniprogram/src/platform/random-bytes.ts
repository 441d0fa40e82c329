import type { RandomBytes } from './ports'

/**
 * For ids, which have to be unlike each other and need not be hard to guess: what they name is
 * guarded by who asks. Mini-programs have no synchronous source that is better.
 */
export const randomBytes: RandomBytes = (count) =>
  Uint8Array.from({ length: count }, () => Math.floor(Math.random() * 256))
