import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** A contestant in a process of its own: its garbage and its compiled code are nobody else's. */
export interface Lane {
  readonly name: LaneName
  /** Makes baskets of so many coupons ready and runs until its code is compiled; quotes a second. */
  warmUp(coupons: number): Promise<number>
  /** Milliseconds of CPU for so many quotes. */
  run(quotes: number): Promise<number>
  close(): void
}

export const LANE_NAMES = ['palm-refuel', '@medusajs/promotion', 'json-rules-engine'] as const
export type LaneName = (typeof LANE_NAMES)[number]

export type Command = { readonly coupons: number } | { readonly quotes: number }

/** Quotes a second after warming up, milliseconds of CPU after a run. */
export interface Answered {
  readonly figure: number
}

export function openLane(name: LaneName): Lane {
  const child = fork(join(__dirname, 'lane-process.ts'), [name], {
    execArgv: ['--import', 'tsx'],
  })
  return {
    name,
    warmUp: (coupons) => ask(child, { coupons }),
    run: (quotes) => ask(child, { quotes }),
    close: () => child.disconnect(),
  }
}

function ask(child: ChildProcess, command: Command): Promise<number> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a lane ended with ${code}`))
    child.once('exit', ended)
    child.once('message', ({ figure }: Answered) => {
      child.off('exit', ended)
      resolve(figure)
    })
    child.send(command)
  })
}
