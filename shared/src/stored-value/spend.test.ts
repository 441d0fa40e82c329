import fc from 'fast-check'
import { addFen, fen } from '../kernel/fen'
import { DAY_MS, epochMs, later } from '../kernel/instant'
import { balanced, balances, type JournalEntry } from '../ledger/journal'
import { NOON } from '../testing/builders'
import { refused, valueOf } from '../testing/results'
import {
  afterRecharge,
  ALWAYS_ON,
  aReceipt,
  aRechargeRefund,
  aRequest,
  aStoredValuePolicy,
  chinaTime,
} from '../testing/stored-value'
import { balanceOf, EMPTY_ACCOUNT, spendableAt, type StoredValueAccount } from './account'
import type { StoredValueDecision } from './decision'
import { expireGifts } from './expire'
import { frozen } from './freeze'
import { SPENDING_ORDERS, type SpendingOrder } from './policy'
import { receive } from './receive'
import { hasMoney, pendingRefunds } from './recharge'
import { refundRecharge } from './refund'
import { requestRecharge } from './request'
import { giveBack, type Take, take, totalFen } from './spend'

const account = (['recharge:1', 'recharge:2'] as const).reduce(
  (before, rechargeId) => afterRecharge(before, { rechargeId, offers: [ALWAYS_ON] }),
  EMPTY_ACCOUNT,
)

const aTake = (changes: Partial<Take> = {}): Take => ({
  orderId: 'order:1',
  amountFen: fen(12_345),
  policy: aStoredValuePolicy(),
  nowMs: NOON,
  ...changes,
})

const taken = valueOf(take(account, aTake()))

const orders = fc.constantFrom(...SPENDING_ORDERS)

describe('taking', () => {
  const perOrder = aStoredValuePolicy({ perOrderFen: fen(12_344) })
  const perDay = aStoredValuePolicy({ perDayFen: fen(12_345) })
  const next = { orderId: 'order:2', amountFen: fen(1) } as const
  const FREEZE = { reason: 'court-order', staffId: 'staff:1', atMs: NOON } as const

  test.each<[string, StoredValueAccount, Partial<Take>, string]>([
    [
      'another amount for the order',
      taken.account,
      { amountFen: fen(1) },
      'stored-value/taken-otherwise',
    ],
    ['from a frozen account', frozen(account, FREEZE), {}, 'stored-value/frozen'],
    ['more than an order may', account, { policy: perOrder }, 'stored-value/above-order-limit'],
    [
      'more than a day may',
      taken.account,
      { ...next, policy: perDay },
      'stored-value/above-day-limit',
    ],
    ['a fen more than there is', account, { amountFen: fen(26_001) }, 'stored-value/not-enough'],
  ])('refuses %s', (_, before, changes, code) => {
    expect(take(before, aTake(changes))).toMatchObject(refused(code))
  })

  test('an order takes once', () => {
    expect(valueOf(take(taken.account, aTake()))).toEqual({ ...taken, row: null })
  })

  test('the next day in China has a limit of its own', () => {
    const evening = chinaTime('2026-11-21 23:59:59')
    const before = valueOf(take(account, aTake({ nowMs: evening, policy: perDay }))).account
    const midnight = aTake({ ...next, nowMs: later(evening, 1_000), policy: perDay })
    expect(take(before, midnight).ok).toBe(true)
  })

  test('what was given back does not count towards the day', () => {
    const { use } = taken
    const back = { use, fromFen: fen(0), toFen: fen(1), nowMs: NOON }
    const { account: after } = giveBack(taken.account, back)
    expect(take(after, aTake({ ...next, policy: perDay })).ok).toBe(true)
  })

  test.each<[SpendingOrder, readonly (readonly [number, number])[]]>([
    [
      'principal-first',
      [
        [10_000, 0],
        [2_345, 0],
      ],
    ],
    [
      'gift-first',
      [
        [6_345, 3_000],
        [0, 3_000],
      ],
    ],
    ['proportional', [[9_496, 2_849]]],
  ])('%s, the oldest recharge first', (spending, parts) => {
    const { use } = valueOf(take(account, aTake({ policy: aStoredValuePolicy({ spending }) })))
    expect(use.parts.map(({ giftFen, principalFen }) => [principalFen, giftFen])).toEqual(parts)
  })

  test('an expired gift pays nothing', () => {
    const offers = [{ ...ALWAYS_ON, giftDays: 1 }]
    const gifted = afterRecharge(EMPTY_ACCOUNT, { offers })
    const lastMs = epochMs(NOON + DAY_MS - 1)
    expect(spendableAt(gifted, lastMs)).toEqual({ principalFen: 10_000, giftFen: 3_000 })
    expect(spendableAt(gifted, later(lastMs, 1))).toEqual({ principalFen: 10_000, giftFen: 0 })
  })
})

describe('giving back', () => {
  test('in any parts restores every lot exactly', () => {
    fc.assert(
      fc.property(
        orders,
        fc.integer({ min: 1, max: 26_000 }),
        fc.array(fc.nat(26_000), { maxLength: 5 }),
        (spending, amount, cuts) => {
          const policy = aStoredValuePolicy({ spending })
          const { account: spent, use } = valueOf(
            take(account, aTake({ amountFen: fen(amount), policy })),
          )
          const ends = [...cuts.map((cut) => cut % amount).sort((a, b) => a - b), amount]
          const after = ends.reduce(
            (before, end, index) =>
              giveBack(before, {
                use,
                fromFen: fen(ends[index - 1] ?? 0),
                toFen: fen(end),
                nowMs: NOON,
              }).account,
            spent,
          )
          expect(after.recharges).toEqual(account.recharges)
        },
      ),
    )
  })

  test('what stays spent is what a smaller amount would have taken', () => {
    const sizes = fc.integer({ min: 1, max: 26_000 })
    fc.assert(
      fc.property(
        fc.constantFrom('principal-first', 'gift-first'),
        sizes,
        sizes,
        (spending, a, b) => {
          const policy = aStoredValuePolicy({ spending })
          const [less, more] = [fen(Math.min(a, b)), fen(Math.max(a, b))]
          const { account: spent, use } = valueOf(take(account, aTake({ amountFen: more, policy })))
          const command = { use, fromFen: fen(0), toFen: fen(more - less), nowMs: NOON }
          const smaller = valueOf(take(account, aTake({ amountFen: less, policy })))
          expect(giveBack(spent, command).account).toEqual(smaller.account)
        },
      ),
    )
  })
})

