import { fen } from '../kernel/fen'
import { DAY_MS, later } from '../kernel/instant'
import { NOON } from '../testing/builders/builders'
import { valueOf } from '../testing/results'
import {
  afterRecharge,
  ALWAYS_ON,
  aRechargeRefund,
  aRequest,
  aStoredValuePolicy,
  closeRecharge,
} from '../testing/builders/stored-value'
import { EMPTY_ACCOUNT, type StoredValueAccount } from './account'
import { tidied } from './expire'
import { refundRecharge } from './recharge/refund'
import { requestRecharge } from './recharge/request'
import { reserve } from './use'

const plain = afterRecharge(EMPTY_ACCOUNT)
const gifted = afterRecharge(EMPTY_ACCOUNT, { offers: [ALWAYS_ON] })

describe('tidying', () => {
  const policy = aStoredValuePolicy({ settledAfterDays: 30 })
  const spent = (account: StoredValueAccount, amount: number) => {
    const command = { orderId: 'order:1', amountFen: fen(amount), policy, nowMs: NOON } as const
    return valueOf(reserve(account, command)).account
  }
  const empty = spent(plain, 10_000)
  const requested = valueOf(requestRecharge(EMPTY_ACCOUNT, aRequest({ payByMs: NOON }))).account
  const closed = valueOf(closeRecharge(requested, 'recharge:1', NOON)).account
  const after30 = later(NOON, 30 * DAY_MS)

  test.each<[string, StoredValueAccount, number, number]>([
    ['drops what is empty and settled', empty, 30 * DAY_MS, 0],
    ['keeps what an order may give back to', empty, 30 * DAY_MS - 1, 1],
    ['keeps a single fen', spent(plain, 9_999), 30 * DAY_MS, 1],
    ['drops recharges closed for that long', closed, 30 * DAY_MS, 0],
    ['keeps a recently closed recharge', closed, 30 * DAY_MS - 1, 1],
    ['keeps what a campaign counts', spent(gifted, 13_000), 30 * DAY_MS, 1],
  ])('%s', (_, account, ms, count) => {
    expect(tidied(account, policy, later(NOON, ms)).recharges).toHaveLength(count)
  })

  test('keeps a recently spent recharge, however old it is', () => {
    const command = { orderId: 'order:1', amountFen: fen(10_000), policy, nowMs: after30 } as const
    const late = valueOf(reserve(plain, command)).account
    expect(tidied(late, policy, later(after30, 30 * DAY_MS - 1)).recharges).toHaveLength(1)
    expect(tidied(late, policy, later(after30, 30 * DAY_MS)).recharges).toEqual([])
  })

  test('keeps money on its way back', () => {
    const all = aRechargeRefund({ principalFen: fen(10_000) })
    const { account } = valueOf(refundRecharge(plain, all))
    expect(tidied(account, policy, after30).recharges).toHaveLength(1)
  })
})
