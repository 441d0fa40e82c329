import { assert } from '../../kernel/assert'
import { divide } from '../../kernel/divide'
import { type Fen, NO_FEN, subtractFen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { NO_POINTS, type Points, points } from '../../kernel/points'
import type { Member } from '../../member/member'
import { noted } from '../../member/points-statement'
import { spendableAt } from '../../points/account'
import { maxFor, type PointsPolicy, worthFen } from '../../points/policy'
import { reserve } from '../../points/use'
import type { Plan } from '../../pricing/plans/plan'
import type { StoredValueRow } from '../../stored-value/decision'
import type { StoredValuePolicy } from '../../stored-value/policy'
import { maxSpendable, reserve as takeStoredValue } from '../../stored-value/use'
import type { OrderId } from '../facts/order'
import type { PointsTender, Tenders } from '../facts/tender'

/** Tenders that the driver allows. */
export interface TenderUse {
  readonly points: boolean
  readonly storedValue: boolean
}

/** How much of them does pay. */
export interface TenderChoice {
  readonly points: Points
  readonly pointsFen: Fen
  readonly storedValueFen: Fen
}

export interface TenderRules {
  /** Null where points pay nothing. */
  readonly points: PointsPolicy | null
  /** Null where no value is stored. */
  readonly storedValue: StoredValuePolicy | null
}

/** Maximum that a member could pay from stored value, whatever the sale. */
export const storedValueMax = (member: Member, rules: TenderRules, nowMs: EpochMs): Fen =>
  rules.storedValue ? maxSpendable(member.storedValue, rules.storedValue, nowMs) : NO_FEN

/**
 * Maximum of each tender for a plan: points in whole blocks, then stored value. A stored-value
 * price is paid by stored value alone.
 */
export function choiceFor(
  { payableFen, price }: Plan,
  use: TenderUse,
  member: Member,
  rules: TenderRules,
  nowMs: EpochMs,
): TenderChoice {
  const byPoints = use.points && price.paidBy !== 'stored-value' ? rules.points : null
  const count = byPoints ? blocksOf(member, byPoints, payableFen, nowMs) : NO_POINTS
  const pointsFen = byPoints ? worthFen(byPoints, count) : NO_FEN
  const restFen = subtractFen(payableFen, pointsFen)
  const maxFen = use.storedValue ? storedValueMax(member, rules, nowMs) : NO_FEN
  return { points: count, pointsFen, storedValueFen: maxFen < restFen ? maxFen : restFen }
}

/** Tenders that the driver could add to a plan; null if there are none. */
export interface Offered {
  readonly points: { readonly points: Points; readonly worthFen: Fen } | null
  readonly storedValueFen: Fen | null
  /** More stored value than this needs the member's password; null: they have set none. */
  readonly passwordAboveFen: Fen | null
}

export function offeredFor(
  plan: Plan,
  member: Member,
  rules: TenderRules,
  nowMs: EpochMs,
): Offered {
  const all = { points: true, storedValue: true }
  const { points: count, pointsFen } = choiceFor(plan, all, member, rules, nowMs)
  const storedValueFen = storedValueMax(member, rules, nowMs)
  const { guard } = member.storedValue
  return {
    points: count > 0 ? { points: count, worthFen: pointsFen } : null,
    storedValueFen: storedValueFen > NO_FEN ? storedValueFen : null,
    passwordAboveFen: guard.passwordHash === null ? null : guard.freeFen,
  }
}

/** Points wait for so many orders at once; those of more are paid without. */
export const HOLDS_MAX = 20

function blocksOf(member: Member, policy: PointsPolicy, payableFen: Fen, nowMs: EpochMs): Points {
  const { block } = policy
  if (member.loyalty.points.holds.length >= HOLDS_MAX) return NO_POINTS
  const owned = spendableAt(member.loyalty.points, nowMs)
  const whole = divide(owned, block.points, 'down') * block.points
  return points(Math.min(whole, maxFor(policy, payableFen)))
}

export interface TendersReserved {
  readonly member: Member
  readonly tenders: Tenders
  /** Row for the statement of stored value. */
  readonly row: StoredValueRow | null
}

export interface ReserveTenders {
  readonly orderId: OrderId
  readonly choice: TenderChoice
  readonly payableFen: Fen
  readonly rules: TenderRules
  readonly nowMs: EpochMs
}

/** Takes what was chosen out of the member's accounts, for an order that is being placed. */
export function reserveTenders(member: Member, command: ReserveTenders): TendersReserved {
  const { choice, nowMs, orderId, rules } = command
  const held = reservePoints(member, command)
  if (choice.storedValueFen === NO_FEN || rules.storedValue === null) {
    return { member: held.member, tenders: { points: held.tender, storedValue: null }, row: null }
  }
  const take = { orderId, amountFen: choice.storedValueFen, policy: rules.storedValue, nowMs }
  const taken = takeStoredValue(held.member.storedValue, take)
  assert(taken.ok, 'no more is chosen than may be taken', orderId)
  const { account, row, use } = taken.value
  return {
    member: { ...held.member, storedValue: account },
    tenders: { points: held.tender, storedValue: use },
    row,
  }
}

function reservePoints(
  member: Member,
  { choice, nowMs, orderId, payableFen, rules: { points: policy } }: ReserveTenders,
): { readonly member: Member; readonly tender: PointsTender | null } {
  if (choice.points === 0 || policy === null) return { member, tender: null }
  const { points, pointsFen } = choice
  const held = reserve(member.loyalty.points, { orderId, points, payableFen, policy, nowMs })
  assert(held.ok, 'no more is chosen than may be held', orderId)
  const { account, row } = held.value
  const statement = noted(member.loyalty.statement, row)
  const takings = account.holds.find((each) => each.orderId === orderId)?.takings ?? []
  return {
    member: { ...member, loyalty: { ...member.loyalty, points: account, statement } },
    tender: { worthFen: pointsFen, takings },
  }
}