describe('whatever happens to an account', () => {
  const step = fc.record({
    kind: fc.constantFrom('recharge', 'take', 'take', 'give-back', 'refund', 'expire', 'wait'),
    amount: fc.integer({ min: 1, max: 15_000 }),
    spending: orders,
  })
  type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

  interface History {
    readonly account: StoredValueAccount
    readonly entries: readonly JournalEntry[]
    readonly posted: { readonly principalFen: number; readonly giftFen: number }
    readonly rowSum: number
    readonly count: number
    readonly day: number
  }

  const START: History = {
    account: EMPTY_ACCOUNT,
    entries: [],
    posted: { principalFen: 0, giftFen: 0 },
    rowSum: 0,
    count: 0,
    day: 0,
  }

  const wrote = (history: History, decision: StoredValueDecision): History => ({
    ...history,
    account: decision.account,
    entries: [...history.entries, ...(decision.entry ? [balanced(decision.entry)] : [])],
    rowSum: history.rowSum + (decision.row?.principalFen ?? 0) + (decision.row?.giftFen ?? 0),
    count: history.count + 1,
  })

  /** What the order posts for what it takes (1) or gives back (-1). */
  const posted = (history: History, before: StoredValueAccount): History => {
    const [old, now] = [balanceOf(before), balanceOf(history.account)]
    const { giftFen, principalFen } = history.posted
    return {
      ...history,
      posted: {
        principalFen: principalFen + old.principalFen - now.principalFen,
        giftFen: giftFen + old.giftFen - now.giftFen,
      },
    }
  }

  function run(history: History, { amount, kind, spending }: Step): History {
    const { account: before, count, day } = history
    const nowMs = later(NOON, day * DAY_MS)
    const offers = [{ ...ALWAYS_ON, giftDays: 2, toMs: later(NOON, 99 * DAY_MS) }]
    switch (kind) {
      case 'wait':
        return { ...history, day: day + 1 }
      case 'expire':
        return wrote(history, expireGifts(before, 'member:1', nowMs))
      case 'recharge': {
        const rechargeId = `recharge:${count}` as const
        const amountFen = fen(amount)
        const request = requestRecharge(before, aRequest({ rechargeId, amountFen, offers, nowMs }))
        if (!request.ok) return history
        const receipt = aReceipt(rechargeId, { amountFen, paidAtMs: nowMs })
        return wrote(history, valueOf(receive(request.value.account, receipt)))
      }
      case 'take': {
        const policy = aStoredValuePolicy({ spending })
        const command = {
          orderId: `order:${count}` as const,
          amountFen: fen(amount),
          policy,
          nowMs,
        }
        const result = take(before, command)
        return result.ok ? posted(wrote(history, result.value), before) : history
      }
      case 'give-back': {
        const use = before.uses.at(-1)
        if (!use) return history
        const all = totalFen(use.parts)
        const command = { use, fromFen: fen(0), toFen: fen(Math.min(amount, all)), nowMs }
        return posted(wrote(history, giveBack(before, command)), before)
      }
      case 'refund': {
        const rechargeId = before.recharges.at(count % 3)?.id ?? 'recharge:none'
        const refundId = `refund:${count}` as const
        const command = aRechargeRefund({ rechargeId, refundId, principalFen: fen(amount), nowMs })
        const result = refundRecharge(before, command)
        return result.ok ? wrote(history, result.value) : history
      }
    }
  }

  const histories = fc
    .array(step, { maxLength: 40, size: 'max' })
    .map((list) => list.reduce(run, START))
  const holds = (claim: (history: History) => void) =>
    fc.assert(fc.property(histories, claim), { numRuns: 300 })

  test('nothing of it is ever below zero', () => {
    holds(({ account: { recharges } }) =>
      recharges.filter(hasMoney).forEach(({ state: { gift, left } }) => {
        expect(left.principalFen).toBeGreaterThanOrEqual(0)
        expect(left.giftFen).toBeGreaterThanOrEqual(0)
        expect(gift?.expiredFen ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('the rows of the statement add up to what is in it', () => {
    holds(({ account: after, rowSum }) => {
      const { giftFen, principalFen } = balanceOf(after)
      expect(addFen(principalFen, giftFen)).toBe(rowSum)
    })
  })

  test('the journal owes the member what is in it and what is on its way back', () => {
    holds(({ account: after, entries, posted: byOrders }) => {
      const { giftFen, principalFen } = balanceOf(after)
      const journal = balances(entries)
      const pending = after.recharges
        .filter(hasMoney)
        .flatMap(pendingRefunds)
        .reduce((sum, refund) => sum + refund.amountFen, 0)
      const principal = (journal.get('prepaid:principal') ?? 0) + byOrders.principalFen
      const gift = (journal.get('prepaid:gift') ?? 0) + byOrders.giftFen
      expect([principal + principalFen + pending, gift + giftFen]).toEqual([0, 0])
    })
  })
})
