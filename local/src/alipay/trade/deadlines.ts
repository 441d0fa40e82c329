import type { Trade } from './trade'

/** Closes unpaid trades at their deadlines, and notifies the merchant. */
export interface Deadlines {
  watch(trade: Trade): void
  forget(tradeNo: string): void
  clear(): void
}
