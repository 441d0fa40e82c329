/**
 * Ids are prefixed strings: `order:0k3…`. The caller of an operation makes and stores its id, so
 * that a retry after a lost answer is the same operation.
 */
export type Id<Kind extends string> = `${Kind}:${string}`

/** Crockford's base 32 in lower case: no i, l, o, u, so that a tail can be read aloud. */
export const ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 20 letters of 5 bits. */
export const ID_LETTERS = 20

/** The part behind the colon. */
export function idLetters(id: Id<string>): string {
  return id.slice(id.indexOf(':') + 1)
}

/** Makes an id from as many random bytes as it has letters. The caller provides the bytes. */
export function makeId<Kind extends string>(kind: Kind, randomBytes: Uint8Array): Id<Kind> {
  const letters = Array.from(randomBytes.slice(0, ID_LETTERS), (byte) => ID_ALPHABET[byte % 32])
  return `${kind}:${letters.join('')}`
}
