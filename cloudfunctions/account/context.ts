import { refuse } from '@palm/shared/kernel/result'
import type { StoredValueRules } from '@palm/shared/stored-value/policy'
import type { ChannelRefusal } from '../kit/pay/channel'
import type { PayingRuntime } from '../kit/paying-runtime'
import type { AccountStore } from './store'

/** What every act of an account stands on. */
export interface AccountContext extends PayingRuntime {
  readonly store: AccountStore
  readonly rules: () => Promise<StoredValueRules>
}

/** The channel's own reason is for our logs, not for a driver. */
export const troubled = ({ code }: ChannelRefusal) => refuse({ code })
