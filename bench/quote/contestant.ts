/** A contestant that answers quotes repeatedly, from its own prepared baskets. */
export interface Contestant {
  readonly name: string
  /** Answers `quotes` quotes; returns their sum, so that no answer can be omitted. */
  run(quotes: number): Promise<number>
}
