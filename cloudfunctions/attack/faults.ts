import type { JournalEntry } from '@palm/shared/ledger/journal'
import type { Order } from '@palm/shared/order/facts/order'
import { belongingsOf, differenceOf, fingerprintOf, incidentsOf, moneyOf } from './fingerprint'
import type { Flow } from './acts'
import { FLOWS } from './flows'
import { type Driver, minutes, openStage, type Stage } from './stage'

export interface FaultsResult {
  /** Runs in which the fault occurred. */
  readonly tried: number
  readonly losses: readonly string[]
}

const DATABASE = 'cloudbase.admin'
const OPERATIONS = ['prepay', 'query', 'close', 'refund', 'refund-query']

/** Faults of a place: executed or not, answered or not. */
export const FAULT_KINDS: Readonly<Record<string, readonly string[]>> = {
  [DATABASE]: ['lost-request', 'lost-reply', 'error'],
  ...Object.fromEntries(
    OPERATIONS.map((operation) => [
      `wechat-pay.${operation}`,
      ['reset', 'reset-after-commit', 'http-500', 'http-500-after-commit', 'garbage', 'limited'],
    ]),
  ),
  'wechat-pay.notify': ['lost', 'duplicate'],
}

/** The `nth` call at a place, from 1, has this fault. */
export interface Fault {
  readonly at: string
  readonly kind: string
  readonly nth: number
}

const MANY = 10_000
const SETTLED_AFTER_MINUTES = 10

/**
 * Each flow with each fault in each of its calls; every run must have the result of a run without
 * faults.
 */
export async function attackWithFaults(flows: readonly Flow[] = FLOWS): Promise<FaultsResult> {
  const results: FaultsResult[] = []
  for (const flow of flows) results.push(await attackFlow(flow))
  return {
    tried: results.reduce((sum, { tried }) => sum + tried, 0),
    losses: results.flatMap(({ losses }) => losses),
  }
}

interface Ran {
  readonly what: string
  readonly drivers: readonly Driver[]
  readonly failure: string | null
}

async function attackFlow(flow: Flow): Promise<FaultsResult> {
  const stage = await openStage()
  try {
    const counted = await countCalls(stage, flow)
    const runs: Ran[] = []
    for (const fault of faultsIn(counted.calls)) {
      const ran = await runWith(stage, flow, fault)
      if (ran) runs.push(ran)
    }
    await minutes(stage, SETTLED_AFTER_MINUTES)
    return { tried: runs.length, losses: await lossesOf(stage, counted, runs) }
  } finally {
    await stage.scene.close()
  }
}

/** Number of calls at each place, by function, without faults. */
async function countCalls(stage: Stage, flow: Flow) {
  const { faults } = stage.scene.stack
  // Warm-up, so that occasionally read data is cached.
  await (
    await flow.prepare(stage)
  )()
  stage.newcomers()
  const run = await flow.prepare(stage)
  for (const at of Object.keys(FAULT_KINDS)) faults.arm({ at, kind: 'none', times: MANY })
  await run()
  const calls = new Map(faults.armed().map(({ at, left }) => [at, MANY - left]))
  faults.clear()
  return { what: flow.name, drivers: stage.newcomers(), failure: null, calls }
}

const faultsIn = (calls: ReadonlyMap<string, number>): Fault[] =>
  [...calls].flatMap(([at, count]) =>
    Array.from({ length: count }, (_, index) =>
      FAULT_KINDS[at]!.map((kind) => ({ at, kind, nth: index + 1 })),
    ).flat(),
  )

/** Null if the run ended before the fault could occur. */
async function runWith(stage: Stage, flow: Flow, fault: Fault): Promise<Ran | null> {
  const { faults } = stage.scene.stack
  const run = await flow.prepare(stage)
  arm(stage, fault)
  const failure = await run().then(
    () => null,
    (error: unknown) => String(error),
  )
  const struck = faults.armed().length === 0
  faults.clear()
  const what = `${flow.name}, call ${fault.nth} to ${fault.at}, ${fault.kind}`
  const drivers = stage.newcomers()
  return struck ? { what, drivers, failure } : null
}

export function arm({ scene }: Stage, { at, kind, nth }: Fault): void {
  const { faults } = scene.stack
  if (nth > 1) faults.arm({ at, kind: 'none', times: nth - 1 })
  faults.arm({ at, kind })
}

async function lossesOf(stage: Stage, counted: Ran, runs: readonly Ran[]): Promise<string[]> {
  const expected = await stateOf(stage, counted)
  const losses = await incidentsOf(stage.scene)
  for (const ran of runs) {
    const { prints } = await stateOf(stage, ran)
    if (ran.failure) losses.push(`${ran.what}: ${ran.failure}`)
    prints.forEach((print, index) => {
      const wanted = expected.prints[index]!
      if (print !== wanted) losses.push(`${ran.what}: ${differenceOf(wanted, print)}`)
    })
  }
  const { gatewayFen, ourFen } = await moneyOf(stage.scene, await allEntries(stage))
  if (gatewayFen !== ourFen) {
    losses.push(`${counted.what}: the gateway has ${gatewayFen} fen, we have ${ourFen}`)
  }
  return losses.map((loss) => (loss.startsWith('open') ? `${counted.what}: ${loss}` : loss))
}

async function stateOf({ scene }: Stage, { drivers }: Ran) {
  const belongings = await Promise.all(drivers.map((driver) => belongingsOf(scene, driver)))
  return { prints: belongings.map(fingerprintOf) }
}

/** All journal entries of a stack, as stored: with their orders, and in the journal. */
export async function allEntries({ scene }: Stage): Promise<readonly JournalEntry[]> {
  const orders = scene.stack.documents('orders', MANY) as Pick<Order, 'entries'>[]
  const others = scene.stack.documents('journal', MANY) as JournalEntry[]
  return [...others, ...orders.flatMap(({ entries }) => entries)]
}
