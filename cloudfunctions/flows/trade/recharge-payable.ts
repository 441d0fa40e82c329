import { assert } from '@palm/shared/kernel/assert'
import { ok } from '@palm/shared/kernel/result'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Member, MemberId } from '@palm/shared/member/member'
import {
  type Recharge,
  type RechargeId,
  rechargeOfTrade,
  rechargeTradeNo,
  tradeOf,
} from '@palm/shared/stored-value/recharge/recharge'
import {
  changeRechargeTrade,
  type UnknownRecharge,
} from '@palm/shared/stored-value/recharge/recharge-trade'
import { changeAccount, type UnknownMember } from '../account-change'
import type { Database } from '../../database/session'
import { currentMember } from '../../documents/member/members'
import { recharges, type RechargeTicket } from '../../documents/member/recharges'
import { openOperatorRules } from '../operator-rules'
import type { Payable } from './payable'

/** A recharge in its member's account: both change together. */
export interface MemberRecharge {
  readonly member: Member
  readonly recharge: Recharge
}

export interface RechargeKey {
  readonly memberId: MemberId
  readonly rechargeId: RechargeId
}

export type RechargePayable = Payable<
  MemberRecharge,
  RechargeKey,
  RechargeTicket,
  UnknownMember | UnknownRecharge
>

/** Payable of recharges, under the number of the recharge; its ticket names the member. */
export function rechargePayable(database: Database, clock: () => EpochMs): RechargePayable {
  const operatorRules = openOperatorRules(database, clock)
  const load = async ({ memberId, rechargeId }: RechargeKey): Promise<MemberRecharge | null> => {
    const member = await currentMember(database, memberId)
    const recharge = member && rechargeOf(member, rechargeId)
    return recharge ? { member, recharge } : null
  }
  return {
    collection: recharges,
    owns: (tradeNo) => rechargeOfTrade(tradeNo) !== null,
    tradeNoOf: (id) => (id.startsWith('recharge:') ? rechargeTradeNo(id as RechargeId) : null),

    async find(tradeNo) {
      const rechargeId = rechargeOfTrade(tradeNo)
      const ticket = rechargeId && (await database.get(recharges, rechargeId))
      return ticket ? { memberId: ticket.memberId, rechargeId: ticket.id } : null
    },

    load,
    keyOf: ({ member, recharge }) => ({ memberId: member.id, rechargeId: recharge.id }),
    subjectOf: ({ id: rechargeId, memberId }) => load({ memberId, rechargeId }),

    tradeOf({ recharge }) {
      const trade = tradeOf(recharge)
      assert(trade !== null, 'a card has no trade with a provider', recharge.id)
      return trade
    },

    describe: () => '电子账户充值',

    async change({ memberId, rechargeId }, nowMs, decide) {
      const { offers } = (await operatorRules()).storedValueRules
      const context = { nowMs, policy: null }
      const changed = await changeAccount(database, memberId, context, ({ storedValue }) => {
        const change = changeRechargeTrade(storedValue, { rechargeId, offers, decide })
        if (!change.ok) return change
        const { couponTemplateIds: templateIds, ...decision } = change.value
        const coupons = { rechargeId, come: true, templateIds }
        return ok({ decision, what: 'recharged', ...(templateIds.length > 0 && { coupons }) })
      })
      if (!changed.ok) return changed
      const recharge = rechargeOf(changed.value, rechargeId)
      assert(recharge !== undefined, 'a recharge in hand is in its account', rechargeId)
      return ok({ member: changed.value, recharge })
    },
  }
}

export const rechargeOf = ({ storedValue }: Member, id: RechargeId): Recharge | undefined =>
  storedValue.recharges.find((recharge) => recharge.id === id)
