import { assert } from '../kernel/assert'
import { type Fen, subtractFen } from '../kernel/fen'
import { idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { CORRECTABLE_DAYS } from '../kernel/recent'
import type { Posting } from '../ledger/journal'
import type { Evaluate, LevelDecision } from '../level/evaluate'
import { grow, shrink } from '../level/grow'
import { type Growth, type GrowthCredit, levelAt, tidied as tidiedGrowth } from '../level/growth'
import type { LevelId } from '../level/level'
import { type Loyalty, type LoyaltyRules, owing } from '../member/loyalty'
import { noted } from '../member/points-statement'
import { type PointsAccount } from '../points/account'
import { earn } from '../points/earn'
import { tidied as tidiedPoints } from '../points/expire'
import { multiplierFor, type PointsPolicy } from '../points/policy'
import { takeBack } from '../points/take-back'
import type { ConfirmedState, Order } from './order'
import { splitOf } from './tender'

export interface LoyaltyAfter {
  readonly loyalty: Loyalty
  /** For the order's own entry: what points cost those who grant them. */
  readonly postings: readonly Posting[]
}

/** Nor may a day of many orders make the document grow: beside the one at hand, so many are kept. */
const ORDERS_MOST = 50

/**
 * Points and growth follow an order once it is confirmed: by what the driver paid for it, and less
 * by what a correction gave back. The same state again changes nothing while the order is recent;
 * later nobody confirms it again.
 */
export function loyaltyAfter(
  loyalty: Loyalty,
  order: Order,
  rules: LoyaltyRules,
  nowMs: EpochMs,
  credits: readonly GrowthCredit[],
): LoyaltyAfter {
  const { state } = order
  if (state.status !== 'confirmed') return { loyalty, postings: [] }
  const confirmed = { ...order, state }
  const levelId = rules.levels && levelAt(loyalty.growth, credits, rules.levels, nowMs)?.id
  const pointed =
    rules.points && pointsAfter(loyalty.points, confirmed, rules.points, levelId, nowMs)
  const grown =
    rules.levels && growthAfter(loyalty.growth, confirmed, { credits, policy: rules.levels, nowMs })
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
          owed: owing(loyalty.owed, grown?.gifts ?? []),
        },
    postings: pointed?.entry?.postings ?? [],
  }
}

type Confirmed = Order & { readonly state: ConfirmedState }

function pointsAfter(
  account: PointsAccount,
  order: Confirmed,
  policy: PointsPolicy,
  levelId: LevelId | null | undefined,
  nowMs: EpochMs,
) {
  const paidFen = paidFor(order)
  const known = account.earnings.find(({ orderId }) => orderId === order.id)
  if (known) {
    const refundedFen = subtractFen(known.basisFen, paidFen)
    return accepted(takeBack(account, { orderId: order.id, refundedFen, nowMs }))
  }
  // Earned so long or so many orders ago that it was settled: a correction takes nothing back.
  if (order.state.confirmation.corrections.length > 0) return null
  const recency = { days: policy.settledAfterDays, most: ORDERS_MOST, nowMs }
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

function growthAfter(growth: Growth, order: Confirmed, at: Evaluate): LevelDecision | null {
  const paidFen = paidFor(order)
  const known = growth.orders.find(({ orderId }) => orderId === order.id)
  if (known) {
    const refundedFen = subtractFen(known.amountFen, paidFen)
    return accepted(shrink(growth, { ...at, orderId: order.id, refundedFen }))
  }
  // As with points: what was settled stays as it is.
  if (order.state.confirmation.corrections.length > 0) return null
  const recency = { days: CORRECTABLE_DAYS, most: ORDERS_MOST, nowMs: at.nowMs }
  const tidy = tidiedGrowth(growth, at.policy, recency)
  return accepted(grow(tidy, { ...at, orderId: order.id, amountFen: paidFen }))
}

/** Points earn no points: what counts is what was paid in money, stored or not. */
function paidFor({ state, tenders }: Confirmed): Fen {
  const { payableFen } = state.confirmation.settlement
  return subtractFen(payableFen, splitOf(tenders, payableFen).pointsFen)
}

/** What an order says about itself cannot be refused. */
function accepted<Value>(
  result: { ok: true; value: Value } | { ok: false; refusal: { code: string } },
): Value {
  assert(result.ok, 'loyalty follows its orders', result.ok ? undefined : result.refusal.code)
  return result.value
}
