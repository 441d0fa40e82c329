import { epochMs } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import type { StatementRow } from '../documents/member/stored-value-rows'
import type { PayingRuntime } from '../flows/paying-runtime'
import { openOperatorRules } from '../flows/operator-rules'
import { type Act, type Handlers, withContext } from '../edge/serve'
import type { AccountContext } from './context'
import { presentRow } from './present'
import { viewOf } from './view'
import { cancelRecharge, recharge, reportRecharge } from './recharge'
import { redeemCard } from './redeem-card'
import { liftLoss, removePassword, reportLoss, saveLimits, savePassword } from './guard'
import { refund, showRefund } from './refund'
import { openAccountStore } from './store'

export function accountHandlers(runtime: PayingRuntime): Handlers<'account'> {
  const { clock, database } = runtime
  const operatorRules = openOperatorRules(database, clock)
  const context: AccountContext = {
    ...runtime,
    store: openAccountStore(database),
    rules: async () => (await operatorRules()).storedValueRules,
  }
  return withContext(context, {
    'account.get': get,
    'account.recharge': recharge,
    'account.reportRecharge': reportRecharge,
    'account.cancelRecharge': cancelRecharge,
    'account.previewRefund': showRefund,
    'account.refund': refund,
    'account.redeem': redeemCard,
    'account.statement': statement,
    'account.savePassword': savePassword,
    'account.removePassword': removePassword,
    'account.saveLimits': saveLimits,
    'account.reportLoss': reportLoss,
    'account.liftLoss': liftLoss,
  })
}

const get: Act<AccountContext, 'account.get'> = async (context, _, { memberId }) => {
  const member = await context.store.member(memberId)
  return member ? ok(await viewOf(context, member)) : refuse({ code: 'member/unknown' })
}

const PAGE = 20

/** A page never ends between rows of one instant, since the next one would miss the others. */
const statement: Act<AccountContext, 'account.statement'> = async (
  { store },
  { beforeMs },
  { memberId },
) => {
  const found = await store.rowsOf(memberId, beforeMs, PAGE + 1)
  const nextMs = found[PAGE]?.bookedAtMs
  const rows = found.filter(({ bookedAtMs }) => nextMs === undefined || bookedAtMs > nextMs)
  return ok({
    rows: rows.sort(newestFirst).map(presentRow),
    nextBeforeMs: nextMs === undefined ? null : epochMs(nextMs + 1),
  })
}

/** Expiries are debited before other rows of the same instant. */
const newestFirst = (a: StatementRow, b: StatementRow): number =>
  b.bookedAtMs - a.bookedAtMs ||
  Number(a.kind === 'gift-expired') - Number(b.kind === 'gift-expired')
