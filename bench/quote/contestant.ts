/** Somebody who answers quotes, over and over, from baskets that it has made ready for itself. */
export interface Contestant {
  readonly name: string
  /** Answers so many; what they come to together, so that no answer can be left out. */
  run(quotes: number): Promise<number>
}
