import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { parseDeployment } from '@palm/local/deployment'
import { startStack } from '@palm/local/stack'
import { openDatabase } from '../database'
import { runLoad } from '../load'
import { presentSubject } from '../subject'

/** Reads and writes one document alternately through the SDK, on a separate local stack. */
export interface SdkCallReady {
  readonly adminUrl: string
}

export interface SdkCallTold {
  readonly cpuMsPerCall: number
  readonly p50Ms: number
}

const CALLS_WARM = 1_000
const CALLS = 3_000

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'palm-bench-'))
  const stack = await startStack({
    dataDir,
    deployment: parseDeployment({ collections: { orders: { indexes: [] } } }),
    bundlesDir: '/nowhere',
  })
  const adminUrl = env['PALM_BENCH_ADMIN'] ?? `${stack.urls['cloudbase']}/admin`
  const { tell } = presentSubject<SdkCallReady>(
    { adminUrl },
    {
      async close() {
        await stack.close()
        rmSync(dataDir, { recursive: true, force: true })
      },
    },
  )
  tell(await measure(adminUrl))
}

async function measure(serviceUrl: string): Promise<SdkCallTold> {
  const document = openDatabase(serviceUrl).collection('orders').doc(ORDER._id)
  const { _id, ...body } = ORDER
  const call = async (index: number) => {
    if (index % 2 === 0) await document.set(body)
    else await document.get()
  }
  await runLoad(CALLS_WARM, 1, call)
  const before = process.cpuUsage()
  const { p50Ms } = await runLoad(CALLS, 1, call)
  const { system, user } = process.cpuUsage(before)
  return { cpuMsPerCall: (user + system) / 1000 / CALLS, p50Ms }
}

/** As large as one of our orders. */
const ORDER = {
  _id: 'order:0123456789abcdef7k2m',
  memberId: 'member:0123456789abcdef01234567',
  stationId: 'station:bj0001',
  stationName: '朝阳北路加油站',
  payeeName: '北京朝北石油销售有限公司',
  fuel: {
    nozzleId: 'nozzle:bj0001-03',
    nozzleNumber: 3,
    gradeId: 'petrol-92',
    gradeName: '92# 汽油',
    pumpPriceFen: 781,
    volumeMl: 25_610,
  },
  way: 'fuel-first',
  provider: 'wechat',
  payerId: 'oLOCALzhang',
  amountFen: 20_000,
  payableFen: 20_000,
  createdAtMs: 1_790_000_000_000,
  payByMs: 1_790_000_900_000,
  state: {
    status: 'paid',
    payment: { transactionId: '4200001234202611221234567890', amountFen: 20_000 },
    refunds: [],
  },
}

void main()
