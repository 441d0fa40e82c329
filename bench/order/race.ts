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
export async function race<Name extends string>(
  entrants: Readonly<Record<Name, Entrant>>,
): Promise<Record<Name, RaceFigures>> {
  const names = Object.keys(entrants) as Name[]
  const rounds = new Map(names.map((name): [Name, Round[]] => [name, []]))
  for (const name of names) await runRound(entrants[name], 'warm')
  for (let number = 0; number < ROUNDS; number += 1) {
    for (const name of number % 2 === 0 ? names : [...names].reverse()) {
      rounds.get(name)!.push(await runRound(entrants[name], 'round'))
    }
  }
  const figures = names.map((name) => [name, figuresOf(rounds.get(name)!)])
  return Object.fromEntries(figures) as Record<Name, RaceFigures>
}

interface Round {
  readonly load: Load
  readonly before: Usage
  readonly after: Usage
}

async function runRound(entrant: Entrant, part: keyof Distance): Promise<Round> {
  const { lanes, order, subject } = entrant.contestant
  const before = await subject.usage()
  const load = await runLoad(QUICK ? 10 : entrant[part], lanes, order)
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
