import type { AnyRefusal } from '../../api/api-client'
import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import { fenPerLitre } from '@palm/shared/kernel/volume'
import { REFUSAL_WORDS, wordsFor, wordsForReading } from './refusals'

/** All data of all refusals: each entry takes what it needs. */
const DATA = {
  at: 'amountFen',
  pumpPrice: fenPerLitre(799),
  payByMs: epochMs(0),
  by: '王师傅',
  atMs: epochMs(Date.parse('2026-11-21T14:06:10+08:00')),
  orderedFen: fen(20_000),
  payableFen: fen(17_488),
  minimumFen: fen(20_000),
  reductionFen: fen(20_001),
  max: 3,
  provider: 'wechat',
  id: 'coupon:1',
  fromMs: epochMs(Date.parse('2026-11-30T00:00:00+08:00')),
  untilMs: epochMs(Date.parse('2026-12-31T00:00:00+08:00')),
  dispensedFen: fen(17_720),
  nozzleNumber: 7,
  amountFen: 30_000,
  tail: '9P3Q',
  stationId: 'station:bj0002',
  status: 'closed',
  problems: [{}, {}],
  maxCount: 2,
  triesLeft: 3,
  backFen: fen(50_000),
  leaps: [{}],
  maxFen: fen(9_999_999),
  roomFen: fen(4_000),
  fromFen: fen(1_000_000),
  giftFen: 3_000,
  leftFen: fen(5_000),
  giftSpentFen: fen(2_000),
  spentFen: fen(2_000),
  minFen: fen(100),
  bytes: 5_000,
  maxBytes: 4_096,
  againMs: epochMs(Date.parse('2026-11-30T00:00:00+08:00')),
  notBeforeMs: epochMs(Date.parse('2029-11-21T00:00:00+08:00')),
  days: 7,
  retryAfterMs: 61_000,
  title: '每升优惠合约',
  totalFen: fen(160_000),
  left: 4,
}

const codes = Object.keys(REFUSAL_WORDS) as AnyRefusal['code'][]
const wordsOf = (code: string) => wordsFor({ ...DATA, code } as AnyRefusal)

test.each(codes)('%s says in Chinese what happened and what to do', (code) => {
  const { next, what } = wordsOf(code)
  expect(what).toMatch(/[\u4e00-\u9fa5]/)
  expect(next).toMatch(/。$/)
  expect(what + next).not.toMatch(/undefined|NaN|null|\[object/)
})

test.each(
  codes.filter((code) =>
    /^(order|payment|scan|nozzle|station|request|plan|benefit|coupon|contract|contract-terms|rule|recharge|card|prepaid)\//.test(
      code,
    ),
  ),
)('%s says what did not happen to the money or to the order', (code) => {
  expect(wordsOf(code).next).toMatch(/没有|未|不会/)
})

test.each([
  ['order/price-changed', '¥7.99'],
  ['order/amount-out-of-range', '¥99,999.99'],
  ['order/already-confirmed', '王师傅'],
  ['order/already-confirmed', '14:06'],
  ['order/dispensed-above-ordered', '¥200.00'],
  ['order/quote-changed', '¥174.88'],
  ['benefit/not-yet-valid', '11 月 30 日'],
  ['benefit/below-minimum', '¥200.00'],
  ['contract/paused', '12 月 31 日'],
  ['contract-terms/unknown-coupon', 'coupon:1'],
  ['plan/too-many-coupons', '3 张'],
  ['order/correction-not-lower', '¥177.20'],
  ['passphrase/another-nozzle', '7 号枪'],
  ['passphrase/another-amount', '¥300.00'],
  ['passphrase/another-order', '9P3Q'],
  ['approval/needed', '¥500.00'],
  ['order/too-many-open', '2 笔'],
  ['sheet/bad-rows', '2 处'],
  ['prepaid/above-cap', '¥40.00'],
  ['recharge/gift-changed', '¥30.00'],
  ['recharge/above-left', '¥50.00'],
  ['recharge/refund-changed', '¥300.00'],
  ['recharge/refund-period-over', '12 月 31 日'],
  ['card/too-many-tries', '3 次'],
])('%s names %s', (code, datum) => {
  expect(wordsOf(code).what).toContain(datum)
})

test.each([
  [400, '1 秒'],
  [61_000, '61 秒'],
  [100_000, '2 分钟'],
  [20 * 3_600_000, '20 小时'],
])('a wait of %s ms is %s', (retryAfterMs, words) => {
  const { next } = wordsFor({ code: 'request/too-often', retryAfterMs })
  expect(next).toContain(words)
})

test('a code of a newer server gets a truthful message', () => {
  expect(wordsOf('coupon/of-tomorrow').next).toContain('以「订单」里的为准')
})

test.each(['client/no-answer', 'service/failed'])(
  '%s does not alarm a person who only wanted to read',
  (code) => {
    const { next } = wordsForReading({ code } as AnyRefusal)
    expect(next).not.toContain('款')
  },
)
