import type { ExplanationView } from '@palm/shared/api/console/orders'
import type { Came } from '@palm/shared/order/entry/channel'
import type { Explanation } from '@palm/shared/order/explain/explain'
import type { RulesThen } from '@palm/shared/order/explain/rules-then'

export function presentExplanation(
  order: ExplanationView['order'],
  { accounts, again, doubts, settledAgain, unused }: Explanation,
  [rules]: readonly RulesThen[],
  came: Came | null,
): ExplanationView {
  return {
    order,
    came,
    quotedAgainFen: again?.payableFen ?? null,
    settledAgainFen: settledAgain?.payableFen ?? null,
    unused,
    accounts: [...accounts].map(([account, amountFen]) => ({ account, amountFen })),
    rules: rules ? { version: rules.version, savedAtMs: rules.savedAtMs } : null,
    doubts,
  }
}
