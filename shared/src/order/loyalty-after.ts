import { assert } from '../kernel/assert'
import { type Fen, subtractFen } from '../kernel/fen'
import { idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { CORRECTABLE_DAYS } from '../kernel/recent'
import type { Posting } from '../ledger/journal'
import type { Evaluate, LevelDecision } from '../level/evaluate'
import { grow, shrink } from '../level/grow'
import {
  type Growth,
  type GrowthCredit,
  type GrowthOrder,
  levelAt,
  recalled,
  tidied as tidiedGrowth,
} from '../level/growth'
import type { LevelId, LevelPolicy } from '../level/level'
import { type Loyalty, type LoyaltyRules, owing } from '../member/loyalty'
import { noted } from '../member/points-statement'
import type { Earning, PointsAccount } from '../points/account'
import type { PointsDecision } from '../points/decision'
import { earn } from '../points/earn'
import { tidied as tidiedPoints } from '../points/expire'
import { multiplierFor, type PointsPolicy } from '../points/policy'
import { takeBack } from '../points/take-back'
import type { Earned } from './earned'
import type { ConfirmedState, Order } from './order'
import { splitOf } from './tender'

export interface LoyaltyAfter {
  readonly loyalty: Loyalty
  /** For the order's own entry: what points cost those who grant them. */
  readonly postings: readonly Posting[]
  /** For the order to keep; null where it has brought nothing. */
  readonly earned: Pick<Earned, 'points' | 'growth'>
}

/** So many orders are kept one by one, beside the one at hand: every order keeps its own. */
const ORDERS_MAX = 20

const NOTHING = { points: null, growth: null }

/**
 * Points and growth follow an order once it is confirmed: by what the driver paid for it, and less
 * by what a correction gave back, however many orders have come since. The same state again changes
 * nothing.
 */
export function loyaltyAfter(
  loyalty: Loyalty,
  order: Order,
  rules: LoyaltyRules,
  nowMs: EpochMs,
  credits: readonly GrowthCredit[],
): LoyaltyAfter {
  const { state } = order
  if (state.status !== 'confirmed') return { loyalty, postings: [], earned: NOTHING }
  const confirmed = { ...order, state }
  const levelId = rules.levels && levelAt(loyalty.growth, credits, rules.levels, nowMs)?.id
  const pointed = pointsAfter(loyalty.points, confirmed, rules.points, levelId, nowMs)
  const grown = growthAfter(loyalty.growth, confirmed, rules.levels, { credits, nowMs })
  const points = pointed?.account ?? loyalty.points
  const growth = grown?.growth ?? loyalty.growth
  const isSame = points === loyalty.points && growth === loyalty.growth
  return {
    loyalty: isSame
      ? loyalty
      : {
          points,
          statement: noted(loyalty.statement, pointed?.row ?? null),
          growth,
          owed: owing(loyalty.owed, grown?.gifts ?? [], nowMs),
        },
    postings: pointed?.entry?.postings ?? [],
    earned: {
      points: earningOf(points, confirmed) ?? earnedBefore(confirmed)?.points ?? null,
      growth: grownBy(growth, confirmed) ?? earnedBefore(confirmed)?.growth ?? null,
    },
  }
}

type Confirmed = Order & { readonly state: ConfirmedState }

const earnedBefore = ({ state }: Confirmed): Earned | null => state.confirmation.earned

const earningOf = ({ earnings }: PointsAccount, { id }: Confirmed): Earning | undefined =>
  earnings.find(({ orderId }) => orderId === id)

const grownBy = ({ orders }: Growth, { id }: Confirmed): GrowthOrder | undefined =>
  orders.find(({ orderId }) => orderId === id)

function pointsAfter(
  account: PointsAccount,
  order: Confirmed,
  policy: PointsPolicy | null,
  levelId: LevelId | null | undefined,
  nowMs: EpochMs,
): PointsDecision | null {
  const paidFen = paidFor(order)
  const known = earningOf(account, order)
  const earning = known ?? earnedBefore(order)?.points
  if (earning) {
    const refundedFen = subtractFen(earning.basisFen, paidFen)
    if (refundedFen === earning.refundedFen) return null
    const whole = known ? account : { ...account, earnings: [...account.earnings, earning] }
    return accepted(takeBack(whole, { orderId: order.id, refundedFen, nowMs }))
  }
  if (policy === null || isToldAgain(order)) return null
  const recency = { days: policy.settledAfterDays, max: ORDERS_MAX, nowMs }
  return accepted(
    earn(tidiedPoints(account, recency), {
      orderId: order.id,
      lotId: `points-lot:${idLetters(order.id)}`,
      basisFen: paidFen,
      hundredths: multiplierFor(policy, order.quote.basis.sale, levelId ?? null),
      grantedBy: 'hq',
      policy,
      nowMs,
    }),
  )
}

function growthAfter(
  growth: Growth,
  order: Confirmed,
  policy: LevelPolicy | null,
  at: Omit<Evaluate, 'policy'>,
): LevelDecision | null {
  if (policy === null) return null
  const paidFen = paidFor(order)
  const known = grownBy(growth, order)
  const grown = known ?? earnedBefore(order)?.growth
  if (grown) {
    const refundedFen = subtractFen(grown.amountFen, paidFen)
    if (refundedFen === grown.refundedFen) return null
    const whole = known ? growth : recalled(growth, grown)
    return accepted(shrink(whole, { ...at, policy, orderId: order.id, refundedFen }))
  }
  if (isToldAgain(order)) return null
  const recency = { days: CORRECTABLE_DAYS, max: ORDERS_MAX, nowMs: at.nowMs }
  const tidy = tidiedGrowth(growth, policy, recency)
  return accepted(grow(tidy, { ...at, policy, orderId: order.id, amountFen: paidFen }))
}

/** It has brought what it brings, or nothing when it was confirmed. */
const isToldAgain = ({ state: { confirmation } }: Confirmed): boolean =>
  confirmation.earned !== null || confirmation.corrections.length > 0

/** Points earn no points: the payment in money counts, stored or not. */
function paidFor({ state, tenders }: Confirmed): Fen {
  const { payableFen } = state.confirmation.totals
  return subtractFen(payableFen, splitOf(tenders, payableFen).pointsFen)
}

/** A refusal here contradicts the order's own record. */
function accepted<Value>(
  result: { ok: true; value: Value } | { ok: false; refusal: { code: string } },
): Value {
  assert(result.ok, 'loyalty follows its orders', result.ok ? undefined : result.refusal.code)
  return result.value
}
