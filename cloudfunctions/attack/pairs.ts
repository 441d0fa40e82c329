import { type Dice, diceOf } from './dice'
import { allEntries, arm, type Fault, FAULT_KINDS, type FaultsResult } from './faults'
import { type Belongings, belongingsOf, incidentsOf, moneyOf } from './fingerprint'
import { type Pair, PAIRS } from './pair-flows'
import { type Driver, minutes, openStage, type Stage } from './stage'

/** Number of runs per stack. */
const BATCH = 60
/** Long enough for unpaid orders to be closed. */
const SETTLED_AFTER_MINUTES = 25
const DATABASE_CALLS = 14

export interface PairsResult extends FaultsResult {
  /** Faults that occurred during the pair, of two in each run. */
  readonly struck: number
}

interface Ran {
  readonly what: string
  readonly drivers: readonly Driver[]
}

/**
 * Two phones of one member act concurrently, each with a fault. The result depends on the order,
 * but nothing may be lost, spent twice or left open.
 */
export async function attackInPairs(
  count: number,
  seed: number,
  pairs: readonly Pair[] = PAIRS,
): Promise<PairsResult> {
  const dice = diceOf(seed)
  const losses: string[] = []
  let struck = 0
  for (let done = 0; done < count; done += BATCH) {
    const size = Math.min(BATCH, count - done)
    const batch = Array.from({ length: size }, (_, index) => pairs[(done + index) % pairs.length]!)
    const result = await attackBatch(batch, dice)
    losses.push(...result.losses)
    struck += result.struck
  }
  return { tried: count, struck, losses }
}

async function attackBatch(
  pairs: readonly Pair[],
  dice: Dice,
): Promise<Omit<PairsResult, 'tried'>> {
  const stage = await openStage()
  try {
    const losses: string[] = []
    const runs: Ran[] = []
    let struck = 0
    for (const pair of pairs) {
      const faults = [aFault(dice), aFault(dice)]
      const what = `${pair.name}, ${faults.map(spoken).join(' and ')}`
      const ran = await runPair(stage, pair, faults)
      losses.push(...ran.losses.map((loss) => `${what}: ${loss}`))
      struck += ran.struck
      runs.push({ what, drivers: stage.newcomers() })
    }
    await minutes(stage, SETTLED_AFTER_MINUTES)
    for (const { drivers, what } of runs) {
      losses.push(...(await lossesOf(stage, drivers)).map((loss) => `${what}: ${loss}`))
    }
    return { struck, losses: [...losses, ...(await lossesOfAll(stage))] }
  } finally {
    await stage.scene.close()
  }
}

const spoken = ({ at, kind, nth }: Fault) => `call ${nth} to ${at} ${kind}`

function aFault(dice: Dice): Fault {
  const [database, ...gateway] = Object.keys(FAULT_KINDS)
  const at = dice.below(3) > 0 ? database! : dice.pick(gateway)
  const nth = at === database ? 1 + dice.below(DATABASE_CALLS) : 1
  return { at, kind: dice.pick(FAULT_KINDS[at]!), nth }
}

/** Answers to the phones that indicate a bug of ours. */
const OUR_FAULT = /service\/failed|TypeError/

async function runPair(stage: Stage, pair: Pair, faults: readonly Fault[]) {
  const acts = await pair.prepare(stage)
  for (const fault of faults) arm(stage, fault)
  const ended = await Promise.allSettled(acts.map((act) => act()))
  const armed = stage.scene.stack.faults.armed().filter(({ kind }) => kind !== 'none')
  stage.scene.stack.faults.clear()
  // One of two being refused is expected.
  const losses = ended
    .flatMap((one) => (one.status === 'rejected' ? String(one.reason) : []))
    .filter((reason) => OUR_FAULT.test(reason))
  return { losses, struck: faults.length - armed.length }
}

async function lossesOf({ scene }: Stage, drivers: readonly Driver[]): Promise<string[]> {
  const all = await Promise.all(drivers.map((driver) => belongingsOf(scene, driver)))
  const coupons = all.flatMap(usedCoupons)
  const twice = coupons.filter((id, index) => coupons.indexOf(id) !== index)
  return [...twice.map((id) => `coupon ${id} paid twice`), ...all.flatMap(flawsOf)]
}

/** Of live orders: a refunded one has released its coupons. */
const usedCoupons = ({ orders }: Belongings): string[] =>
  orders.flatMap(({ quote, state }) => {
    if (state.status === 'paid') return quote.plan.coupons.map(({ coupon }) => coupon.id)
    if (state.status !== 'confirmed') return []
    return state.confirmation.totals.coupons.map(({ couponId }) => couponId)
  })

const OPEN = /^(unpaid|closing|refunding|requested)$/

function flawsOf({ entries, member, orders, tickets }: Belongings): string[] {
  const open = [...orders, ...tickets].filter(({ state }) => OPEN.test(state.status))
  const lots = (member?.storedValue.recharges ?? []).flatMap(({ state }) =>
    'left' in state ? [state.left.principalFen, state.left.giftFen] : [],
  )
  const live = orders.filter(({ state }) => state.status === 'paid').map(({ id }) => id)
  const held = (member?.pocket.coupons ?? []).flatMap(({ state }) =>
    state.at === 'held' && !live.includes(state.orderId) ? [state.orderId] : [],
  )
  const entryIds = entries.map(({ id }) => id)
  return [
    ...open.map(({ id, state }) => `${id} is still ${state.status}`),
    ...lots.filter((fen) => fen < 0).map((fen) => `a lot of ${fen} fen`),
    ...held.map((id) => `a coupon is held for ${id}, which is over`),
    ...(new Set(entryIds).size < entryIds.length ? ['an entry was written twice'] : []),
  ]
}

/** An attendant confirmed after the driver had taken the money back: reported, and nothing is lost. */
const REPORTED = 'open incident order/served-after-refund '

/** For a whole stack: the books balance, the gateway agrees, and there are no incidents. */
async function lossesOfAll(stage: Stage): Promise<string[]> {
  const entries = await allEntries(stage)
  const crooked = entries.filter(
    ({ postings }) => postings.reduce((sum, { amountFen }) => sum + amountFen, 0) !== 0,
  )
  const { gatewayFen, ourFen } = await moneyOf(stage.scene, entries)
  return [
    ...crooked.map(({ id }) => `${id} does not balance`),
    ...(gatewayFen === ourFen ? [] : [`the gateway has ${gatewayFen} fen, we have ${ourFen}`]),
    ...(await incidentsOf(stage.scene)).filter((incident) => !incident.startsWith(REPORTED)),
  ]
}
