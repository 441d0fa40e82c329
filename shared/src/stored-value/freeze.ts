import type { Freeze, StoredValueAccount } from './account'

/** Nothing may be added by hand or taken out. Money that was on its way still arrives. */
export interface Frozen {
  readonly code: 'stored-value/frozen'
}

/** The first freeze stands: its reason is what has to be cleared. */
export const frozen = (account: StoredValueAccount, freeze: Freeze): StoredValueAccount =>
  account.freeze ? account : { ...account, freeze }

export const unfrozen = (account: StoredValueAccount): StoredValueAccount => ({
  ...account,
  freeze: null,
})
