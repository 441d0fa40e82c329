import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { Freeze, StoredValueAccount } from './account'

/** Nothing may be added by hand or taken out. Money that was on its way still arrives. */
export interface Frozen {
  readonly code: 'stored-value/frozen'
}

/** The first freeze stands: its reason is what has to be cleared. */
export const frozen = (account: StoredValueAccount, freeze: Freeze): StoredValueAccount =>
  account.freeze ? account : { ...account, freeze }

/** 挂失 by the member. */
export const reportedLost = (account: StoredValueAccount, nowMs: EpochMs): StoredValueAccount =>
  frozen(account, { reason: 'lost-phone', staffId: null, atMs: nowMs })

/** 解除挂失: only the member's own report, whose password has been proven. */
export function liftedByMember(account: StoredValueAccount): Result<StoredValueAccount, Frozen> {
  if (account.freeze !== null && account.freeze.staffId !== null)
    return refuse({ code: 'stored-value/frozen' })
  return ok(unfrozen(account))
}

export const unfrozen = (account: StoredValueAccount): StoredValueAccount => ({
  ...account,
  freeze: null,
})
