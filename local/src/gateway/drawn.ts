import { randomInt } from 'node:crypto'

/** Gives numbers in [0, 1). The stack's is seeded: good for ids and nonces, never for secrets. */
export type Random = () => number

/** For what is made once in an installation and must not come out the same in another. */
export const unseeded: Random = () => randomInt(2 ** 32) / 2 ** 32

export const drawDigits = (random: Random, length: number): string =>
  drawFrom('0123456789', random, length)

export const drawHex = (random: Random, length: number): string =>
  drawFrom('0123456789abcdef', random, length)

export const drawAlphanumeric = (random: Random, length: number): string =>
  drawFrom('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', random, length)

/** Draws until `taken` has not seen it: after a restart the same seed gives the same draws. */
export function drawFresh(draw: () => string, taken: (drawn: string) => boolean): string {
  let drawn = draw()
  while (taken(drawn)) drawn = draw()
  return drawn
}

function drawFrom(alphabet: string, random: Random, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
}
