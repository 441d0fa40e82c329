import { type Order, type OrderId, orderOfTrade } from '@palm/shared/order/facts/order'
import { changeTrade } from '@palm/shared/order/verbs/trade'
import { ID_LETTERS, idLetters } from '@palm/shared/kernel/id'
import type { Database } from '../../database/session'
import { orders } from '../../documents/orders'
import { changeOrder, type UnknownOrder } from '../order-change'
import type { Payable } from './payable'

/** Payable of orders; the letters of an order's id are its trade number. */
export const orderPayable = (database: Database): Payable<Order, OrderId, Order, UnknownOrder> => ({
  collection: orders,
  owns: (tradeNo) => tradeNo.length === ID_LETTERS,
  tradeNoOf: (id) => (id.startsWith('order:') ? idLetters(id) : null),
  find: (tradeNo) => Promise.resolve(orderOfTrade(tradeNo)),
  load: (id) => database.get(orders, id),
  keyOf: ({ id }) => id,
  subjectOf: (order) => Promise.resolve(order),
  tradeOf: ({ trade }) => trade,
  describe: ({ fuel, stationName }) => `${stationName} ${fuel.nozzleNumber} 号枪 ${fuel.gradeName}`,
  change: (id, nowMs, decide) =>
    changeOrder(database, id, nowMs, (order) => changeTrade(order, nowMs, decide)),
})
