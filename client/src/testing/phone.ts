import { type EpochMs, epochMs, later } from '@palm/shared/kernel/instant'
import { idsFrom, type NewId } from '../new-id'
import type { Clock, FunctionCall, RandomBytes, Storage, Transport } from '../ports'

/** 2026-11-21 14:05:00 at the stations. */
export const NOON = epochMs(Date.parse('2026-11-21T14:05:00+08:00'))

export interface HandClock extends Clock {
  /** Advances time: runs due work in order, and waits until it settles. */
  pass(ms: number): Promise<void>
}

/** A clock that only a test advances. */
export function aClock(startMs: EpochMs = NOON): HandClock {
  let nowMs = startMs
  let due: { readonly atMs: EpochMs; readonly act: () => void }[] = []
  return {
    now: () => nowMs,
    after: (delayMs, act) => {
      const entry = { atMs: later(nowMs, delayMs), act }
      due.push(entry)
      return () => {
        due = due.filter((other) => other !== entry)
      }
    },
    pass: async (ms) => {
      const untilMs = later(nowMs, ms)
      await rest()
      for (;;) {
        const [next] = due.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)
        if (!next) break
        due = due.filter((other) => other !== next)
        nowMs = next.atMs
        next.act()
        await rest()
      }
      nowMs = untilMs
    },
  }
}

/** Waits for every promise that can settle without the clock. */
export const rest = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** A phone's storage; pass the same map to the next store to simulate a restart. */
export function aStorage(kept = new Map<string, string>()): Storage & { kept: typeof kept } {
  return {
    kept,
    read: (key) => JSON.parse(kept.get(key) ?? 'null') as unknown,
    write: (key, value) => void kept.set(key, JSON.stringify(value)),
    remove: (key) => void kept.delete(key),
  }
}

export interface HandNetwork {
  isOnline(): boolean
  onChange(listener: (online: boolean) => void): void
  turn(online: boolean): void
}

export function aNetwork(): HandNetwork {
  let online = true
  const listeners: ((online: boolean) => void)[] = []
  return {
    isOnline: () => online,
    onChange: (listener) => void listeners.push(listener),
    turn: (now) => {
      online = now
      listeners.forEach((listener) => listener(now))
    },
  }
}

/** Bytes that count up: unique ids, identical in every run. */
export function countingBytes(): RandomBytes {
  let next = 0
  return (count) => Uint8Array.from({ length: count }, (_, at) => (at === 0 ? next++ : at))
}

/** Ids that count up. */
export const countingIds = (): NewId => idsFrom(countingBytes())

/** A way to the functions with prepared answers, which records the calls. */
export function aTransport(
  answer: (call: FunctionCall) => unknown,
  authCode: Transport['authCode'] = null,
) {
  const calls: FunctionCall[] = []
  const call: Transport['call'] = async (sent) => {
    calls.push(sent)
    return answer(sent)
  }
  return { calls, transport: { authCode, call } }
}
