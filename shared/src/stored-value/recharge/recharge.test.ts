import { fen } from '../../kernel/fen'
import { later, MINUTE_MS } from '../../kernel/instant'
import { NOON } from '../../testing/builders/builders'
import { refused, valueOf } from '../../testing/results'
import {
  afterRecharge,
  ALWAYS_ON,
  anOffer,
  aReceipt,
  aRechargeRefund,
  aRechargeRefundFact,
  aRequest,
  chinaTime,
  closeRecharge,
  hearRechargeRefund,
  receive,
  refundsOfFirst,
} from '../../testing/builders/stored-value'
import { balanceOf, EMPTY_ACCOUNT, type StoredValueAccount } from '../account'
import { frozen, unfrozen } from '../freeze'
import { type Holder, prepaidRefusal } from '../prepaid-law'
import type { Result } from '../../kernel/result'
import { beginClose, type CloseRefusal } from '../../trade/close'
import type { Trade, TradeChange } from '../../trade/trade'
import { rechargeOfTrade, rechargeTradeNo, TRANSITIONS } from './recharge'
import { changeRechargeTrade } from './recharge-trade'
import { refundRecharge } from './refund'
import { RECHARGES_MAX, type RequestRecharge, requestRecharge } from './request'
import { TO_OWN } from '../../testing/builders/payees'
import { bestPromise, offerUnmet } from './promise'

/** Changes the trade of `recharge:1`. */
const changeOf = (
  account: StoredValueAccount,
  decide: (trade: Trade) => Result<TradeChange, CloseRefusal>,
) => changeRechargeTrade(account, { rechargeId: 'recharge:1', offers: [], decide })
const LATE = later(NOON, 15 * MINUTE_MS)
const requested = valueOf(requestRecharge(EMPTY_ACCOUNT, aRequest())).account
const closed = valueOf(closeRecharge(requested, 'recharge:1', LATE)).account
const paid = afterRecharge(EMPTY_ACCOUNT)
const ALIPAY = { payee: TO_OWN, provider: 'alipay', payerId: 'oZhang' } as const
const FREEZE = { reason: 'lost-phone', staffId: 'staff:1', atMs: NOON } as const

describe('requesting', () => {
  const stranger: Holder = { kind: 'person', isRegistered: false, isRealName: false }
  const company: Holder = { kind: 'organisation', isRegistered: true, isRealName: true }
  const yuan = (amount: number) =>
    ({ amountFen: fen(amount * 100), rechargeId: 'recharge:2' }) as const

  const many = { ...paid, recharges: Array(RECHARGES_MAX).fill(closed.recharges[0]) }

  test.each<[string, StoredValueAccount, Partial<RequestRecharge>, string]>([
    ['nothing', EMPTY_ACCOUNT, { amountFen: fen(0) }, 'recharge/no-amount'],
    ['less than nothing', EMPTY_ACCOUNT, { amountFen: fen(-1) }, 'recharge/no-amount'],
    ['a closed recharge', closed, {}, 'recharge/closed'],
    ['its number for another amount', paid, { amountFen: fen(1) }, 'recharge/requested-otherwise'],
    ['on a frozen account', frozen(paid, FREEZE), yuan(1), 'stored-value/frozen'],
    ['one more than a document bears', many, yuan(1), 'recharge/too-many'],
    ['¥50,000 from a wallet', paid, yuan(50_000), 'prepaid/bank-transfer-needed'],
    [
      '¥5,000 from a company’s wallet',
      EMPTY_ACCOUNT,
      { ...yuan(5_000), holder: company },
      'prepaid/bank-transfer-needed',
    ],
    [
      '¥10,000 without papers',
      paid,
      { ...yuan(10_000), holder: stranger },
      'prepaid/real-name-needed',
    ],
    ['¥5,000.01 in all', paid, yuan(4_900.01), 'prepaid/above-cap'],
    ['¥1,000.01 unregistered', paid, { ...yuan(900.01), holder: stranger }, 'prepaid/above-cap'],
    [
      'what the gift lifts above the cap',
      paid,
      { ...yuan(4_900), offers: [ALWAYS_ON] },
      'prepaid/above-cap',
    ],
  ])('refuses %s', (_, account, changes, code) => {
    expect(requestRecharge(account, aRequest(changes))).toMatchObject(refused(code))
  })

  test.each<[string, Partial<RequestRecharge>]>([
    ['up to ¥5,000 registered', yuan(4_900)],
    ['up to ¥1,000 unregistered', { ...yuan(900), holder: stranger }],
  ])('accepts %s', (_, changes) => {
    expect(requestRecharge(paid, aRequest(changes)).ok).toBe(true)
  })

  test('two at once share one cap', () => {
    const first = valueOf(requestRecharge(EMPTY_ACCOUNT, aRequest({ amountFen: fen(500_000) })))
    expect(requestRecharge(first.account, aRequest(yuan(0.01)))).toMatchObject(
      refused('prepaid/above-cap'),
    )
  })

  test('¥10,000 by transfer with papers meets the cap alone', () => {
    const value = { amountFen: fen(1_000_000), giftFen: fen(0), paidBy: 'bank-transfer' } as const
    expect(prepaidRefusal(EMPTY_ACCOUNT, company, value)?.code).toBe('prepaid/above-cap')
  })

  test('the same tap twice is one request; unfreezing lets the next through', () => {
    expect(valueOf(requestRecharge(requested, aRequest())).account).toEqual(requested)
    expect(requestRecharge(unfrozen(frozen(paid, FREEZE)), aRequest(yuan(1))).ok).toBe(true)
  })
})

