import { type Contract, type ContractId, isRunning } from '../../contract/contract'
import { type Fen, NO_FEN } from '../../kernel/fen'
import type { Id } from '../../kernel/id'
import { DAY_MS, type EpochMs, later } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { balanceOf as pointsIn } from '../../points/account'
import { balanceOf } from '../../stored-value/account'
import { outstandingRefunds } from '../../stored-value/recharge/recharge'
import type { Member } from '../member'
import { memberAt } from '../member-at'

export const LEAVING_MS = 7 * DAY_MS

/** A reason why an account cannot be deleted yet. */
export type LeaveObstacle =
  /** Not paid yet, or paid and not served. */
  | { readonly code: 'leave/order-open'; readonly orderId: Id<'order'> }
  /** Money of this order is on its way back. */
  | { readonly code: 'leave/refund-pending'; readonly orderId: Id<'order'> }
  /** The member's own money: spent or returned first. */
  | { readonly code: 'leave/money-left'; readonly principalFen: Fen }
  /** A recharge waits for its payment or its refund. */
  | { readonly code: 'leave/recharge-pending' }
  /** Frozen by the office, which has to settle it. */
  | { readonly code: 'leave/frozen' }
  /** A promise that binds. */
  | {
      readonly code: 'leave/contract-running'
      readonly contractId: ContractId
      readonly title: string
      readonly toMs: EpochMs
    }
  | { readonly code: 'leave/invoice-pending'; readonly invoiceId: Id<'invoice'> }
  | { readonly code: 'leave/question-open' }
  /** An attendant or a manager: their shifts name them. */
  | { readonly code: 'leave/works-here' }

/** Facts beside the member's own document. */
export interface LeaveFacts {
  readonly orders: readonly { readonly orderId: Id<'order'>; readonly isRefund: boolean }[]
  readonly invoices: readonly Id<'invoice'>[]
  readonly hasQuestion: boolean
  readonly worksHere: boolean
}

export function obstaclesTo(
  member: Member,
  { hasQuestion, invoices, orders, worksHere }: LeaveFacts,
  nowMs: EpochMs,
): readonly LeaveObstacle[] {
  const { freeze, recharges } = member.storedValue
  const { principalFen } = balanceOf(member.storedValue)
  const isRecharging = recharges.some(
    (one) => one.state.status === 'requested' || outstandingRefunds(one).length > 0,
  )
  return [
    ...orders.map(({ isRefund, orderId }) => ({
      code: isRefund ? ('leave/refund-pending' as const) : ('leave/order-open' as const),
      orderId,
    })),
    ...(principalFen > NO_FEN ? [{ code: 'leave/money-left' as const, principalFen }] : []),
    ...(isRecharging ? [{ code: 'leave/recharge-pending' as const }] : []),
    ...(freeze !== null && freeze.staffId !== null ? [{ code: 'leave/frozen' as const }] : []),
    ...memberAt(member, nowMs).contracts.flatMap(runningContract),
    ...invoices.map((invoiceId) => ({ code: 'leave/invoice-pending' as const, invoiceId })),
    ...(hasQuestion ? [{ code: 'leave/question-open' as const }] : []),
    ...(worksHere ? [{ code: 'leave/works-here' as const }] : []),
  ]
}

const runningContract = ({ id, state, terms }: Contract): LeaveObstacle[] =>
  isRunning(state)
    ? [
        {
          code: 'leave/contract-running',
          contractId: id,
          title: terms.title,
          toMs: state.toMs,
        },
      ]
    : []

/** Benefits that are gone for good, named before. */
export interface Losses {
  readonly coupons: number
  readonly points: number
  readonly giftFen: Fen
}

export function lossesOf(member: Member, nowMs: EpochMs): Losses {
  const { loyalty, pocket, storedValue } = memberAt(member, nowMs)
  const live = pocket.coupons.filter(
    ({ condition, state }) => state.at === 'free' && (condition.toMs ?? Infinity) > nowMs,
  )
  return {
    coupons: live.length,
    points: Math.max(0, pointsIn(loyalty.points)),
    giftFen: balanceOf(storedValue).giftFen,
  }
}

export type LeaveRefusal =
  /** Each has its way out. */
  { readonly code: 'leave/not-yet'; readonly obstacles: readonly LeaveObstacle[] }

/** A repeat while it is under way changes nothing. */
export function askToLeave(
  member: Member,
  facts: LeaveFacts,
  nowMs: EpochMs,
): Result<Member, LeaveRefusal> {
  if (isLeaving(member)) return ok(member)
  const obstacles = obstaclesTo(member, facts, nowMs)
  if (obstacles.length > 0) return refuse({ code: 'leave/not-yet', obstacles })
  return ok({ ...member, leaving: { askedAtMs: nowMs, atMs: later(nowMs, LEAVING_MS) } })
}

export const isLeaving = ({ leaving }: Pick<Member, 'leaving'>): boolean =>
  leaving !== undefined && leaving.stopped === undefined

/** The member stays. */
export const stay = (member: Member): Member =>
  member.leaving ? { ...member, leaving: undefined } : member

/** The waiting time is over, but a new reason stands against the deletion. */
export const stopLeaving = (member: Member, by: LeaveObstacle, nowMs: EpochMs): Member =>
  member.leaving
    ? { ...member, leaving: { ...member.leaving, stopped: { atMs: nowMs, by: by.code } } }
    : member

/** When the timer carries out or continues a deletion; null without one. */
export function leaveAtMs({ leaving, left }: Pick<Member, 'leaving' | 'left'>): EpochMs | null {
  if (left) return left.from.length > 0 ? left.atMs : null
  return leaving && !leaving.stopped ? leaving.atMs : null
}
