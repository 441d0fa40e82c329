import { type EpochMs, epochMs, later } from '@palm/shared/kernel/instant'
import type { Clock, FunctionCall, RandomBytes, Storage, Wallet } from '../platform/ports'

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

/** A wallet with prepared answers, which records the calls. */
export function aWallet(answer: (call: FunctionCall) => unknown, overrides: Partial<Wallet> = {}) {
  const calls: FunctionCall[] = []
  const wallet: Wallet = {
    provider: 'wechat',
    call: async (call) => {
      calls.push(call)
      return answer(call)
    },
    authCode: null,
    pay: async () => 'said-paid',
    scan: async () => null,
    locate: async () => null,
    showOnMap: () => undefined,
    launchQuery: {},
    onAppShow: () => undefined,
    ...overrides,
  }
  return { wallet, calls }
}
