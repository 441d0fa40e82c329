import type { OperatorRules } from '../flows/operator-rules'
import type { PayingRuntime } from '../flows/paying-runtime'
import type { TradeStore } from '../flows/trade/trade-store'

/** Context of every act of an operator. */
export interface ConsoleContext extends PayingRuntime {
  readonly trades: readonly TradeStore[]
  readonly operatorRules: () => Promise<OperatorRules>
}
