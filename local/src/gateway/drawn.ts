import { randomInt } from 'node:crypto'

/** Returns numbers in [0, 1). The stack's is seeded: for ids and nonces, never for secrets. */
export type Random = () => number

/** For values made once per installation that must differ between installations. */
export const unseeded: Random = () => randomInt(2 ** 32) / 2 ** 32

export const drawDigits = (random: Random, length: number): string =>
  drawFrom('0123456789', random, length)

export const drawHex = (random: Random, length: number): string =>
  drawFrom('0123456789abcdef', random, length)

export const drawAlphanumeric = (random: Random, length: number): string =>
  drawFrom('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', random, length)

/** Draws until the value is unused: after a restart the same seed repeats its draws. */
export function drawFresh(draw: () => string, taken: (drawn: string) => boolean): string {
  let drawn = draw()
  while (taken(drawn)) drawn = draw()
  return drawn
}

function drawFrom(alphabet: string, random: Random, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
}
