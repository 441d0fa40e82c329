import type { CouponOffer } from '../../pricing/rules/coupon-offer'
import { type Condition } from '../../pricing/rules/condition'
import type { Basis } from '../../pricing/plans/plan'
import { PRICE_KINDS, type PriceOffer, PUMP_PRICE } from '../../pricing/rules/price-offer'
import type { Sale } from '../../pricing/rules/sale'

/**
 * The best plan by exhaustive search, in exact fractions. It shares no code with the search under
 * test: rounding, legality and order are implemented again, from docs/pricing.md.
 */
export interface OracleVerdict {
  readonly best: OraclePlan
  /**
   * Cost of the cheapest plan without the price, or without a coupon, of the best; null if none.
   */
  readonly runnerUp: number | null
  /** For each coupon whose condition holds: cost of the cheapest plan with it; null if none. */
  readonly with: ReadonlyMap<string, number | null>
}

export interface OraclePlan {
  readonly priceId: string
  /** First to expire first. */
  readonly couponIds: readonly string[]
  readonly payable: number
}

/** A plan under evaluation: its coupons are positions in the order in which they are used up. */
interface Candidate {
  readonly priceId: string
  readonly set: readonly number[]
  readonly payable: number
}

export function oracle(basis: Basis): OracleVerdict {
  const coupons = couponsInOrder(basis)
  const plans = allPlans(basis, coupons)
  // Plans are listed in tie-break order, so the first of the cheapest is the best.
  const best = plans.reduce((first, plan) => (plan.payable < first.payable ? plan : first))
  const idOf = (place: number) => coupons[place]?.id ?? ''
  return {
    best: { priceId: best.priceId, couponIds: best.set.map(idOf), payable: best.payable },
    runnerUp: minOf(
      plans,
      ({ priceId, set }) =>
        priceId !== best.priceId || best.set.some((place) => !set.includes(place)),
    ),
    with: new Map(
      coupons.map(({ id }, place) => [id, minOf(plans, ({ set }) => set.includes(place))]),
    ),
  }
}

function minOf(plans: readonly Candidate[], counts: (plan: Candidate) => boolean): number | null {
  let min: number | null = null
  for (const plan of plans) {
    if ((min === null || plan.payable < min) && counts(plan)) min = plan.payable
  }
  return min
}

/** Every legal plan: fewer coupons first, then those that expire first, then by price. */
function allPlans(basis: Basis, coupons: readonly CouponOffer[]): Candidate[] {
  const tills = pricesInOrder(basis).map((price) => tillAt(basis, price, coupons))
  const plans: Candidate[] = []
  for (const set of setsOf(coupons.length)) {
    const chosen = set.map((place) => coupons[place]!)
    if (!goTogether(chosen, basis.limits.couponsMax)) continue
    for (const { payableFor, priceId } of tills) {
      const payable = payableFor(set)
      if (payable !== null) plans.push({ priceId, set, payable })
    }
  }
  return plans
}

const goTogether = (set: readonly CouponOffer[], max: number): boolean =>
  set.length <= max &&
  (set.length < 2 || set.every(({ alone }) => !alone)) &&
  set.every(({ group }, place) => set.findIndex((other) => other.group === group) === place)

/** Amounts of sets of coupons at a price; null if one of the coupons has no effect. */
function tillAt(basis: Basis, price: PriceOffer, coupons: readonly CouponOffer[]) {
  const { sale, storedValueFen } = basis
  const amount = BigInt(sale.amountFen)
  const max = reductionMax(basis)
  const base = amount - smaller(priceOff(price, basis), max)
  const room = Number(max - (amount - base))
  const worths = coupons.map((coupon) =>
    coupon.pumpPriceOnly && price.kind !== 'pump'
      ? 0
      : Number(smaller(couponOff(coupon, sale, base), base)),
  )
  const payableMax = price.paidBy === 'stored-value' ? storedValueFen : sale.amountFen
  return {
    priceId: price.id,
    payableFor(set: readonly number[]): number | null {
      let off = 0
      for (const place of set) {
        const worth = worths[place]!
        if (Math.min(worth, room) === 0) return null
        off += worth
      }
      const payable = Number(base) - Math.min(off, room)
      return payable > payableMax ? null : payable
    },
  }
}

