import type { GuessCount } from '../kit/guesses'
import type { PayingRuntime } from '../kit/paying-runtime'
import type { OperatorRules } from '../kit/operator-rules'
import type { ApprovalStore } from './approval-store'
import type { StaffStore } from './store'

export interface StaffContext extends PayingRuntime {
  readonly store: StaffStore
  readonly invitations: GuessCount
  readonly approvals: ApprovalStore
  readonly operatorRules: () => Promise<OperatorRules>
}
