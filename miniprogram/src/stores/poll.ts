import type { Clock } from '../platform/ports'

/** Asks again and again while somebody looks. Never two questions at once. */
export class Poll {
  private looking = false
  private abandon = () => {}

  /** `delayMs` is asked before each wait; null means that there is nothing to wait for. */
  constructor(
    private readonly clock: Clock,
    private readonly ask: () => Promise<void> | void,
    private readonly delayMs: () => number | null,
  ) {}

  get isOn(): boolean {
    return this.looking
  }

  start(): void {
    this.looking = true
    this.wait()
  }

  stop(): void {
    this.looking = false
    this.abandon()
  }

  /** What there is to wait for has changed. */
  again(): void {
    if (this.looking) this.wait()
  }

  private wait(): void {
    this.abandon()
    const delayMs = this.delayMs()
    if (delayMs === null) return
    this.abandon = this.clock.after(delayMs, () => void this.askAndWait())
  }

  private async askAndWait(): Promise<void> {
    await this.ask()
    this.again()
  }
}
