/** Stops a task from running; harmless once it has run. */
export type Cancel = () => void
export type Task = () => void | Promise<void>

/** The time of the whole stack: functions, gateways, timers and phones. */
export interface Clock {
  now(): number
  /** Runs `task` once this clock reaches `atMs`; soon, but never synchronously, if that is past. */
  schedule(atMs: number, task: Task): Cancel
  /** Moves forward, running on the way every task that falls due, each at its own instant. */
  advance(byMs: number): Promise<void>
}

export interface ClockOptions {
  /** Where it starts; the machine's time otherwise. */
  readonly startAtMs?: number
  /** Stand still but for `advance`. */
  readonly frozen?: boolean
  /** Hears of a task that throws; the clock goes on. */
  readonly onError: (error: unknown) => void
}

interface Entry {
  readonly atMs: number
  readonly order: number
  readonly task: Task
}

/** Node's timers overflow beyond this and fire at once. */
const TIMER_MAX_MS = 2 ** 31 - 1

/**
 * Runs with the machine's clock, shifted by what it was advanced; or, frozen, only by being
 * advanced: then a day of retries and timers passes in seconds and always in the same order.
 */
export class StackClock implements Clock {
  private readonly entries = new Set<Entry>()
  private readonly frozen: boolean
  private readonly onError: (error: unknown) => void
  /** Frozen: the instant shown. Running: what is added to the machine's clock. */
  private base: number
  private orders = 0
  private timer: NodeJS.Timeout | undefined
  private advancing: Promise<void> | null = null

  constructor({ frozen = false, onError, startAtMs = Date.now() }: ClockOptions) {
    this.frozen = frozen
    this.onError = onError
    this.base = frozen ? startAtMs : startAtMs - Date.now()
  }

  now(): number {
    return this.frozen ? this.base : Date.now() + this.base
  }

  schedule(atMs: number, task: Task): Cancel {
    const entry = { atMs, order: this.orders++, task }
    this.entries.add(entry)
    this.arm()
    return () => {
      this.entries.delete(entry)
    }
  }

  async advance(byMs: number): Promise<void> {
    await this.advancing
    this.advancing = this.runUntil(this.now() + byMs)
    await this.advancing
    this.advancing = null
    this.arm()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.entries.clear()
  }

  private async runUntil(targetMs: number): Promise<void> {
    for (let next = this.next(); next && next.atMs <= targetMs; next = this.next()) {
      this.jump(next.atMs)
      await this.run(next)
    }
    this.jump(targetMs)
  }

  private jump(toMs: number): void {
    this.base += Math.max(toMs - this.now(), 0)
  }

  private arm(): void {
    clearTimeout(this.timer)
    const next = this.next()
    if (!next || this.frozen || this.advancing) return
    const waitMs = Math.min(Math.max(next.atMs - this.now(), 0), TIMER_MAX_MS)
    this.timer = setTimeout(() => this.wake(), waitMs)
    this.timer.unref()
  }

  private wake(): void {
    const due = [...this.entries].filter(({ atMs }) => atMs <= this.now()).sort(byTime)
    for (const entry of due) void this.run(entry)
    this.arm()
  }

  private next(): Entry | undefined {
    return [...this.entries].sort(byTime)[0]
  }

  private async run(entry: Entry): Promise<void> {
    this.entries.delete(entry)
    try {
      await entry.task()
    } catch (error) {
      this.onError(error)
    }
  }
}

const byTime = (a: Entry, b: Entry) => a.atMs - b.atMs || a.order - b.order
