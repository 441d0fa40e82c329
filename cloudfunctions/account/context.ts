import { refuse } from '@palm/shared/kernel/result'
import type { StoredValueRules } from '@palm/shared/stored-value/policy'
import type { ProviderRefusal } from '../providers/provider'
import type { PayingRuntime } from '../flows/paying-runtime'
import type { AccountStore } from './store'

/** Context of every account action. */
export interface AccountContext extends PayingRuntime {
  readonly store: AccountStore
  readonly rules: () => Promise<StoredValueRules>
}

/** The provider's own reason is for our logs, not for drivers. */
export const troubled = ({ code }: ProviderRefusal) => refuse({ code })
