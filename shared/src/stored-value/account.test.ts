import fc from 'fast-check'
import { addFen, fen } from '../kernel/fen'
import { DAY_MS, later } from '../kernel/instant'
import { balanced, balances, type JournalEntry } from '../ledger/journal'
import { NOON } from '../testing/builders/builders'
import { valueOf } from '../testing/results'
import {
  ALWAYS_ON,
  aReceipt,
  aRechargeRefund,
  aRequest,
  aStoredValuePolicy,
  receive,
} from '../testing/builders/stored-value'
import { balanceOf, EMPTY_ACCOUNT, type StoredValueAccount } from './account'
import type { StoredValueDecision } from './decision'
import { expireGifts } from './expire'
import { SPENDING_ORDERS } from './policy'
import { hasMoney, outstandingRefunds } from './recharge/recharge'
import { refundRecharge } from './recharge/refund'
import { requestRecharge } from './recharge/request'
import { refund, reserve, totalFen, type ValueRefunded } from './use'
import { type StoredValueSums, sumsOf } from './sums'

describe('for every history of an account', () => {
  const step = fc.record({
    kind: fc.constantFrom('recharge', 'reserve', 'reserve', 'refund', 'withdraw', 'expire', 'wait'),
    amount: fc.integer({ min: 1, max: 15_000 }),
    spending: fc.constantFrom(...SPENDING_ORDERS),
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

  /** Postings added to the order's entry: a gift that was paid for returns as principal. */
  const beside = ({ postings }: ValueRefunded, count: number): JournalEntry[] => {
    const facts = { kind: 'given-back', subject: 'order:1', atMs: NOON } as const
    return postings.length === 0 ? [] : [balanced({ ...facts, id: `journal:${count}`, postings })]
  }

  /** The order's postings for the stored value used, reversed for the part returned. */
  const posted = (history: History, sums: StoredValueSums, sign: 1 | -1): History => ({
    ...history,
    posted: {
      principalFen: history.posted.principalFen + sign * sums.principalFen,
      giftFen: history.posted.giftFen + sign * sums.giftFen,
    },
  })

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
      case 'reserve': {
        const policy = aStoredValuePolicy({ spending })
        const orderId = `order:${count}` as const
        const result = reserve(before, { orderId, amountFen: fen(amount), policy, nowMs })
        if (!result.ok) return history
        return posted(wrote(history, result.value), sumsOf(result.value.use.parts), 1)
      }
      case 'refund': {
        const use = before.uses.at(-1)
        if (!use) return history
        const all = totalFen(use.parts)
        const command = { use, fromFen: fen(0), toFen: fen(Math.min(amount, all)), nowMs }
        const decision = refund(before, command)
        const after = posted(wrote(history, decision), decision.back, -1)
        return { ...after, entries: [...after.entries, ...beside(decision, count)] }
      }
      case 'withdraw': {
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
        .flatMap(outstandingRefunds)
        .reduce((sum, refund) => sum + refund.amountFen, 0)
      const principal = (journal.get('prepaid:principal') ?? 0) + byOrders.principalFen
      const gift = (journal.get('prepaid:gift') ?? 0) + byOrders.giftFen
      expect([principal + principalFen + pending, gift + giftFen]).toEqual([0, 0])
    })
  })
})
