import type { OrderFacts } from './order'
import { hasTenders } from './tender'

/** Whether an order holds something of its member's: it is written together with him. */
export const holdsBenefits = ({ quote: { plan }, tenders }: OrderFacts): boolean =>
  plan.coupons.length > 0 || plan.price.kind === 'contract' || hasTenders(tenders)
