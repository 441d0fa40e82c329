import { sweepOf } from '@palm/shared/order/sweep'
import { members } from '../kit/documents/members'
import type { RechargeTicket } from '../kit/documents/recharges'
import type { PayingRuntime } from '../kit/paying-runtime'
import { rechargeOf } from '../kit/recharge-payments'

/** What the timer does about one recharge. Says whether it is done with it for now. */
export function rechargeSweeper({ clock, database, rechargePayments }: PayingRuntime) {
  return async ({ createdAtMs, id, memberId, state }: RechargeTicket): Promise<boolean> => {
    const isOpen = 'payByMs' in state
    const todo = isOpen
      ? sweepOf({ state, createdAtMs, payByMs: state.payByMs }, clock())
      : 'give-back'
    if (todo === 'wait') return true

    const member = await database.get(members, memberId)
    const recharge = member && rechargeOf(member, id)
    if (!recharge) return false
    if (todo === 'close') return (await rechargePayments.close(member, recharge)).ok
    if (todo === 'ask') return (await rechargePayments.ask(member, recharge)).ok
    await rechargePayments.giveBack(member, recharge)
    return true
  }
}
