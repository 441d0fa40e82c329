import type { OrderFacts } from './order'
import { hasTenders } from './tender'

/** Whether an order holds benefits of its member: then both are written together. */
export const holdsBenefits = ({ quote: { plan }, tenders }: OrderFacts): boolean =>
  plan.coupons.length > 0 || plan.price.kind === 'contract' || hasTenders(tenders)
