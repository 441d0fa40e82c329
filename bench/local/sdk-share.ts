import { join } from 'node:path'
import { bundle } from '../bundle'
import { openDatabase } from '../database'
import { runLoad } from '../load'
import { startSubject, type Subject } from '../subject'
import { idAt } from './documents'
import { collectionOf, SIZES } from './sizes'
import type { StackReady } from './stack-subject'

/** CPU of one call through the unmodified SDK, told apart by who spends it. */
export interface ShareFigures {
  readonly operation: string
  readonly sdkCpuMs: number
  readonly stackCpuMs: number
  /** What a bare node:http server spends that takes the same requests and answers by rote. */
  readonly bareHttpCpuMs: number
}

const CALLERS = 16
const WARM = 6_000
const CALLS = 12_000
const [SIZE] = SIZES

/** The SDK runs in this process, what answers it in one of its own. */
export async function measureShares(stack: Subject<StackReady>): Promise<ShareFigures[]> {
  const bareHttp = await startSubject<StackReady>(
    await bundle(join(__dirname, 'bare-http-subject.ts')),
  )
  try {
    const figures: ShareFigures[] = []
    for (const operation of OPERATIONS) {
      const bare = await measure(bareHttp, operation)
      const { answering, asking } = await measure(stack, operation)
      const bareHttpCpuMs = bare.answering
      figures.push({ operation, sdkCpuMs: asking, stackCpuMs: answering, bareHttpCpuMs })
    }
    return figures
  } finally {
    await bareHttp.stop()
  }
}

/** Of all that a call costs, what the stack adds to a server that does nothing. */
export const shareOf = ({ bareHttpCpuMs, sdkCpuMs, stackCpuMs }: ShareFigures) =>
  (stackCpuMs - bareHttpCpuMs) / (sdkCpuMs + stackCpuMs)

const OPERATIONS = ['doc().get', 'doc().update'] as const

async function measure(subject: Subject<StackReady>, operation: (typeof OPERATIONS)[number]) {
  const orders = openDatabase(`${subject.ready.cloudbaseUrl}/admin`).collection(collectionOf(SIZE))
  const call = async (n: number) => {
    const order = orders.doc(idAt(n % SIZE))
    await (operation === 'doc().get' ? order.get() : order.update({ version: n }))
  }
  await runLoad(WARM, CALLERS, call)
  const before = { asking: process.cpuUsage(), answering: (await subject.usage()).cpuMs }
  await runLoad(CALLS, CALLERS, call)
  const { system, user } = process.cpuUsage(before.asking)
  return {
    asking: (user + system) / 1000 / CALLS,
    answering: ((await subject.usage()).cpuMs - before.answering) / CALLS,
  }
}
