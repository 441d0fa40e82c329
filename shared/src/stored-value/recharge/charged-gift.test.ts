import { fen } from '../../kernel/fen'
import { later, MINUTE_MS } from '../../kernel/instant'
import { NOON } from '../../testing/builders/builders'
import { valueOf } from '../../testing/results'
import {
  afterRecharge,
  ALWAYS_ON,
  aRechargeRefund,
  aStoredValuePolicy,
  refundsOfFirst,
} from '../../testing/builders/stored-value'
import { balanceOf, EMPTY_ACCOUNT, type StoredValueAccount } from '../account'
import { type RefundRecharge, refundRecharge } from './refund'
import { refund, reserve } from '../use'

const gifted = afterRecharge(EMPTY_ACCOUNT, { offers: [ALWAYS_ON] })

/** The rest of it, a minute after the first. */
const aLaterRefund = (changes: Partial<RefundRecharge> = {}) =>
  aRechargeRefund({ refundId: 'refund:1b', nowMs: later(NOON, MINUTE_MS), ...changes })

describe('a gift that was spent and charged', () => {
  const use = (account: StoredValueAccount) => account.uses.at(-1)!
  const taken = valueOf(
    reserve(gifted, {
      orderId: 'order:1',
      amountFen: fen(3_000),
      policy: aStoredValuePolicy({ spending: 'gift-first' }),
      nowMs: NOON,
    }),
  ).account
  const refunded = valueOf(
    refundRecharge(taken, aRechargeRefund({ principalFen: fen(10_000) })),
  ).account
  const back = (account: StoredValueAccount, toFen: number, fromFen = 0) =>
    refund(account, { use: use(taken), fromFen: fen(fromFen), toFen: fen(toFen), nowMs: NOON })

  test('comes back as principal when the order is sent back', () => {
    const { account, postings } = back(refunded, 3_000)
    expect(balanceOf(account)).toEqual({ principalFen: 3_000, giftFen: 0 })
    expect(postings).toEqual([
      { account: 'prepaid:gift', amountFen: 3_000 },
      { account: 'prepaid:principal', amountFen: -3_000 },
    ])
  })

  test('comes back as principal in any number of parts', () => {
    const { account } = back(back(refunded, 1_234).account, 3_000, 1_234)
    expect(balanceOf(account)).toEqual({ principalFen: 3_000, giftFen: 0 })
  })

  test('goes back to its payer then', () => {
    const { account } = back(refunded, 3_000)
    const rest = aLaterRefund({ principalFen: fen(3_000) })
    const after = valueOf(refundRecharge(account, rest)).account
    expect(refundsOfFirst(after).map(({ amountFen }) => amountFen)).toEqual([7_000, 3_000])
  })

  test('is a gift again where nothing was charged', () => {
    expect(balanceOf(back(taken, 3_000).account)).toEqual({ principalFen: 10_000, giftFen: 3_000 })
    expect(back(taken, 3_000).postings).toEqual([])
  })
})