describe('closing', () => {
  test('a recharge that nobody requested is refused', () => {
    expect(closeRecharge(EMPTY_ACCOUNT, 'recharge:1', LATE)).toMatchObject(
      refused('recharge/unknown'),
    )
  })

  test('begins in the account: nobody asks to pay it any more', () => {
    const closing = valueOf(changeOf(requested, (trade) => beginClose(trade, 'timeout', LATE)))
    expect(requestRecharge(closing.account, aRequest())).toMatchObject(refused('recharge/closed'))
  })

  test('twice is once', () => {
    expect(valueOf(closeRecharge(closed, 'recharge:1', LATE)).account).toEqual(closed)
  })
})

describe('receiving', () => {
  test.each<[string, Parameters<typeof aReceipt>, string]>([
    ['for an unknown recharge', ['recharge:2'], 'recharge/unknown'],
    ['under another number', ['recharge:1', { outTradeNo: '2' }], 'payment/not-this-trade'],
    ['another provider', ['recharge:1', { provider: 'alipay' }], 'payment/not-this-trade'],
    ['another currency', ['recharge:1', { currency: 'USD' }], 'payment/currency-differs'],
    ['another amount', ['recharge:1', { amountFen: fen(9_999) }], 'payment/amount-differs'],
    ['another payer', ['recharge:1', { payerId: 'oLi' }], 'payment/payer-differs'],
  ])('refuses %s', (_, receipt, code) => {
    expect(receive(requested, aReceipt(...receipt))).toMatchObject(refused(code))
  })

  test.each([
    ['wechat', requested],
    ['alipay', valueOf(requestRecharge(EMPTY_ACCOUNT, aRequest({ payer: ALIPAY }))).account],
  ] as const)('through %s puts the money on the account, once', (provider, account) => {
    const first = valueOf(receive(account, aReceipt('recharge:1', { provider })))
    expect(balanceOf(first.account)).toEqual({ principalFen: 10_000, giftFen: 0 })
    expect(first.row).toMatchObject({ kind: 'recharged', principalFen: 10_000, giftFen: 0 })
    expect(first.entry?.postings).toEqual([
      { account: `provider:${provider}`, amountFen: 10_000 },
      { account: 'prepaid:principal', amountFen: -10_000 },
    ])
    const again = valueOf(receive(first.account, aReceipt('recharge:1', { provider })))
    expect(again).toEqual({ account: first.account, row: null, entry: null, couponTemplateIds: [] })
  })

  test('a gift is its funders’ cost, by their shares, and brings its coupons', () => {
    const funding = [
      { party: 'hq', weight: 2 },
      { party: 'station:bj0001', weight: 1 },
    ] as const
    const offers = [{ ...ALWAYS_ON, funding }]
    const { account } = valueOf(requestRecharge(EMPTY_ACCOUNT, aRequest({ offers })))
    const { couponTemplateIds, entry } = valueOf(receive(account, aReceipt()))
    expect(couponTemplateIds).toEqual(['coupon-template:wash'])
    expect(entry?.postings.slice(2)).toEqual([
      { account: 'marketing:gift:hq', amountFen: 2_000 },
      { account: 'marketing:gift:station:bj0001', amountFen: 1_000 },
      { account: 'prepaid:gift', amountFen: -3_000 },
    ])
  })

  test('money that comes after closing is credited', () => {
    expect(balanceOf(valueOf(receive(closed, aReceipt())).account).principalFen).toBe(10_000)
  })

  test('a second transaction goes back', () => {
    const { account, entry } = valueOf(
      receive(paid, aReceipt('recharge:1', { transactionId: 'x' })),
    )
    expect(balanceOf(account).principalFen).toBe(10_000)
    expect(refundsOfFirst(account)).toMatchObject([{ amountFen: 10_000, reason: 'paid-twice' }])
    expect(account.recharges[0]?.state).toMatchObject({ withdrawals: [] })
    expect(entry?.id).toBe('journal:1:paid:x')
  })
})

