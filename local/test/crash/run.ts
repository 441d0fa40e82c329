import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { seededRandom } from '../../src/random'
import { checkAll, checkRound, type CrashFindings, emptyJournal } from './check'
import { callUntilDeath, noPromises, type Promises } from './load'
import { buildVictim, type CrashStack, startCrashStack } from './stack'
import { appOf } from '../cloudbase/local-app'

export interface CrashResult extends CrashFindings {
  readonly kills: number
  /** Acknowledged transactions and single writes. */
  readonly acknowledged: number
  /** From the start of the process until it listens again after the kill. */
  readonly recoveryMsMax: number
}

export interface CrashOptions {
  readonly kills: number
  /** Seed of the kill times and the callers. */
  readonly seed: number
  readonly onKill: (kill: number, acknowledged: number) => void
}

const CALLERS = 8

/** Minimum and maximum lifetime under load. */
const LIFE_MS_MIN = 20
const LIFE_MS_MAX = 400

/**
 * Kills a stack repeatedly at random moments under load, on the same file, and checks after each
 * kill that every acknowledged write is present and no transaction is partial. Ends at the first
 * violation.
 */
export async function crashRun({ kills, onKill, seed }: CrashOptions): Promise<CrashResult> {
  await buildVictim()
  const dataDir = mkdtempSync(join(tmpdir(), 'crash-'))
  const random = seededRandom(seed)
  const promises = noPromises()
  const journal = emptyJournal()
  let recoveryMsMax = 0
  let stack = await startCrashStack(dataDir)
  try {
    for (let kill = 1; kill <= kills; kill++) {
      await killUnderLoad(stack, kill, random, promises)
      const startedMs = performance.now()
      stack = await startCrashStack(dataDir)
      recoveryMsMax = Math.max(recoveryMsMax, Math.round(performance.now() - startedMs))
      const found = await checkRound(appOf(stack), kill, promises, journal)
      onKill(kill, countOf(promises))
      if (isAmiss(found)) return resultOf(kill, promises, recoveryMsMax, found)
    }
    return resultOf(kills, promises, recoveryMsMax, await checkAll(appOf(stack), promises))
  } finally {
    await stack.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

export const isAmiss = ({ half, lost }: CrashFindings) => half.length + lost.length > 0

async function killUnderLoad(
  stack: CrashStack,
  round: number,
  random: () => number,
  promises: Promises,
): Promise<void> {
  const cloudbaseUrl = String(stack.urls['cloudbase'])
  const callers = Array.from({ length: CALLERS }, (_, caller) => {
    const own = seededRandom(Math.floor(random() * 2 ** 31))
    return callUntilDeath({ cloudbaseUrl, round, caller, random: own, promises })
  })
  await delay(LIFE_MS_MIN + random() * (LIFE_MS_MAX - LIFE_MS_MIN))
  await stack.kill()
  await Promise.all(callers)
}

const countOf = ({ counters, transfers }: Promises) =>
  transfers.size + [...counters.values()].reduce((sum, count) => sum + count, 0)

const resultOf = (
  kills: number,
  promises: Promises,
  recoveryMsMax: number,
  { half, lost }: CrashFindings,
): CrashResult => ({ kills, acknowledged: countOf(promises), recoveryMsMax, lost, half })
