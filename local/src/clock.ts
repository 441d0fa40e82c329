import { type ClockFace, createClockFace, readFace, setBase } from './clock-face'

/** Cancels a task; harmless once it has run. */
export type Cancel = () => void
export type Task = () => void | Promise<void>

/** The time of the whole stack: functions, gateways, timers and phones. */
export interface Clock {
  now(): number
  /** Runs `task` once this clock reaches `atMs`; soon, but never synchronously, if that is past. */
  schedule(atMs: number, task: Task): Cancel
  /**
   * Advances the clock, running every task that falls due at its own instant, one after the other;
   * resolves when all have ended, including those that had already begun. Advances queue up, so a
   * task must not wait for one.
   */
  advance(byMs: number): Promise<void>
}

export interface ClockOptions {
  /** Where it starts; the machine's time otherwise. */
  readonly startAtMs?: number
  /** Of a former clock, whose threads go on with this one. */
  readonly face?: ClockFace
  /** Changed only by `advance`. */
  readonly frozen?: boolean
  /** Called for a task that throws; the clock continues. */
  readonly onError: (error: unknown) => void
}

interface Entry {
  readonly atMs: number
  readonly task: Task
}

/** Node's timers overflow beyond this and fire at once. */
const TIMER_MAX_MS = 2 ** 31 - 1

/**
 * Follows the machine's clock plus the advances; if frozen, only the advances: then a day of
 * retries and timers passes in seconds and always in the same order.
 */
export class StackClock implements Clock {
  /** For threads that share this time. */
  readonly face: ClockFace
  /** Sorted by time, then by order of scheduling. */
  private readonly entries: Entry[] = []
  private readonly frozen: boolean
  private readonly onError: (error: unknown) => void
  private timer: NodeJS.Timeout | undefined
  private advances: Promise<void> = Promise.resolve()
  private advancing = 0
  /** Tasks that have begun and not ended. */
  private readonly running = new Set<Promise<void>>()

  constructor({ face, frozen = false, onError, startAtMs = Date.now() }: ClockOptions) {
    this.frozen = frozen
    this.onError = onError
    const baseMs = frozen ? startAtMs : startAtMs - Date.now()
    this.face = createClockFace({ baseMs, frozen }, face)
  }

  now(): number {
    return readFace(this.face, Date.now())
  }

  schedule(atMs: number, task: Task): Cancel {
    const entry = { atMs, task }
    this.insert(entry)
    if (this.entries[0] === entry) this.arm()
    return () => this.remove(entry)
  }

  advance(byMs: number): Promise<void> {
    this.advancing++
    clearTimeout(this.timer) // due work is run by the advance alone, which waits for it
    this.advances = this.advances.then(async () => {
      await Promise.all(this.running)
      await this.runUntil(this.now() + byMs)
      this.advancing--
      this.arm()
    })
    return this.advances
  }

  /** Drops all scheduled tasks and shows this time, which may be an earlier one. */
  restart(atMs: number): void {
    this.stop()
    setBase(this.face, this.frozen ? atMs : atMs - Date.now())
  }

  stop(): void {
    clearTimeout(this.timer)
    this.entries.length = 0
  }

  private async runUntil(targetMs: number): Promise<void> {
    for (let next = this.entries[0]; next && next.atMs <= targetMs; next = this.entries[0]) {
      this.jump(next.atMs)
      await this.run(next)
    }
    this.jump(targetMs)
  }

  private jump(toMs: number): void {
    if (this.frozen) setBase(this.face, Math.max(toMs, this.now()))
    else setBase(this.face, Math.max(toMs, this.now()) - Date.now())
  }

  /** If frozen, only already due work gets a timer; the rest becomes due by advances. */
  private arm(): void {
    clearTimeout(this.timer)
    const next = this.entries[0]
    if (!next || this.advancing > 0) return
    const waitMs = Math.min(Math.max(next.atMs - this.now(), 0), TIMER_MAX_MS)
    if (this.frozen && waitMs > 0) return
    this.timer = setTimeout(() => this.wake(), waitMs)
    this.timer.unref()
  }

  private wake(): void {
    const nowMs = this.now()
    const due = this.entries.filter(({ atMs }) => atMs <= nowMs)
    for (const entry of due) void this.run(entry)
    this.arm()
  }

  private async run(entry: Entry): Promise<void> {
    this.remove(entry)
    const task = this.attempt(entry.task)
    this.running.add(task)
    await task
    this.running.delete(task)
  }

  private async attempt(task: Task): Promise<void> {
    try {
      await task()
    } catch (error) {
      this.onError(error)
    }
  }

  private insert(entry: Entry): void {
    const after = this.entries.findLastIndex((other) => other.atMs <= entry.atMs)
    this.entries.splice(after + 1, 0, entry)
  }

  private remove(entry: Entry): void {
    const at = this.entries.indexOf(entry)
    if (at >= 0) this.entries.splice(at, 1)
  }
}
