import type { Contestant } from './contestant'

const WARM_UP_MS = 400
const ROUND_MS = 60
const ROUNDS = 11

/**
 * Quotes a second of CPU for each contestant, on one core. They take turns, a short round each, so
 * that whatever else the machine does slows all alike; the figure is that of the median round.
 */
export async function race(contestants: readonly Contestant[]): Promise<number[]> {
  const runners = []
  for (const contestant of contestants) {
    const perSecond = await warmedUp(contestant)
    const quotes = Math.ceil((perSecond * ROUND_MS) / 1000)
    runners.push({ contestant, quotes, rounds: [] as number[] })
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { contestant, quotes, rounds } of runners) {
      rounds.push((quotes / (await cpuMs(contestant, quotes))) * 1000)
    }
  }
  return runners.map(({ rounds }) => median(rounds))
}

/** Runs until its code is compiled; quotes a second at the end. */
async function warmedUp(contestant: Contestant): Promise<number> {
  let quotes = 64
  let tookMs = 0
  for (let warmMs = 0; warmMs < WARM_UP_MS; warmMs += tookMs) {
    if (tookMs < ROUND_MS / 2) quotes *= 2
    tookMs = await cpuMs(contestant, quotes)
  }
  return (quotes / tookMs) * 1000
}

async function cpuMs(contestant: Contestant, quotes: number): Promise<number> {
  const before = process.cpuUsage()
  const sum = await contestant.run(quotes)
  const { system, user } = process.cpuUsage(before)
  if (sum < quotes) throw new Error(`${contestant.name} has left quotes unanswered`)
  return (user + system) / 1000
}

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
