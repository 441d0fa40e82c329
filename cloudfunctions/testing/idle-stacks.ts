/**
 * Stacks that the tests of one file use one after the other. Jest gives each file its own copy of
 * this module, and closes them after the last test.
 */
const kept = new Map<string, unknown[]>()
const closings: (() => Promise<void>)[] = []
let isOver = false

/** Whether the stacks of this file are closed: hooks of the file itself run after that. */
export const areClosed = (): boolean => isOver

/** The free ones of a kind; take from here and give back. */
export function idle<Kept>(kind: string): Kept[] {
  const free = kept.get(kind) ?? []
  kept.set(kind, free)
  return free as Kept[]
}

export function closeLater(close: () => Promise<void>): void {
  closings.push(close)
}

export async function closeStacks(): Promise<void> {
  isOver = true
  kept.clear()
  await Promise.all(closings.splice(0).map((close) => close()))
}
