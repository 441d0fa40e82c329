import { argv, exit, stdout } from 'node:process'

/** Threshold of a figure. Without a limit it is informative. */
export interface Bar {
  readonly name: string
  readonly figure: number
  readonly atLeast?: number
  readonly atMost?: number
}

type Line = Readonly<Record<string, unknown>>

/** A line for each figure as it is measured: JSON with `--json`, otherwise text. */
export function print(line: Line): void {
  stdout.write(`${argv.includes('--json') ? JSON.stringify(line) : inWords(line)}\n`)
}

/** A line for each threshold, and the figure last; the process fails if a threshold is missed. */
export function conclude(bars: readonly Bar[], figure: Line): never {
  const judged = bars.map((bar) => ({ ...bar, figure: rounded(bar.figure) }))
  for (const { name, ...bar } of judged)
    print({ bar: name, ...bar, holds: holds({ name, ...bar }) })
  const passed = judged.every(holds)
  print({ ...figure, passed })
  exit(passed ? 0 : 1)
}

export const rounded = (figure: number) => Math.round(figure * 100) / 100

const holds = ({ atLeast = -Infinity, atMost = Infinity, figure }: Bar) =>
  figure >= atLeast && figure <= atMost

const inWords = (line: Line) =>
  Object.entries(line)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(' · ')
