import { join } from 'node:path'
import { bundle } from '../bundle'
import { openDatabase } from '../database'
import { runLoad } from '../load'
import { startSubject, type Subject } from '../subject'
import { idAt } from './documents'
import { collectionOf, SIZES } from './sizes'
import type { StackReady } from './stack-subject'

/** CPU of one call through the unmodified SDK, by component. */
export interface ShareFigures {
  readonly operation: string
  readonly sdkCpuMs: number
  readonly stackCpuMs: number
  /** CPU of a bare node:http server that receives the same requests and returns fixed answers. */
  readonly bareHttpCpuMs: number
}

const CALLERS = 16
/** Number of calls after which both sides are fully compiled. */
const CALLS_WARM = 8_000
const CALLS = 3_000
const ROUNDS = 5
const [SIZE] = SIZES

/**
 * The SDK runs in this process, the servers in their own. The two servers alternate, so that other
 * load affects both alike; the median round counts.
 */
export async function measureShares(stack: Subject<StackReady>): Promise<ShareFigures[]> {
  const bareHttp = await startSubject<StackReady>(
    await bundle(join(__dirname, 'bare-http-subject.ts')),
  )
  try {
    const figures: ShareFigures[] = []
    for (const operation of OPERATIONS) {
      for (const subject of [bareHttp, stack]) await load(subject, operation, CALLS_WARM)
      const rounds: ShareFigures[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const { answeringMs: bareHttpCpuMs } = await load(bareHttp, operation, CALLS)
        const { answeringMs: stackCpuMs, askingMs: sdkCpuMs } = await load(stack, operation, CALLS)
        rounds.push({ operation, sdkCpuMs, stackCpuMs, bareHttpCpuMs })
      }
      figures.push(rounds.toSorted((a, b) => shareOf(a) - shareOf(b))[ROUNDS >> 1]!)
    }
    return figures
  } finally {
    await bareHttp.stop()
  }
}

/** The stack's CPU beyond a server that does nothing, as a share of the whole call. */
export const shareOf = ({ bareHttpCpuMs, sdkCpuMs, stackCpuMs }: ShareFigures) =>
  (stackCpuMs - bareHttpCpuMs) / (sdkCpuMs + stackCpuMs)

/** The same with that server counted as ours too. */
export const wholeShareOf = ({ sdkCpuMs, stackCpuMs }: ShareFigures) =>
  stackCpuMs / (sdkCpuMs + stackCpuMs)

const OPERATIONS = ['doc().get', 'doc().update'] as const
type Operation = (typeof OPERATIONS)[number]

/** CPU of one call on both sides. */
async function load(subject: Subject<StackReady>, operation: Operation, calls: number) {
  const orders = openDatabase(`${subject.ready.cloudbaseUrl}/admin`).collection(collectionOf(SIZE))
  const before = { asking: process.cpuUsage(), answeringMs: (await subject.usage()).cpuMs }
  await runLoad(calls, CALLERS, async (n) => {
    const order = orders.doc(idAt(n % SIZE))
    await (operation === 'doc().get' ? order.get() : order.update({ version: n }))
  })
  const { system, user } = process.cpuUsage(before.asking)
  return {
    askingMs: (user + system) / 1000 / calls,
    answeringMs: ((await subject.usage()).cpuMs - before.answeringMs) / calls,
  }
}
