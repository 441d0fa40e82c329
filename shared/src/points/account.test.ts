import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { points } from '../kernel/points'
import { ok, type Result } from '../kernel/result'
import { balanced, balances, type JournalEntry } from '../ledger/journal'
import { NOON } from '../testing/builders/builders'
import { aHold, anEarn, aPointsPolicy, liabilityByUnit } from '../testing/builders/points'
import {
  balanceOf,
  costFen,
  type Earning,
  liabilityFen,
  NO_POINTS_YET,
  type PointsAccount,
  pointsOf,
  spendableAt,
  type Taking,
} from './account'
import type { PointsDecision } from './decision'
import { earn } from './earn'
import { expire, tidied } from './expire'
import { cancel, commit, refund, reserve } from './use'
import { takeBack } from './take-back'

/** Random acts on a member's points. */
const step = fc.record({
  kind: fc.constantFrom(
    ...(['earn', 'earn', 'take-back', 'reserve', 'commit', 'cancel', 'refund'] as const),
    ...(['expire', 'tidy', 'wait', 'wait'] as const),
  ),
  order: fc.nat(3),
  amount: fc.nat(300_000),
})

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** The account, with all its rows and entries. */
interface History {
  readonly account: PointsAccount
  readonly rowSum: number
  readonly entries: readonly JournalEntry[]
  /** The orders' own postings for points taken or given back. */
  readonly orderPostedFen: number
  readonly spent: Readonly<Record<number, readonly Taking[]>>
  readonly hasForgotten: boolean
  readonly day: number
}

const policy = (cost: number) =>
  aPointsPolicy({ unitCostFen: fen(10 + cost), lifetime: { kind: 'days', days: 6 } })

/** Two of four orders, so that every tidying forgets some. */
const kept = (nowMs: EpochMs) => ({ days: 12, max: 2, nowMs })

function run(history: History, step: Step): History {
  const { account, day } = history
  const nowMs = later(NOON, day * DAY_MS)
  const orderId = `order:${step.order}` as const
  switch (step.kind) {
    case 'wait':
      return { ...history, day: day + 3 }
    case 'tidy':
      return { ...history, account: tidied(account, kept(nowMs)), hasForgotten: true }
    case 'expire':
      return wrote(history, ok(expire(account, 'member:1', nowMs)))
    case 'earn': {
      const lotId = `points-lot:${history.entries.length}-${orderId.slice(6)}` as const
      const basisFen = fen(step.amount)
      const command = { orderId, lotId, basisFen, policy: policy(step.amount % 3), nowMs }
      return wrote(history, earn(account, anEarn(command)))
    }
    case 'take-back': {
      const basisFen = account.earnings.find((known) => known.orderId === orderId)?.basisFen
      const allFen = basisFen ?? fen(0)
      const refundedFen = step.amount % 2 === 0 ? allFen : fen(step.amount % (allFen + 1))
      return wrote(history, takeBack(account, { orderId, refundedFen, nowMs }))
    }
    case 'reserve': {
      const wanted = points(10 * ((step.amount % 3) + 1))
      return wrote(history, reserve(account, aHold({ orderId, points: wanted, nowMs })))
    }
    case 'cancel':
      return wrote(history, ok(cancel(account, orderId, nowMs)))
    case 'commit':
      return committed(history, step.order)
    case 'refund':
      return refunded(history, step.order, nowMs)
  }
}

function wrote(
  history: History,
  result: Result<PointsDecision, { readonly code: string }>,
): History {
  if (!result.ok) return history
  const { account, entry, row } = result.value
  return {
    ...history,
    account,
    rowSum: history.rowSum + (row?.points ?? 0),
    entries: [...history.entries, ...(entry ? [balanced(entry)] : [])],
  }
}

function committed(history: History, order: number): History {
  const result = commit(history.account, `order:${order}`)
  if (!result.ok || history.spent[order]?.length) return history
  const { takings } = result.value
  return {
    ...wrote(history, result),
    orderPostedFen: history.orderPostedFen + costFen(takings),
    spent: { ...history.spent, [order]: takings },
  }
}

