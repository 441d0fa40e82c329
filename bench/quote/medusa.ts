import type { CouponOffer } from '@palm/shared/pricing/rules/coupon-offer'
import type { Basis } from '@palm/shared/pricing/plans/plan'
import type { Contestant } from './contestant'
import { requirePeer } from './peers'

/** The method of the service that we call, with the parts of the service that it needs. */
interface PromotionService {
  readonly default: {
    readonly prototype: {
      readonly computeActions: (
        this: Stored,
        codes: readonly string[],
        context: unknown,
        options: { readonly prevent_auto_promotions: true },
      ) => Promise<readonly unknown[]>
    }
  }
}

interface Stored {
  readonly listActivePromotions_: () => Promise<readonly Promotion[]>
  readonly baseRepository_: { readonly getFreshManager: () => object }
}

interface MedusaRule {
  readonly attribute: string
  readonly operator: 'gte' | 'in'
  readonly values: readonly { readonly value: string }[]
}

type Promotion = ReturnType<typeof promotionOf>

/**
 * Its service, with promotions as returned by its database. Every promotion whose rules hold is
 * applied to the amount left by those before; it has no caps, groups or choice among promotions,
 * and gives no reasons. A discount per litre is expressed as a percentage of the pump price; the
 * period of a promotion is handled by its database.
 */
export function medusa(baskets: readonly Basis[]): Contestant {
  const { default: service } = requirePeer<PromotionService>(
    '@medusajs/promotion/dist/services/promotion-module',
  )
  const { computeActions } = service.prototype
  const carts = baskets.map(cartOf)
  return {
    name: '@medusajs/promotion',
    async run(quotes) {
      let sum = 0
      for (let index = 0; index < quotes; index += 1) {
        const { codes, context, stored } = carts[index % carts.length]!
        const options = { prevent_auto_promotions: true } as const
        sum += (await computeActions.call(stored, codes, context, options)).length
      }
      return sum
    },
  }
}

function cartOf({ coupons, sale }: Basis) {
  const subtotal = sale.amountFen / 100
  const items = [{ id: 'fuel', quantity: 1, subtotal, original_total: subtotal }]
  const promotions = coupons.map((coupon) => promotionOf(coupon, sale.pumpPrice))
  const stored: Stored = {
    listActivePromotions_: async () => promotions,
    baseRepository_: { getFreshManager: () => ({}) },
  }
  return {
    codes: promotions.map(({ code }) => code),
    context: { items, amount: subtotal, station: sale.stationId, grade: sale.gradeId },
    stored,
  }
}

const promotionOf = ({ condition, id, reduction }: CouponOffer, pumpPrice: number) => ({
  code: id,
  type: 'standard',
  application_method: {
    ...(reduction.kind === 'fixed'
      ? { type: 'fixed', value: reduction.amountFen / 100 }
      : { type: 'percentage', value: percentOf(reduction, pumpPrice) }),
    target_type: 'order',
    allocation: 'across',
  },
  rules: [
    ruleOf('station', 'in', condition.stationIds ?? []),
    ruleOf('grade', 'in', condition.gradeIds ?? []),
    ruleOf('amount', 'gte', [String(condition.minimumFen / 100)]),
  ],
})

const percentOf = (
  reduction: Exclude<CouponOffer['reduction'], { kind: 'fixed' }>,
  pumpPrice: number,
): number =>
  reduction.kind === 'percent' ? reduction.share / 100 : (reduction.offPerLitre / pumpPrice) * 100

const ruleOf = (
  attribute: string,
  operator: MedusaRule['operator'],
  values: readonly string[],
): MedusaRule => ({ attribute, operator, values: values.map((value) => ({ value })) })
