import type { GuessCount } from '../edge/guesses'
import type { PayingRuntime } from '../flows/paying-runtime'
import type { OperatorRules } from '../flows/operator-rules'
import type { ApprovalStore } from './approval-store'
import type { StaffStore } from './store'

export interface StaffContext extends PayingRuntime {
  readonly store: StaffStore
  readonly invitations: GuessCount
  readonly approvals: ApprovalStore
  readonly operatorRules: () => Promise<OperatorRules>
}
