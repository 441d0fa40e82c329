import { env } from 'node:process'
import tcb from '@cloudbase/node-sdk'
import { runLoad } from './load'
import type { SdkCallReady } from './sdk-call'
import { presentSubject } from './subject'

const CALLS_WARM = 500
const CALLS = 3_000

void main()

async function main(): Promise<void> {
  // As in a function; elsewhere the SDK asks the network where it runs, at every call.
  env['TENCENTCLOUD_RUNENV'] = 'SCF'
  env['TENCENTCLOUD_REGION'] = 'local'
  env['SCF_NAMESPACE'] = 'local'
  env['SILENCE'] = 'true'
  const serviceUrl = `${env['PALM_BENCH_SERVICE']}/admin`
  const app = tcb.init({ serviceUrl, env: 'local', secretId: 'x', secretKey: 'y', keepalive: true })
  const database = app.database()
  const get = async () => {
    const { data } = await database.collection('orders').doc('order:1').get()
    if (data[0]?.amountFen !== 20_000) throw new Error('the SDK did not read the answer')
  }
  const ready: SdkCallReady = { calls: CALLS }
  const { tell } = presentSubject(ready, { close: async () => undefined })
  await runLoad(CALLS_WARM, 1, get)
  const before = process.cpuUsage()
  const { p50Ms } = await runLoad(CALLS, 1, get)
  const { system, user } = process.cpuUsage(before)
  tell({ cpuMs: (user + system) / 1000, p50Ms })
}
