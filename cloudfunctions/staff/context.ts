import type { GuessCount } from '../kit/guesses'
import type { PayingRuntime } from '../kit/paying-runtime'
import type { Programme } from '../kit/programme'
import type { ApprovalStore } from './approval-store'
import type { StaffStore } from './store'

export interface StaffContext extends PayingRuntime {
  readonly store: StaffStore
  readonly invitations: GuessCount
  readonly approvals: ApprovalStore
  readonly programme: () => Promise<Programme>
}
