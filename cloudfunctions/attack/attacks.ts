import { openScene } from '../testing/scene'
import { attackCallbacks } from './callbacks'
import { attackWithFaults } from './faults'
import { FLOWS } from './flows'
import { runMatrix } from './matrix'
import { attackInPairs } from './pairs'
import { attackInRaces, RACES } from './race-course'

export interface AttackOptions {
  readonly seed: number
  /** Number of forged callbacks. */
  readonly callbacks: number
}

export interface AttackResult {
  readonly tried: number
  /** Findings: leaks, losses, accepted forgeries. */
  readonly found: readonly string[]
  /** Summary for the person watching. */
  readonly said: string
}

/** One attack of `npm run attack` on the functions of the test bench. */
export interface Attack {
  readonly name: string
  run(options: AttackOptions): Promise<AttackResult>
}

/** Minimum number of cases for a valid result. */
const CASES_MIN = 1_000

const matrix: Attack = {
  name: 'matrix',
  async run() {
    const scene = await openScene()
    try {
      const { barred, cases, leaks } = await runMatrix(scene)
      const few = cases < CASES_MIN ? [`only ${cases} cases`] : []
      const found = [...leaks, ...barred.map((one) => `barred: ${one}`), ...few]
      return { tried: cases, found, said: `${cases} cases, ${leaks.length} leaks` }
    } finally {
      await scene.close()
    }
  },
}

/** More growth means that every delivery leaks memory. */
const GROWTH_MB_MAX = 50

const callbacks: Attack = {
  name: 'callbacks',
  async run({ callbacks: count, seed }) {
    const { accepted, failed, genuineAccepted, grownMb, sent } = await attackCallbacks(count, seed)
    const found = [
      ...accepted.map((one) => `accepted: ${one}`),
      ...failed.map((one) => `answered as our fault: ${one}`),
      ...(genuineAccepted ? [] : ['the genuine deliveries were refused as well']),
      ...(grownMb > GROWTH_MB_MAX ? [`${grownMb} MB more memory`] : []),
    ]
    const said = `${sent} forged callbacks, ${accepted.length} accepted, ${failed.length} failed`
    return { tried: sent, found, said: `${said}, heap growth ${grownMb} MB` }
  },
}

/** Minimum number of faults for a valid result. */
const FAULTS_MIN = 576
const PAIRS_COUNT = 304

const faults: Attack = {
  name: 'faults',
  async run() {
    const { losses, tried } = await attackWithFaults()
    const few = tried < FAULTS_MIN ? [`only ${tried} faults`] : []
    const said = `${tried} single faults in ${FLOWS.length} flows, ${losses.length} losses`
    return { tried, found: [...losses, ...few], said }
  },
}

const pairs: Attack = {
  name: 'pairs',
  async run({ seed }) {
    const { losses, struck, tried } = await attackInPairs(PAIRS_COUNT, seed)
    const said = `${tried} pairs, ${struck} faults struck, ${losses.length} losses`
    return { tried, found: losses, said }
  },
}

const races: Attack = {
  name: 'races',
  async run() {
    const found = await attackInRaces()
    const said = `${RACES.length} races, ${found.length} with another end`
    return { tried: RACES.length, found, said }
  },
}

export const ATTACKS: readonly Attack[] = [matrix, callbacks, faults, pairs, races]
