import { join } from 'node:path'
import type { FloorReady } from './floor-subject'
import { type Load, postJson, runLoad } from '../load'
import { startSubject } from '../subject'

export interface FloorFigures extends Load {
  readonly cpuMsPerOrder: number
}

const ORDERS_WARM = 200
const ORDERS = 1_000
const LANES = 2

/** The same order on a minimal server; see floor-subject.ts. */
export async function measureFloor(): Promise<FloorFigures> {
  const subject = await startSubject<FloorReady>(join(__dirname, 'floor-subject.ts'))
  const { url } = subject.ready
  let orders = 0
  async function order(): Promise<void> {
    const id = `order:${String(++orders).padStart(20, '0')}`
    const fuel = { nozzleId: 'nozzle:bj0001-01', grade: '92#', pumpPriceFen: 781, volumeMl: 25_610 }
    await postJson(`${url}/place`, { id, station: 'station:bj0001', amountFen: 20_000, fuel })
    await postJson(`${url}/pay`, { id })
    await postJson(`${url}/confirm`, { id })
  }
  try {
    await runLoad(ORDERS_WARM, LANES, order)
    const before = await subject.usage()
    const load = await runLoad(ORDERS, LANES, order)
    const after = await subject.usage()
    return { ...load, cpuMsPerOrder: (after.cpuMs - before.cpuMs) / ORDERS }
  } finally {
    await subject.stop()
  }
}