function refunded(history: History, order: number, nowMs: EpochMs): History {
  const takings = history.spent[order] ?? []
  const fromPoints = points(0)
  const command = { orderId: `order:${order}` as const, takings, fromPoints, nowMs }
  const decision = refund(history.account, { ...command, toPoints: pointsOf(takings) })
  return {
    ...wrote(history, ok(decision)),
    orderPostedFen: history.orderPostedFen - costFen(decision.takings),
    spent: { ...history.spent, [order]: [] },
  }
}

const EMPTY: History = {
  account: NO_POINTS_YET,
  rowSum: 0,
  entries: [],
  orderPostedFen: 0,
  spent: {},
  hasForgotten: false,
  day: 0,
}

const histories = fc
  .array(step, { maxLength: 60, size: 'max' })
  .map((list) => list.reduce(run, EMPTY))

describe('for every history of an account', () => {
  const holds = (claim: (history: History) => void) =>
    fc.assert(fc.property(histories, claim), { numRuns: 300 })

  test('the balance is the sum of its rows', () => {
    holds(({ account, rowSum }) => expect(balanceOf(account)).toBe(rowSum))
  })

  test('the journal owes the member the value of the account', () => {
    holds(({ account, entries, orderPostedFen }) => {
      const journal = balances(entries).get('points') ?? 0
      expect(journal + orderPostedFen + liabilityFen(account)).toBe(0)
    })
  })

  test('the balance is below zero only by recorded debts, and debts never coexist with points', () => {
    holds(({ account: { debts, lots } }) => {
      const left = lots.reduce((sum, lot) => sum + lot.left, 0)
      expect(debts.length > 0 && left > 0).toBe(false)
      expect(lots.every((lot) => lot.left >= 0 && lot.left <= lot.points)).toBe(true)
    })
  })

  test('tidying changes no balance and keeps a number of orders', () => {
    holds(({ account, day }) => {
      const nowMs = later(NOON, day * DAY_MS)
      const small = tidied(account, kept(nowMs))
      expect(balanceOf(small)).toBe(balanceOf(account))
      expect(spendableAt(small, nowMs)).toBe(spendableAt(account, nowMs))
      expect(liabilityByUnit(small)).toEqual(liabilityByUnit(account))
      expect(small.remainderFen).toBe(account.remainderFen)
      expect(small.earnings).toEqual(account.earnings.slice(-2).filter(isRecent(nowMs)))
    })
  })

  test('an order loses at most the points it earned', () => {
    holds(({ account: { earnings } }) =>
      earnings.forEach((one) => expect(one.takenBack).toBeLessThanOrEqual(one.points)),
    )
  })

  test('every fen that counts is in a point or in the remainder', () => {
    holds(({ account: { earnings, remainderFen }, hasForgotten }) => {
      if (hasForgotten) return
      const inPoints = earnings.map((one) => (one.points - one.takenBack) * one.fenPerPoint)
      const counting = earnings.map(
        ({ basisFen, refundedFen, weightedFen }) =>
          weightedFen - (basisFen && Math.floor((weightedFen * refundedFen) / basisFen)),
      )
      expect(sum(inPoints) + remainderFen).toBe(sum(counting))
    })
  })
})

const isRecent = (nowMs: EpochMs) => (earning: Earning) =>
  later(earning.earnedAtMs, 12 * DAY_MS) > nowMs

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

test('several partial refunds have the result of one full refund', () => {
  const cuts = fc.array(fc.nat(123_456), { maxLength: 5 })
  fc.assert(
    fc.property(cuts, fc.nat(9_999), (list, remainder) => {
      const before = { ...NO_POINTS_YET, remainderFen: fen(remainder) }
      const earned = earn(before, anEarn({ basisFen: fen(123_456), hundredths: 150 }))
      const after = [...list.sort((a, b) => a - b), 123_456].reduce<PointsAccount>(
        (account, amount) => {
          const refundedFen = fen(amount)
          const result = takeBack(account, { orderId: 'order:1', refundedFen, nowMs: NOON })
          return result.ok ? result.value.account : account
        },
        earned.ok ? earned.value.account : before,
      )
      expect(balanceOf(after)).toBe(0)
      expect(after.remainderFen).toBe(remainder)
    }),
  )
})
