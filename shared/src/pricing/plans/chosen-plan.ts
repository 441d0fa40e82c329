import { fen } from '../../kernel/fen'
import { ok, refuse, type Result } from '../../kernel/result'
import { unmet, type Unmet } from '../rules/condition'
import type { CouponOffer } from '../rules/coupon-offer'
import { fieldOf } from './field'
import { type Basis, comparePlans, type CouponUse, type Plan, planOf, within } from './plan'
import { PUMP_PRICE } from '../rules/price-offer'
import { pricedAt } from './priced'

export type ChosenPlanRefusal =
  /** The member has no coupon with this number: used up, of another member, or invented. */
  | { readonly code: 'plan/unknown-coupon'; readonly id: string }
  /** Its own conditions do not hold. */
  | (Unmet & { readonly id: string })
  /** Two coupons of one group. */
  | { readonly code: 'plan/same-group'; readonly id: string }
  /** A coupon that goes alone, together with another. */
  | { readonly code: 'plan/goes-alone'; readonly id: string }
  | { readonly code: 'plan/too-many-coupons'; readonly max: number }
  /** At no price does each of these coupons have an effect. */
  | { readonly code: 'plan/coupon-takes-nothing-off' }

/** The best plan with exactly the coupons picked by the driver. */
export function chosenPlan(
  basis: Basis,
  couponIds: readonly string[],
): Result<Plan, ChosenPlanRefusal> {
  const chosen: CouponOffer[] = []
  for (const id of new Set(couponIds)) {
    const coupon = basis.coupons.find((each) => each.id === id)
    if (!coupon) return refuse({ code: 'plan/unknown-coupon', id })
    const why = unmet(coupon.condition, basis.sale)
    if (why) return refuse({ ...why, id })
    const rival = chosen.find(({ group }) => group === coupon.group)
    if (rival && !rival.alone && !coupon.alone) return refuse({ code: 'plan/same-group', id })
    chosen.push(coupon)
  }
  const alone = chosen.find((coupon) => coupon.alone)
  if (alone && chosen.length > 1) return refuse({ code: 'plan/goes-alone', id: alone.id })
  const { couponsMax } = basis.limits
  if (chosen.length > couponsMax) return refuse({ code: 'plan/too-many-coupons', max: couponsMax })
  const [plan] = plansWith(basis, chosen).sort(comparePlans)
  return plan ? ok(plan) : refuse({ code: 'plan/coupon-takes-nothing-off' })
}

/** One plan for each price at which every one of these coupons has an effect. */
function plansWith(basis: Basis, chosen: readonly CouponOffer[]): Plan[] {
  const field = fieldOf(chosen, basis.sale)
  return [PUMP_PRICE, ...basis.prices]
    .filter(({ condition }) => unmet(condition, basis.sale) === null)
    .flatMap((price) => {
      const { payableMaxFen, priceFen, roomFen, worthFen } = pricedAt(basis, field, price)
      const wanted = field.coupons.map((coupon, rank): CouponUse => ({
        coupon,
        amountFen: worthFen[rank] ?? fen(0),
      }))
      const uses = within(wanted, roomFen)
      const plan = planOf(basis, price, priceFen, uses)
      const legal = uses.every(({ amountFen }) => amountFen > 0)
      return legal && plan.payableFen <= payableMaxFen ? [plan] : []
    })
}