describe('满百送30', () => {
  const at = (text: string, id: string, account: StoredValueAccount, offers = [anOffer()]) =>
    afterRecharge(account, {
      rechargeId: `recharge:${id}`,
      nowMs: chinaTime(text),
      offers,
    })
  const unmetAt = (account: StoredValueAccount, text: string, amount = 10_000) =>
    offerUnmet(account, anOffer(), fen(amount), chinaTime(text))?.code ?? null
  const may = at('2026-05-31 23:59:59', 'may', EMPTY_ACCOUNT)
  const july = at('2026-07-01', 'july', at('2026-06-30', 'june', may))

  test.each([
    ['before it begins', EMPTY_ACCOUNT, '2026-05-15 23:59:59', 10_000, 'offer/not-yet'],
    ['in its first second', EMPTY_ACCOUNT, '2026-05-16 00:00:00', 10_000, null],
    ['in its last second', EMPTY_ACCOUNT, '2026-08-15 23:59:59', 10_000, null],
    ['when it is over', EMPTY_ACCOUNT, '2026-08-16 00:00:00', 10_000, 'offer/over'],
    ['one fen below', EMPTY_ACCOUNT, '2026-06-01', 9_999, 'offer/below-minimum'],
    ['a second time in a month', may, '2026-05-31 23:59:59', 10_000, 'offer/month-used'],
    ['the second after, in June', may, '2026-06-01 00:00:00', 10_000, null],
    ['a fourth time, in a fourth month', july, '2026-08-01', 10_000, 'offer/used-up'],
  ] as const)('%s', (_, account, text, amount, code) => {
    expect(unmetAt(account, text, amount)).toBe(code)
  })

  test('of several offers the largest gift comes, then the smaller id', () => {
    const offers = (['b', 'a', 'c', 'd'] as const).map((id) => ({
      ...ALWAYS_ON,
      id: `recharge-offer:${id}` as const,
      tiers: [{ minimumFen: fen(1), giftFen: fen(id === 'd' ? 1 : 2), couponTemplateIds: [] }],
    }))
    const promise = bestPromise(EMPTY_ACCOUNT, offers, fen(100), NOON)
    expect(promise?.offerId).toBe('recharge-offer:a')
  })

  test('¥200 get ¥30, not twice ¥30', () => {
    const twice = afterRecharge(EMPTY_ACCOUNT, { offers: [ALWAYS_ON], amountFen: fen(20_000) })
    expect(balanceOf(twice)).toEqual({ principalFen: 20_000, giftFen: 3_000 })
  })

  test('two recharges at once get one gift', () => {
    const nowMs = chinaTime('2026-06-01')
    const offers = [anOffer()]
    const both = (['recharge:1', 'recharge:2'] as const).reduce(
      (account, rechargeId) =>
        valueOf(requestRecharge(account, aRequest({ rechargeId, offers, nowMs }))).account,
      EMPTY_ACCOUNT,
    )
    const after = (['recharge:2', 'recharge:1'] as const).reduce(
      (account, id) => valueOf(receive(account, { ...aReceipt(id), offers })).account,
      both,
    )
    expect(balanceOf(after)).toEqual({ principalFen: 20_000, giftFen: 3_000 })
  })

  test('a recharge that is not paid frees the month; paid late, it gets what is free', () => {
    const nowMs = chinaTime('2026-06-01')
    const offers = [anOffer()]
    const first = valueOf(requestRecharge(EMPTY_ACCOUNT, aRequest({ offers, nowMs }))).account
    const free = valueOf(closeRecharge(first, 'recharge:1', later(nowMs, 15 * MINUTE_MS))).account
    expect(unmetAt(free, '2026-06-01')).toBeNull()
    const late = { ...aReceipt(), offers }
    expect(balanceOf(valueOf(receive(free, late)).account).giftFen).toBe(3_000)
    const other = at('2026-06-02', 'other', free)
    expect(balanceOf(valueOf(receive(other, late)).account).giftFen).toBe(3_000)
  })

  test('a refund takes the gift back, and the month stays used', () => {
    const refund = aRechargeRefund({
      rechargeId: 'recharge:may',
      principalFen: fen(100),
      nowMs: chinaTime('2026-05-31 23:59:59'),
    })
    const { account, couponTemplateIds } = valueOf(refundRecharge(may, refund))
    expect(balanceOf(account)).toEqual({ principalFen: 9_900, giftFen: 0 })
    expect(couponTemplateIds).toEqual(['coupon-template:wash'])
    expect(unmetAt(account, '2026-05-31 23:59:59')).toBe('offer/month-used')
  })
})

