import { join } from 'node:path'
import { bundle } from './bundle'
import { growthOf, type LatencyFigure, measureLatency, OPERATIONS } from './local/latency'
import { measureRawSqlite } from './local/raw-sqlite'
import { measureShares, type ShareFigures, shareOf, wholeShareOf } from './local/sdk-share'
import type { StackReady } from './local/stack-subject'
import { SIZES } from './local/sizes'
import { measureThroughput, type ThroughputFigures } from './local/throughput'
import { type Bar, conclude, print, rounded } from './report'
import { startSubject } from './subject'

/**
 * `npm run bench:local`: throughput of the local stack, beside SQLite itself; whether latency grows
 * with the collection; and the emulator's share of an SDK call. All in one run.
 * local/PERFORMANCE.md explains the figures.
 */
async function main(): Promise<void> {
  const sqlite = await measureRawSqlite()
  print({ measure: 'SQLite itself', transactionsPerSecond: Math.round(sqlite.perSecond) })
  const stack = await bundle(join(__dirname, 'local/stack-subject.ts'))
  const subject = await startSubject<StackReady>(stack, { SIZE_MAX: String(SIZES.at(-1)) })
  const { cloudbaseUrl } = subject.ready
  const throughput = await measureThroughput(cloudbaseUrl)
  print({ measure: '16 callers over HTTP', ...presentThroughput(throughput) })
  const latencies = await measureLatency(cloudbaseUrl)
  for (const { operation, p50Ms, size } of latencies)
    print({ measure: operation, documents: size, p50Ms: rounded(p50Ms) })
  await subject.stop()
  // The cost of a call is measured on a stack of normal size, without a million documents in
  // memory.
  const small = await startSubject<StackReady>(stack, { SIZE_MAX: String(SIZES[0]) })
  const shares = await measureShares(small)
  for (const share of shares) print({ measure: 'CPU through the SDK', ...presentShare(share) })
  await small.stop()
  const bars = barsOf(sqlite.perSecond, throughput, latencies, shares)
  conclude(bars, { transactionsPerSecond: Math.round(perSecond(throughput)) })
}

function barsOf(
  sqlitePerSecond: number,
  throughput: ThroughputFigures,
  latencies: readonly LatencyFigure[],
  shares: readonly ShareFigures[],
): Bar[] {
  const ours = perSecond(throughput)
  return [
    { name: 'transactions a second', figure: ours, atLeast: 1500 },
    { name: 'times SQLite itself', figure: ours / sqlitePerSecond },
    ...OPERATIONS.map((operation) => ({
      name: `${operation}, 1,000,000 documents over 1,000`,
      figure: growthOf(latencies, operation),
      atMost: 1.5,
    })),
    ...shares.map((share) => ({
      name: `our share of the CPU of ${share.operation}`,
      figure: shareOf(share),
      atMost: 0.33,
    })),
    ...shares.map((share) => ({
      name: `the whole stack's share of ${share.operation}`,
      figure: wholeShareOf(share),
    })),
  ]
}

const perSecond = ({ committed, seconds }: ThroughputFigures) => committed / seconds

const presentShare = ({ bareHttpCpuMs, operation, sdkCpuMs, stackCpuMs }: ShareFigures) => ({
  operation,
  sdkCpuMs: rounded(sdkCpuMs),
  stackCpuMs: rounded(stackCpuMs),
  bareHttpCpuMs: rounded(bareHttpCpuMs),
})

const presentThroughput = (figures: ThroughputFigures) => ({
  transactionsPerSecond: Math.round(perSecond(figures)),
  conflicts: figures.conflicts,
})

void main()
