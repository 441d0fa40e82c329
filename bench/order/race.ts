import { argv } from 'node:process'
import { joined, type Load, runLoad } from '../load'
import type { Subject, Usage } from '../subject'

/** A system that handles orders, and how many it is sent at once. */
export interface Contestant {
  readonly subject: Subject<unknown>
  readonly lanes: number
  /** One order, from its creation on. Throws unless it ends as it should. */
  order(): Promise<void>
}

/** How many orders one is sent: until its code is compiled, and in each round. */
export interface Distance {
  readonly warm: number
  readonly round: number
}

export interface Entrant extends Distance {
  readonly contestant: Contestant
}

/** Of all rounds together. */
export interface RaceFigures extends Load {
  readonly cpuMsPerOrder: number
  /** Per order, by kind of billed call. */
  readonly billed: Usage['billed']
  /** Of each round. */
  readonly perSecond: readonly number[]
}

/** `--quick` only shows that everything runs: figures of cold code deserve no verdict. */
export const QUICK = argv.includes('--quick')
const ROUNDS = QUICK ? 1 : 7

/**
 * The entrants alternate, in short rounds of varying order, so that other load slows all alike.
 * While one is loaded the others are idle.
 */
export async function race(entrants: readonly Entrant[]): Promise<RaceFigures[]> {
  const rounds = entrants.map((): Round[] => [])
  for (const { contestant, warm } of entrants) await runRound(contestant, QUICK ? 10 : warm)
  for (let number = 0; number < ROUNDS; number += 1) {
    const order = [...entrants.keys()]
    if (number % 2 === 1) order.reverse()
    for (const index of order) {
      const { contestant, round } = entrants[index]!
      rounds[index]!.push(await runRound(contestant, QUICK ? 10 : round))
    }
  }
  return rounds.map(figuresOf)
}

interface Round {
  readonly load: Load
  readonly before: Usage
  readonly after: Usage
}

async function runRound({ lanes, order, subject }: Contestant, orders: number): Promise<Round> {
  const before = await subject.usage()
  const load = await runLoad(orders, lanes, order)
  return { load, before, after: await subject.usage() }
}

function figuresOf(rounds: readonly Round[]): RaceFigures {
  const load = joined(rounds.map((round) => round.load))
  const perOrder = (of: (usage: Usage) => number) =>
    rounds.reduce((sum, { after, before }) => sum + of(after) - of(before), 0) / load.count
  const kinds = Object.keys(rounds.at(-1)?.after.billed ?? {})
  return {
    ...load,
    cpuMsPerOrder: perOrder(({ cpuMs }) => cpuMs),
    billed: Object.fromEntries(
      kinds.map((kind) => [kind, perOrder(({ billed }) => billed[kind] ?? 0)]),
    ),
    perSecond: rounds.map((round) => round.load.count / round.load.seconds),
  }
}
