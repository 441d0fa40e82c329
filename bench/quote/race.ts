import type { Lane, LaneName } from './lane'

const ROUND_MS = 60
const ROUNDS = 21

/** Quotes per second of CPU of each contestant, measured within a few hundred milliseconds. */
export type Round = Readonly<Record<LaneName, number>>

/**
 * Contestants alternate on one core, in short rounds of varying order, so that other load slows all
 * alike. Figures are medians of rounds, and so are the ratios, which compare figures measured side
 * by side.
 */
export async function race(lanes: readonly Lane[], coupons: number): Promise<Round[]> {
  const runners: { lane: Lane; quotes: number }[] = []
  for (const lane of lanes) {
    const perSecond = await lane.warmUp(coupons)
    runners.push({ lane, quotes: Math.ceil((perSecond * ROUND_MS) / 1000) })
  }
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const figures: [LaneName, number][] = []
    const first = round % runners.length
    for (const { lane, quotes } of [...runners.slice(first), ...runners.slice(0, first)]) {
      figures.push([lane.name, (quotes / (await lane.run(quotes))) * 1000])
    }
    rounds.push(Object.fromEntries(figures) as Round)
  }
  return rounds
}
