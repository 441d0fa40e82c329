import { LANE_NAMES, type LaneName, openLane } from './quote/lane'
import { median } from './median'
import { installPeers } from './peers'
import { PEERS } from './quote/peers'
import { race, type Round } from './quote/race'
import { type Bar, conclude, print, rounded } from './report'

const COUPONS = [1, 3, 10, 20, 50] as const
const OURS = 'palm-refuel' satisfies LaneName

/** Throughput of one core, by number of coupons. */
interface Speed {
  readonly coupons: number
  /** Quotes per second of each. */
  readonly perSecond: Readonly<Record<LaneName, number>>
  readonly timesBetterPeer: number
}

/**
 * `npm run bench:quote`: cost of a quote with its full explanation, beside two engines for rules
 * and promotions on the same baskets in the same run. They do less: neither chooses among coupons,
 * supports groups, caps or member prices, or gives the cost of unused benefits.
 */
async function main(): Promise<void> {
  installPeers(PEERS)
  const lanes = LANE_NAMES.map(openLane)
  const speeds: Speed[] = []
  for (const coupons of COUPONS) {
    const speed = speedOf(coupons, await race(lanes, coupons))
    print(present(speed))
    speeds.push(speed)
  }
  lanes.forEach((lane) => lane.close())
  const ten = speeds.find(({ coupons }) => coupons === 10)
  conclude(barsOf(speeds), { quotesPerSecond: Math.round(ten?.perSecond[OURS] ?? NaN) })
}

const speedOf = (coupons: number, rounds: readonly Round[]): Speed => ({
  coupons,
  perSecond: Object.fromEntries(
    LANE_NAMES.map((name) => [name, median(rounds.map((round) => round[name]))]),
  ) as Record<LaneName, number>,
  timesBetterPeer: median(rounds.map(timesPeer)),
})

const timesPeer = ({ [OURS]: ours, ...peers }: Round): number =>
  ours / Math.max(...Object.values(peers))

/** Our thresholds; docs/pricing.md explains why they can be reached. */
const barsOf = (speeds: readonly Speed[]): Bar[] =>
  speeds.flatMap(({ coupons, perSecond, timesBetterPeer }): Bar[] => {
    const ours = perSecond[OURS]
    switch (coupons) {
      case 10:
        return [
          { name: 'quotes a second, 10 coupons', figure: ours, atLeast: 200_000 },
          { name: 'times the better peer, 10 coupons', figure: timesBetterPeer, atLeast: 25 },
        ]
      case 50:
        return [{ name: 'µs a quote, 50 coupons', figure: 1e6 / ours, atMost: 100 }]
      default:
        return []
    }
  })

const present = ({ coupons, perSecond, timesBetterPeer }: Speed) => ({
  measure: 'quotes a second',
  coupons,
  ...Object.fromEntries(LANE_NAMES.map((name) => [name, Math.round(perSecond[name])])),
  timesBetterPeer: rounded(timesBetterPeer),
})

void main()
