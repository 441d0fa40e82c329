import type { CouponOffer } from '../pricing/coupon-offer'
import { type Condition } from '../pricing/condition'
import type { Basis } from '../pricing/plan'
import { PRICE_KINDS, type PriceOffer, PUMP_PRICE } from '../pricing/price-offer'
import type { Sale } from '../pricing/sale'

/**
 * The best plan by trying every price with every set of coupons, in exact fractions. It shares no
 * line with the search that it judges: rounding, legality and order are written down again, from
 * docs/pricing.md.
 */
export interface OraclePlan {
  readonly priceId: string
  readonly couponIds: readonly string[]
  readonly payable: number
}

export interface OracleVerdict {
  readonly best: OraclePlan
  readonly runnerUp: number | null
  /** For each benefit that the sale meets: the least that a plan with it costs; null if there is none. */
  readonly with: ReadonlyMap<string, number | null>
}

export function oracle(basis: Basis): OracleVerdict {
  const plans = allPlans(basis).sort(inOrder(basis))
  const best = plans[0]
  if (!best) throw new Error('no plan at all')
  const other = plans.find(
    (plan) =>
      plan.priceId !== best.priceId || best.couponIds.some((id) => !plan.couponIds.includes(id)),
  )
  const leastWith = (uses: (plan: OraclePlan) => boolean) => plans.find(uses)?.payable ?? null
  return {
    best,
    runnerUp: other?.payable ?? null,
    with: new Map([
      ...basis.coupons
        .filter(({ condition }) => meets(condition, basis.sale))
        .map(({ id }) => [id, leastWith(({ couponIds }) => couponIds.includes(id))] as const),
    ]),
  }
}

function allPlans(basis: Basis): OraclePlan[] {
  const coupons = basis.coupons.filter(({ condition }) => meets(condition, basis.sale))
  const prices = [PUMP_PRICE, ...basis.prices.filter((price) => meets(price.condition, basis.sale))]
  return prices.flatMap((price) =>
    subsets(coupons).flatMap((set) => {
      const payable = payableOf(basis, price, set)
      const couponIds = set.map(({ id }) => id)
      return payable === null ? [] : [{ priceId: price.id, couponIds, payable }]
    }),
  )
}

/** Null where the two do not make a legal plan. */
function payableOf(basis: Basis, price: PriceOffer, set: readonly CouponOffer[]): number | null {
  const { limits, sale, storedValueFen } = basis
  const amount = BigInt(sale.amountFen)
  const most = reductionMost(basis)
  const base = amount - smaller(priceOff(price, basis), most)
  const worths = set.map((coupon) => smaller(couponOff(coupon, sale, base), base))
  const room = most - (amount - base)
  const legal =
    set.length <= limits.couponsMax &&
    new Set(set.filter(({ alone }) => !alone).map(({ group }) => group)).size ===
      set.filter(({ alone }) => !alone).length &&
    (set.length === 1 || set.every(({ alone }) => !alone)) &&
    (price.kind === 'pump' || set.every(({ pumpPriceOnly }) => !pumpPriceOnly)) &&
    worths.every((worth) => smaller(worth, room) > 0n)
  if (!legal) return null
  const payable = base - smaller(sum(worths), room)
  return price.paidBy === 'stored-value' && payable > BigInt(storedValueFen)
    ? null
    : Number(payable)
}

function reductionMost({ limits, sale }: Basis): bigint {
  const amount = BigInt(sale.amountFen)
  const share = (amount * BigInt(limits.reductionMost)) / 10_000n
  const left = amount - BigInt(limits.payableLeastFen)
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

/** Cheapest, fewest coupons, soonest to expire (least worth, smallest id), price by kind and id. */
function inOrder({ coupons, prices }: Basis) {
  const byUse = [...coupons]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .sort((a, b) => worthMost(a) - worthMost(b))
    .sort((a, b) => (a.condition.toMs ?? Infinity) - (b.condition.toMs ?? Infinity) || 0)
    .map(({ id }) => id)
  const byPrice = [PUMP_PRICE, ...prices]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .sort((a, b) => PRICE_KINDS.indexOf(a.kind) - PRICE_KINDS.indexOf(b.kind))
    .map(({ id }) => id)
  const letters = (list: readonly string[], ids: readonly string[]) =>
    ids
      .map((id) => String.fromCharCode(65 + list.indexOf(id)))
      .sort()
      .join('')
  return (a: OraclePlan, b: OraclePlan): number => {
    const [used, other] = [letters(byUse, a.couponIds), letters(byUse, b.couponIds)]
    return (
      a.payable - b.payable ||
      a.couponIds.length - b.couponIds.length ||
      (used < other ? -1 : Number(used > other)) ||
      byPrice.indexOf(a.priceId) - byPrice.indexOf(b.priceId)
    )
  }
}

const worthMost = ({ reduction }: CouponOffer): number =>
  (reduction.kind === 'fixed' ? reduction.amountFen : reduction.capFen) ?? Number.MAX_SAFE_INTEGER

const subsets = <Item>(items: readonly Item[]): Item[][] =>
  items.reduce<Item[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]])

const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator)
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n)