describe('the number of a recharge in the provider', () => {
  const letters = '0k3v8m2p9q4r6s7x7k2m'

  test('leads back to it, and is no order’s with the same letters', () => {
    const tradeNo = rechargeTradeNo(`recharge:${letters}`)
    expect(rechargeOfTrade(tradeNo)).toBe(`recharge:${letters}`)
    expect(tradeNo).not.toBe(letters)
  })

  test.each([letters, `rc${letters}r1`, 'rc', ''])('is not %j', (tradeNo) => {
    expect(rechargeOfTrade(tradeNo)).toBeNull()
  })
})

test('a recharge takes only the steps of the table', () => {
  const all = aRechargeRefund({ principalFen: fen(10_000) })
  const refunding = valueOf(refundRecharge(paid, all)).account
  const done = aRechargeRefundFact({ amountFen: fen(10_000) })
  const verbs = [
    (account: StoredValueAccount) => closeRecharge(account, 'recharge:1', LATE),
    (account: StoredValueAccount) => receive(account, aReceipt()),
    (account: StoredValueAccount) => refundRecharge(account, all),
    (account: StoredValueAccount) => hearRechargeRefund(account, 'recharge:1', done, LATE),
  ]
  const statusOf = ({ recharges }: StoredValueAccount) => recharges[0]?.state.status ?? 'none'
  const returned = valueOf(hearRechargeRefund(refunding, 'recharge:1', done, LATE)).account
  const steps = [requested, closed, paid, refunding, returned].flatMap((account) =>
    verbs.flatMap((verb) => {
      const result = verb(account)
      return result.ok ? [`${statusOf(account)} → ${statusOf(result.value.account)}`] : []
    }),
  )
  const moves = steps.filter((step) => new Set(step.split(' → ')).size === 2)
  const table = Object.entries(TRANSITIONS).flatMap(([from, tos]) =>
    tos.map((to) => `${from} → ${to}`),
  )
  expect([...new Set(moves)].sort()).toEqual(table.sort())
})
