import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** A contestant in its own process, with separate garbage collection and compiled code. */
export interface Lane {
  readonly name: LaneName
  /**
   * Prepares baskets of `coupons` coupons and runs until its code is compiled; returns quotes per
   * second.
   */
  warmUp(coupons: number): Promise<number>
  /** Milliseconds of CPU for `quotes` quotes. */
  run(quotes: number): Promise<number>
  close(): void
}

export const LANE_NAMES = ['palm-refuel', '@medusajs/promotion', 'json-rules-engine'] as const
export type LaneName = (typeof LANE_NAMES)[number]

export type Command = { readonly coupons: number } | { readonly quotes: number }

/** Quotes per second after warming up, milliseconds of CPU after a run. */
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
