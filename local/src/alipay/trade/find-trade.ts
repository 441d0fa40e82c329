import type { TradeNumbers } from '../books'
import type { Store } from '../context'
import type { Trade } from './trade'

/** A trade of the calling seller; no other is known to them. */
export function findTrade(
  { books: { tradeNos, trades }, keys }: Pick<Store, 'books' | 'keys'>,
  numbers: TradeNumbers,
): Trade | undefined {
  const { out_trade_no: outTradeNo, trade_no: named } = numbers
  const tradeNo = named ?? (outTradeNo === undefined ? undefined : tradeNos.get(outTradeNo))
  const trade = tradeNo === undefined ? undefined : trades.get(tradeNo)
  return trade && (trade.sellerId ?? keys.sellerId) === keys.sellerId ? trade : undefined
}
