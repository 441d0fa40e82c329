import { cancel as cancelContract } from '../../contract/use'
import { cancel as cancelCoupons } from '../../coupon/use'
import type { Id } from '../../kernel/id'
import type { EpochMs } from '../../kernel/instant'
import type { Member } from '../../member/member'
import { withoutPending } from '../../member/pending'
import { withPocket } from '../../member/recharge-coupons'
import { cancel as cancelPoints } from '../../points/use'
import type { Order } from '../facts/order'
import type { Effects } from './benefit-call'
import { couponsOf } from './coupons'
import { withPoints } from './points'

/**
 * The member after a look for a pending order. An open order keeps the benefits that it holds; other
 * reservations under its number belong to an order that was never placed, and are cancelled. Stored
 * value is never part of them: a payment by it is placed in one transaction.
 *
 * @param order stored under that number, by any member; null if there is none
 */
export function settlePending(
  member: Member,
  orderId: Id<'order'>,
  order: Order | null,
  nowMs: EpochMs,
): Effects {
  const holder = order && isOpen(member, order) ? order : null
  const settled: Effects = { member: withoutPending(member, orderId), postings: [], row: null }
  return withoutPoints(withoutContracts(withoutCoupons(settled)))

  function withoutCoupons(effects: Effects): Effects {
    const { pocket } = effects.member
    const kept = holder ? couponsOf(holder) : []
    const ids = pocket.coupons.map(({ id }) => id).filter((id) => !kept.includes(id))
    const after = withPocket(effects.member, cancelCoupons(pocket, orderId, ids))
    return { ...effects, member: after }
  }

  function withoutContracts(effects: Effects): Effects {
    const contracts = effects.member.contracts.map((contract) =>
      contract.id === holder?.quote.plan.price.id
        ? contract
        : cancelContract(contract, orderId).contract,
    )
    return { ...effects, member: { ...effects.member, contracts } }
  }

  function withoutPoints(effects: Effects): Effects {
    if (holder?.tenders.points) return effects
    return withPoints(effects, cancelPoints(effects.member.loyalty.points, orderId, nowMs))
  }
}

const isOpen = ({ id }: Member, { memberId, state }: Order): boolean =>
  memberId === id && HOLDING.has(state.status)

const HOLDING: ReadonlySet<Order['state']['status']> = new Set(['unpaid', 'closing', 'paid'])
