import type { Clock } from '../ports'

/** Polls while the screen is visible, never with two requests at once. */
export class Poll {
  private looking = false
  private abandon = () => {}

  /** `delayMs` is evaluated before each wait; null stops polling. */
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

  /** The condition for polling has changed. */
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
