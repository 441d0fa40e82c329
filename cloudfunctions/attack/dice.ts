/** Seeded numbers in [0, 1), so that a run with findings can be repeated. */
export interface Dice {
  next(): number
  /** A whole number from 0 up to but excluding the limit. */
  below(count: number): number
  pick<Value>(values: readonly Value[]): Value
}

/** mulberry32: 32 bits of state, sufficient for choosing attacks. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return { next, below, pick: (values) => values[below(values.length)]! }
}
