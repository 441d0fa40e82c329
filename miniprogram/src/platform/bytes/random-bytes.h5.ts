import type { RandomBytes } from '@palm/client/ports'

/** The browser's own source. */
export const randomBytes: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count))
