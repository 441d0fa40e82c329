import { argv, exit } from 'node:process'
import type { Basis } from '@palm/shared/pricing/plans/plan'
import { quoteBaskets } from './baskets'
import { bundled } from './bundled'
import type { Contestant } from './contestant'
import { jsonRules } from './json-rules'
import type { Answered, Command, LaneName } from './lane'
import { medusa } from './medusa'
import type * as Product from './product'

/** The child process of a lane. Ends with its parent. */
const ENTRANTS: Readonly<
  Record<LaneName, () => Promise<(baskets: readonly Basis[]) => Contestant>>
> = {
  'palm-refuel': async () => (await bundled<typeof Product>('product')).product,
  '@medusajs/promotion': async () => medusa,
  'json-rules-engine': async () => jsonRules,
}

/** Long enough for each to be fully compiled. */
const WARM_UP_MS = 1_000
const CHUNK_MS = 30

const entrant = ENTRANTS[argv[2] as LaneName]()
let contestant: Contestant | undefined

process.on('disconnect', () => exit(0))
process.on('message', (command: Command) => {
  void answerTo(command).then((figure) => process.send!({ figure } satisfies Answered))
})

async function answerTo(command: Command): Promise<number> {
  if ('quotes' in command) return cpuMs(contestant!, command.quotes)
  contestant = (await entrant)(quoteBaskets(command.coupons))
  return warmedUp(contestant)
}

async function warmedUp(contestant: Contestant): Promise<number> {
  let quotes = 64
  let tookMs = 0
  for (let warmMs = 0; warmMs < WARM_UP_MS; warmMs += tookMs) {
    if (tookMs < CHUNK_MS) quotes *= 2
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
