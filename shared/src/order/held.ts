import type { Order } from './order'
import { hasTenders } from './tender'

/** Whether an order holds something of its member's: it is written together with him. */
export const holdsBenefits = ({ quote, tenders }: Order): boolean =>
  quote.plan.coupons.length > 0 || hasTenders(tenders)
