import { join } from 'node:path'
import { env } from 'node:process'
import tcb from '@cloudbase/node-sdk'
import { runLoad } from '../order/load'
import { startSubject, type Subject } from '../order/subject'
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
  const bareHttp = await startSubject<StackReady>(join(__dirname, 'bare-http-subject.ts'))
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
  const orders = openDatabase(subject.ready.cloudbaseUrl).collection(collectionOf(SIZE))
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

function openDatabase(cloudbaseUrl: string) {
  // As in a function; elsewhere the SDK asks the network where it runs, at every call.
  env['TENCENTCLOUD_RUNENV'] = 'SCF'
  env['TENCENTCLOUD_REGION'] = 'local'
  env['SCF_NAMESPACE'] = 'local'
  env['SILENCE'] = 'true'
  const account = { env: 'local', secretId: 'x', secretKey: 'y' }
  return tcb.init({ ...account, serviceUrl: `${cloudbaseUrl}/admin`, keepalive: true }).database()
}
