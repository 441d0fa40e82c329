/**
 * A clock in memory shared by threads: the instant, and whether it is frozen. A function's instance
 * reads the same memory as the stack, so it sees an advance immediately.
 */
export type ClockFace = BigInt64Array

const BASE = 0
const FROZEN = 1

export interface Reading {
  /** Frozen: the current instant. Running: the offset to the machine's clock. */
  readonly baseMs: number
  readonly frozen: boolean
}

/** @param face of a former clock, whose threads go on with this one */
export function createClockFace(reading: Reading, face = newFace()): ClockFace {
  Atomics.store(face, FROZEN, reading.frozen ? 1n : 0n)
  setBase(face, reading.baseMs)
  return face
}

const newFace = (): ClockFace =>
  new BigInt64Array(new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT))

export function setBase(face: ClockFace, baseMs: number): void {
  Atomics.store(face, BASE, BigInt(Math.trunc(baseMs)))
}

/** The instant shown when the machine's clock says `machineMs`. */
export function readFace(face: ClockFace, machineMs: number): number {
  const baseMs = Number(Atomics.load(face, BASE))
  return Atomics.load(face, FROZEN) === 1n ? baseMs : machineMs + baseMs
}
