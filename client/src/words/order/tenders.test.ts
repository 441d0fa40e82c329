import type { TendersView } from '@palm/shared/api/order'
import { fen } from '@palm/shared/kernel/fen'
import { byWallet } from '../../testing/builders'
import { paidDetail, paidWords, payingWords, tenderLines } from './tenders'

const NONE = byWallet(0)
const ALL: TendersView = {
  points: 100,
  pointsFen: fen(1_000),
  storedValueFen: fen(13_000),
  walletFen: fen(6_000),
}

test.each<[string, TendersView, string, string, string]>([
  ['the wallet', byWallet(20_000), '微信支付', '微信支付成功', '¥200.00'],
  [
    'the account',
    { ...NONE, storedValueFen: fen(5_000) },
    '电子账户',
    '电子账户付款成功',
    '¥50.00',
  ],
  ['points', { ...NONE, points: 10, pointsFen: fen(100) }, '积分', '积分付款成功', '¥1.00'],
  [
    'all of them',
    ALL,
    '积分 + 电子账户 + 微信支付',
    '付款成功',
    '100 积分抵 ¥10.00，电子账户 ¥130.00，微信支付 ¥60.00',
  ],
])('says that %s paid', (_, tenders, paying, paid, detail) => {
  expect(payingWords(tenders, 'wechat')).toBe(paying)
  expect(paidWords(tenders, 'wechat')).toBe(paid)
  expect(paidDetail(tenders, 'wechat')).toBe(detail)
})

test('a payment by the wallet alone has no separate line', () => {
  expect(tenderLines(byWallet(20_000), 'wechat')).toEqual([])
  expect(tenderLines(ALL, 'alipay')).toHaveLength(3)
})