function reductionMax({ limits, sale }: Basis): bigint {
  const amount = BigInt(sale.amountFen)
  const share = (amount * BigInt(limits.reductionMax)) / 10_000n
  const left = amount - BigInt(limits.payableMinFen)
  return smaller(share, left > 0n ? left : 0n)
}

function priceOff({ limitMl, price }: PriceOffer, { limits, sale }: Basis): bigint {
  const wanted =
    price.kind === 'pump'
      ? 0
      : price.kind === 'off'
        ? price.offPerLitre
        : sale.pumpPrice - price.pricePerLitre
  const off = BigInt(Math.max(0, Math.min(wanted, sale.pumpPrice - (limits.floorPrice ?? 0))))
  return perLitreOff(off, limitMl, sale)
}

function couponOff({ reduction }: CouponOffer, sale: Sale, base: bigint): bigint {
  if (reduction.kind === 'fixed') return BigInt(reduction.amountFen)
  const whole =
    reduction.kind === 'percent'
      ? halfUp(base * BigInt(reduction.share), 10_000n)
      : perLitreOff(BigInt(reduction.offPerLitre), reduction.limitMl, sale)
  return reduction.capFen === null ? whole : smaller(whole, BigInt(reduction.capFen))
}

function perLitreOff(off: bigint, limitMl: number | null, sale: Sale): bigint {
  const whole = halfUp(BigInt(sale.amountFen) * off, BigInt(sale.pumpPrice))
  const limited = limitMl === null ? whole : smaller(whole, halfUp(off * BigInt(limitMl), 1000n))
  return smaller(limited, BigInt(sale.amountFen))
}

function meets(condition: Condition, { amountFen, clock, gradeId, stationId }: Sale): boolean {
  const { exceptDays, fromMs, gradeIds, hours, minimumFen, onlyDays, stationIds, toMs, weekdays } =
    condition
  return (
    clock.atMs >= (fromMs ?? 0) &&
    clock.atMs < (toMs ?? Infinity) &&
    (stationIds ?? [stationId]).includes(stationId) &&
    (gradeIds ?? [gradeId]).includes(gradeId) &&
    (weekdays ?? [clock.weekday]).includes(clock.weekday) &&
    (onlyDays ?? [clock.day]).includes(clock.day) &&
    !exceptDays.includes(clock.day) &&
    (hours ?? [{ from: 0, to: 1440 }]).some((s) => clock.minute >= s.from && clock.minute < s.to) &&
    amountFen >= minimumFen
  )
}

/** Soonest to expire first, then lowest value, then by id. */
const couponsInOrder = ({ coupons, sale }: Basis): CouponOffer[] =>
  coupons
    .filter(({ condition }) => meets(condition, sale))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .sort((a, b) => worthMax(a) - worthMax(b))
    .sort((a, b) => (a.condition.toMs ?? Infinity) - (b.condition.toMs ?? Infinity) || 0)

/** By kind, then by id. */
const pricesInOrder = ({ prices, sale }: Basis): PriceOffer[] =>
  [PUMP_PRICE, ...prices.filter(({ condition }) => meets(condition, sale))]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .sort((a, b) => PRICE_KINDS.indexOf(a.kind) - PRICE_KINDS.indexOf(b.kind))

const worthMax = ({ reduction }: CouponOffer): number =>
  (reduction.kind === 'fixed' ? reduction.amountFen : reduction.capFen) ?? Number.MAX_SAFE_INTEGER

/** Each set of places below a number up to ten: small sets first, then by their first places. */
function setsOf(count: number): readonly (readonly number[])[] {
  const known = SETS[count]
  if (known) return known
  let sets: number[][] = [[]]
  for (let place = 0; place < count; place += 1) {
    sets = [...sets, ...sets.map((set) => [...set, place])]
  }
  sets.sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1))
  return (SETS[count] = sets)
}

/** By number of positions: built once, used a hundred thousand times. */
const SETS: (readonly (readonly number[])[])[] = []

const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator)
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
