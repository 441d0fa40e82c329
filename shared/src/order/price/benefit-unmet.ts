import { unmet, type Unmet } from '../../pricing/rules/condition'
import type { Sale } from '../../pricing/rules/sale'
import type { OrderFacts } from '../facts/order'

type Quoted = Pick<OrderFacts, 'amountFen' | 'fuel' | 'quote'>

/** The current sale of an order: the ordered amount, of the fuel that it has moved to. */
export const saleOf = ({ amountFen, fuel: { gradeId, pumpPrice }, quote }: Quoted): Sale => ({
  ...quote.basis.sale,
  gradeId,
  pumpPrice,
  amountFen,
})

/** Why a benefit of an order is not for the fuel that it is of; null where all of them are (I13). */
export function benefitUnmet(order: Quoted): Unmet | null {
  const sale = saleOf(order)
  const { coupons, price } = order.quote.plan
  const conditions = [price.condition, ...coupons.map(({ coupon }) => coupon.condition)]
  return conditions.reduce<Unmet | null>((why, each) => why ?? unmet(each, sale), null)
}
