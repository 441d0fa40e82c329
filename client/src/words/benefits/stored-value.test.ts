import { fen } from '@palm/shared/kernel/fen'
import { anOfferView } from '../../testing/account'
import { balanceWords, offerWords, signedYuan } from './stored-value'

test.each([
  [0, 0, '¥0.00'],
  [10_000, 0, '¥100.00'],
  [10_000, 3_000, '¥100.00，另有赠送 ¥30.00'],
  [0, 1, '¥0.00，另有赠送 ¥0.01'],
])('%d and %d are never added', (principalFen, giftFen, words) => {
  expect(balanceWords({ principalFen: fen(principalFen), giftFen: fen(giftFen) })).toBe(words)
})

test.each([
  [1, '+¥0.01'],
  [-2_000, '−¥20.00'],
])('%d is written %s', (amountFen, words) => {
  expect(signedYuan(amountFen)).toBe(words)
})

test.each([
  [anOfferView(), '活动到 2026 年 12 月 31 日，赠送金 90 天内有效'],
  [anOfferView({ giftDays: null }), '活动到 2026 年 12 月 31 日'],
  [anOfferView({ unmet: { code: 'offer/month-used' } }), '本月已参加，下个月再来'],
  [anOfferView({ unmet: { code: 'offer/used-up' } }), '您的次数已经用完'],
])('an offer shows its end, or why it is unavailable (%#)', (offer, words) => {
  expect(offerWords(offer)).toBe(words)
})
