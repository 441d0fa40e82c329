import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Order } from '@palm/shared/order/facts/order'
import type { UnknownRecharge } from '@palm/shared/stored-value/recharge/recharge-trade'
import type { UnknownMember } from '../account-change'
import type { Database } from '../../database/session'
import type { RechargeTicket } from '../../documents/member/recharges'
import type { UnknownOrder } from '../order-change'
import { orderPayable } from './order-payable'
import type { Payable } from './payable'
import { type MemberRecharge, rechargePayable } from './recharge-payable'
import { openTradeFlow, type TradeFlow, type TradeFlowContext } from './trade-flow'
import { openTradeStore, type TradeStore, type TradeStoreContext } from './trade-store'

/** Flow of each payable. */
export interface Payments {
  readonly orders: TradeFlow<Order, Order, UnknownOrder>
  readonly recharges: TradeFlow<MemberRecharge, RechargeTicket, UnknownMember | UnknownRecharge>
}

const payablesOf = (database: Database, clock: () => EpochMs) => ({
  orders: orderPayable(database),
  recharges: rechargePayable(database, clock),
})

export function openPayments(context: TradeFlowContext): Payments {
  const { orders, recharges } = payablesOf(context.database, context.clock)
  return {
    orders: openTradeFlow(context, orders),
    recharges: openTradeFlow(context, recharges),
  }
}

/** Any payable, for code that all of them share. */
export type AnyPayable = Payable<unknown, unknown, { readonly id: string }, Refused>
export type AnyFlow = TradeFlow<unknown, { readonly id: string }, Refused>
type Refused = { readonly code: string }

export const openFlows = (
  context: TradeFlowContext,
  { orders, recharges }: Payments,
  others: readonly AnyPayable[],
): readonly AnyFlow[] => [
  orders,
  recharges,
  ...others.map((payable) => openTradeFlow(context, payable)),
]

/** Stores for functions that call no provider and have no provider keys. */
export function openTradeStores(context: TradeStoreContext): readonly TradeStore[] {
  const { orders, recharges } = payablesOf(context.database, context.clock)
  return [openTradeStore(context, orders), openTradeStore(context, recharges)]
}

/** The store of a trade, by its number; null where no payable owns it. */
export const storeOfTrade = (stores: readonly TradeStore[], tradeNo: string): TradeStore | null =>
  stores.find((store) => store.owns(tradeNo)) ?? null

/** Store and trade number of the subject that an incident names. */
export function storeOfSubject(
  stores: readonly TradeStore[],
  id: Id<string>,
): { readonly store: TradeStore; readonly tradeNo: string } | null {
  for (const store of stores) {
    const tradeNo = store.tradeNoOf(id)
    if (tradeNo !== null) return { store, tradeNo }
  }
  return null
}
