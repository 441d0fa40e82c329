import { type Fen, subtractFen } from '../../kernel/fen'
import { cancel, refund, totalFen, type ValueRefunded } from '../../stored-value/use'
import type { StoredValueUse } from '../../stored-value/account'
import { costOf } from '../price/cost'
import type { Order } from '../facts/order'
import { splitOf } from '../facts/tender'
import type { BenefitCall, BenefitCalls, Effects, OrderChange } from './benefit-call'

/** Stored value that pays for an order. */
export const storedValue: BenefitCalls<'cancel' | 'refund'> = {
  cancel: onUse(({ member }, use, { before, nowMs }) =>
    cancel(member.storedValue, { use, fromFen: backAt(before, use), nowMs }),
  ),

  refund: onUse(({ member }, use, { before, nowMs, order }) => {
    const [fromFen, toFen] = [backAt(before, use), backAt(order, use)]
    return refund(member.storedValue, { use, fromFen, toFen, nowMs })
  }),
}

/** Amount that has been returned when the order is in this state. */
const backAt = (order: Order, { parts }: StoredValueUse): Fen =>
  subtractFen(totalFen(parts), splitOf(order.tenders, costOf(order)).storedValueFen)

function onUse(
  decide: (effects: Effects, use: StoredValueUse, change: OrderChange) => ValueRefunded,
): BenefitCall {
  return (effects, change) => {
    const { storedValue: use } = change.order.tenders
    if (use === null) return effects
    const { account, postings, row } = decide(effects, use, change)
    const { member } = effects
    return {
      member: account === member.storedValue ? member : { ...member, storedValue: account },
      postings: [...effects.postings, ...postings],
      row,
    }
  }
}
