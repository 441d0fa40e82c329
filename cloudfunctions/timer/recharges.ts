import { ok } from '@palm/shared/kernel/result'
import { sweepOf } from '@palm/shared/order/sweep'
import { nothingMoved } from '@palm/shared/stored-value/decision'
import { changeAccount } from '../kit/account-change'
import { members } from '../kit/documents/members'
import { recharges, type RechargeTicket, ticketOf } from '../kit/documents/recharges'
import type { PayingRuntime } from '../kit/paying-runtime'
import { rechargeOf } from '../kit/recharge-payments'

/** What the timer does about one recharge. Says whether it is done with it for now. */
export function rechargeSweeper(runtime: PayingRuntime) {
  const { clock, database, rechargePayments } = runtime

  /** Debits what is over. A gift that was spent before, or long ago, only leaves the list. */
  async function expire(ticket: RechargeTicket): Promise<boolean> {
    const { id, memberId } = ticket
    const context = { nowMs: clock(), policy: null }
    const changed = await changeAccount<never>(
      database,
      memberId,
      context,
      async (member, transaction) => {
        const recharge = rechargeOf(member, id)
        const settled = recharge ? ticketOf(memberId, recharge) : withoutGift(ticket)
        await transaction.put(recharges, settled)
        return ok({ decision: nothingMoved(member.storedValue), what: 'gift-over' })
      },
    )
    return changed.ok
  }

  return async (ticket: RechargeTicket): Promise<boolean> => {
    const todo = todoOf(ticket)
    if (todo === 'wait') return true
    if (todo === 'expire') return expire(ticket)

    const member = await database.get(members, ticket.memberId)
    const recharge = member && rechargeOf(member, ticket.id)
    if (!recharge) return false
    if (todo === 'close') return (await rechargePayments.close(member, recharge)).ok
    if (todo === 'ask') return (await rechargePayments.ask(member, recharge)).ok
    await rechargePayments.giveBack(member, recharge)
    return true
  }

  function todoOf({ createdAtMs, state }: RechargeTicket) {
    if ('payByMs' in state) {
      return sweepOf({ state, createdAtMs, payByMs: state.payByMs }, clock())
    }
    return 'refundPending' in state && state.refundPending ? 'give-back' : 'expire'
  }
}

const withoutGift = (ticket: RechargeTicket): RechargeTicket =>
  'giftExpiresAtMs' in ticket.state
    ? { ...ticket, state: { ...ticket.state, giftExpiresAtMs: null } }
    : ticket
