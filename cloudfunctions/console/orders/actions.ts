import { ok, refuse } from '@palm/shared/kernel/result'
import { explain } from '@palm/shared/order/explain/explain'
import { pumpPricesAt } from '@palm/shared/order/explain/rules-then'
import { entriesOf } from '../../documents/entries'
import { orders } from '../../documents/orders'
import { stations } from '../../documents/stations'
import type { Act } from '../../edge/serve'
import { operatorRulesAt } from '../../flows/operator-rules'
import { viewOfOrder } from '../../flows/order-view'
import type { ConsoleContext } from '../context'
import { presentExplanation } from './present'

export const explainOrder: Act<ConsoleContext, 'console.explainOrder'> = async (
  { database },
  { orderId },
  caller,
) => {
  const order = await database.get(orders, orderId)
  if (!order) return refuse({ code: 'order/unknown' })
  const { createdAtMs, quote, stationId } = order
  const station = await database.get(stations, stationId)
  const permitted = caller.permit([{ stationId, region: station?.region ?? null }])
  if (!permitted.ok) return permitted
  const [entries, rules] = await Promise.all([
    entriesOf(database, orderId),
    operatorRulesAt(database, createdAtMs),
  ])
  const { gradeId } = quote.basis.sale
  const pumpPrices = station ? pumpPricesAt(station, gradeId, createdAtMs) : []
  const explained = explain(order, entries, { rules, pumpPrices })
  return ok(presentExplanation(viewOfOrder(order), explained, rules, order.came ?? null))
}
