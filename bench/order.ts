import { bringUpToDate } from '../tools/builds'
import { type FloorFigures, measureFloor } from './order/floor'
import { measureProduct, type ProductFigures } from './order/product'
import { measureSdkCall, type SdkCallFigures } from './order/sdk-call'
import { type Bar, conclude, print, rounded } from './report'

/** Vendure 3.7 on SQLite, the same journey on a similar machine: 9.6 orders a second. */
const VENDURE_ORDERS_PER_SECOND = 9.6

/**
 * `npm run bench:order`: cost of an order from creation to the attendant's confirmation, beside a
 * minimal implementation and one bare SDK call, in the same run.
 */
async function main(): Promise<void> {
  await bringUpToDate('local', 'functions')
  const floor = await measureFloor()
  print({ measure: 'bare node:http + the same database', ...presentLoad(floor) })
  const before = await measureSdkCall()
  print({ measure: 'one bare SDK call, before', ...presentCall(before) })
  const product = await measureProduct()
  print({ measure: 'the product on the local stack', ...presentProduct(product) })
  const after = await measureSdkCall()
  print({ measure: 'one bare SDK call, after', ...presentCall(after) })
  const bars = barsOf(product, floor, [before, after])
  conclude(bars, { ordersPerSecond: rounded(product.count / product.seconds) })
}

/** Our thresholds; docs/operating.md explains them. */
function barsOf(product: ProductFigures, floor: FloorFigures, calls: SdkCallFigures[]): Bar[] {
  // Other load makes a call more expensive for a while: measured once before and once after.
  const callMs = calls.reduce((sum, { cpuMsPerCall }) => sum + cpuMsPerCall, 0) / calls.length
  const minCpuMs = floor.cpuMsPerOrder + product.billedPerOrder * callMs
  const perSecond = product.count / product.seconds
  return [
    { name: 'times Vendure', figure: perSecond / VENDURE_ORDERS_PER_SECOND, atLeast: 5 },
    {
      name: 'CPU over floor and SDK calls',
      figure: product.cpuMsPerOrder / minCpuMs,
      atMost: 1.5,
    },
    { name: 'p99, ms', figure: product.p99Ms, atMost: 100 },
    { name: 'billed calls an order', figure: product.billedPerOrder, atMost: 25 },
    { name: 'transactions an order', figure: product.transactionsPerOrder, atMost: 3 },
  ]
}

const presentLoad = ({ count, cpuMsPerOrder, p50Ms, p99Ms, seconds }: FloorFigures) => ({
  orders: count,
  ordersPerSecond: rounded(count / seconds),
  p50Ms: rounded(p50Ms),
  p99Ms: rounded(p99Ms),
  cpuMsPerOrder: rounded(cpuMsPerOrder),
})

const presentCall = ({ callerCpuMsPerCall, cpuMsPerCall, p50Ms }: SdkCallFigures) => ({
  p50Ms: rounded(p50Ms),
  cpuMsPerCall: rounded(cpuMsPerCall),
  callerCpuMsPerCall: rounded(callerCpuMsPerCall),
})

const presentProduct = (product: ProductFigures) => ({
  ...presentLoad(product),
  billedPerOrder: rounded(product.billedPerOrder),
  transactionsPerOrder: rounded(product.transactionsPerOrder),
})

void main()
