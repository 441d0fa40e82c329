import type { TendersView } from '@palm/shared/api/order'
import { fen } from '@palm/shared/kernel/fen'
import { aQuote, byWallet } from '../../testing/builders'
import { paidDetail, paidWords, tenderHint, tenderLines } from './tenders'

const NONE = byWallet(0)
const ALL: TendersView = {
  points: 100,
  pointsFen: fen(1_000),
  storedValueFen: fen(13_000),
  walletFen: fen(6_000),
}

test.each<[string, TendersView, string, string]>([
  ['the wallet', byWallet(20_000), '微信支付成功', '¥200.00'],
  ['the account', { ...NONE, storedValueFen: fen(5_000) }, '电子账户付款成功', '¥50.00'],
  ['points', { ...NONE, points: 10, pointsFen: fen(100) }, '积分付款成功', '¥1.00'],
  ['all of them', ALL, '付款成功', '100 积分抵 ¥10.00，电子账户 ¥130.00，微信支付 ¥60.00'],
])('says that %s paid', (_, tenders, paid, detail) => {
  expect(paidWords(tenders, 'wechat')).toBe(paid)
  expect(paidDetail(tenders, 'wechat')).toBe(detail)
})

test('a payment by the wallet alone has no separate line', () => {
  expect(tenderLines(byWallet(20_000), 'wechat')).toEqual([])
  expect(tenderLines(ALL, 'alipay')).toHaveLength(3)
})

const MAY_PAY = { points: { points: 100, worthFen: fen(1_000) }, storedValueFen: fen(13_000) }

test.each<[string, TendersView, string]>([
  ['only the wallet', byWallet(20_000), '100 积分可抵 ¥10.00 · 电子账户可用 ¥130.00'],
  [
    'the account too',
    { ...ALL, points: 0, pointsFen: fen(0) },
    '电子账户抵 ¥130.00 · 100 积分可抵 ¥10.00',
  ],
  ['all of them', ALL, '积分抵 ¥10.00 · 电子账户抵 ¥130.00'],
])('says beside the button what pays: %s', (_, tenders, hint) => {
  const offered = { ...MAY_PAY, passwordAboveFen: null }
  expect(tenderHint(aQuote({ tenders, offered }), 'wechat')).toBe(hint)
})

test('names the wallet where nothing else can pay', () => {
  expect(tenderHint(aQuote(), 'wechat')).toBe('微信支付')
})
