import { basisPoints } from '@palm/shared/kernel/basis-points'
import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import { millilitre } from '@palm/shared/kernel/volume'
import { ALWAYS } from '@palm/shared/pricing/rules/condition'
import { aContractView, SIGNED } from '../../testing/contracts'
import {
  contractStatusWords,
  forecastWords,
  overWords,
  paceWords,
  rewardWords,
  validWords,
} from './contract-progress'
import {
  benefitWords,
  breachWords,
  coolingOffWords,
  countingWords,
  fuelWords,
  giftWords,
  keptWords,
  milestoneWords,
  promiseWords,
  stationsWords,
} from './contract-terms'

const contract = aContractView()
const MIDNIGHT = epochMs(Date.parse('2027-03-01T00:00:00+08:00'))
const litres = aContractView({
  benefit: { kind: 'gift-coupons' },
  promise: { unit: 'ml', volumeMl: millilitre(60_000) },
  period: { kind: 'months', months: 3 },
  condition: ALWAYS,
  stationNames: null,
  coolingOffDays: 0,
  outcome: { growthFen: fen(0), breachGrowthFen: fen(0), breachPauseDays: 0 },
})

test.each([
  [
    'the promise',
    promiseWords,
    '90 天内累计加油 ¥1,000.00',
    '签约当月和之后 3 个月内累计加油 60 升',
  ],
  ['the benefit', benefitWords, '每升省 ¥0.50，最多 100 升', '按进度送券'],
  ['the qualifying sales', countingWords, '仅 92# 汽油 · 指定 1 个站', '各站各油品都算'],
  ['the fuel', fuelWords, '仅 92# 汽油', '各油品'],
  ['the stations', stationsWords, '朝阳北路加油站', '所有油站'],
  [
    'the effect of a breach',
    breachWords,
    '不补差价，不罚款；30 天内不能再签，等级累计金额 −¥200.00',
    '不补差价，不罚款',
  ],
  ['the effect of fulfilment', keptWords, '等级累计金额 +¥500.00', null],
  [
    'the cooling-off period',
    coolingOffWords,
    '签约后 7 天内，没有按合约加过油，可以取消',
    '签约后马上生效，不能取消',
  ],
])('%s is one sentence', (_, words, one, other) => {
  expect([words(contract), words(litres)]).toEqual([one, other])
})

test('many stations are abbreviated', () => {
  const stationIds = ['station:a', 'station:b', 'station:c'] as const
  const many = aContractView({ condition: { ...ALWAYS, stationIds }, stationNames: ['甲', '乙'] })
  expect(stationsWords(many)).toBe('甲、乙等 3 个站')
})

test.each([
  [0, '合约生效'],
  [5_000, '完成 50%'],
  [10_000, '全部完成'],
])('a milestone at %i states when it is granted', (at, words) => {
  expect(milestoneWords({ at: basisPoints(at), couponTitles: [] })).toBe(words)
})

test('a coupon of an unknown template is still listed', () => {
  expect(giftWords({ at: basisPoints(0), couponTitles: [] })).toBe('优惠券')
})

describe('the pace', () => {
  const pace = contract.pace!

  test.each([
    ['before the first time', {}, '还差 ¥1,000.00，90 天'],
    [
      'after it',
      { left: 32_000, daysLeft: 18, fillsLeft: 2 },
      '还差 ¥320.00，18 天，大约再加 2 次',
    ],
    ['in litres', { unit: 'ml', left: 34_400, fillsLeft: 2 }, '还差 34.40 L，90 天，大约再加 2 次'],
    ['when all is done', { left: 0, daysLeft: 3 }, '已经加够，3 天后合约结束'],
  ] as const)('%s', (_, changes, words) => {
    expect(paceWords({ ...pace, ...changes })).toBe(words)
  })

  test('is one word, and so is the end', () => {
    const state = { ...SIGNED, status: 'active' } as const
    const behind = { ...pace, isOnPace: false }
    const ended = { ...SIGNED, status: 'broken', endedAtMs: MIDNIGHT } as const
    const views = [
      contract,
      aContractView({ state }),
      aContractView({ state, pace: behind }),
      aContractView({ state: ended, pace: null }),
    ]
    expect(views.map(contractStatusWords)).toEqual(['冷静期', '可以完成', '要抓紧', '没有完成'])
    expect(views.map(overWords)).toEqual([null, null, null, '2027 年 2 月 28 日到期，未完成'])
  })

  test('the last day is the one before midnight', () => {
    const state = { ...SIGNED, status: 'active', toMs: MIDNIGHT } as const
    expect(validWords(aContractView({ state }))).toBe('2026 年 11 月 21 日至 2027 年 2 月 28 日')
  })
})

test.each([
  [
    'a coupon at the end',
    [{ at: 10_000, couponTitles: ['满 200 减 20'], isReached: false }],
    '满 200 减 20',
  ],
  [
    'a coupon that was given',
    [{ at: 10_000, couponTitles: ['满 200 减 20'], isReached: true }],
    '等级累计金额 +¥500.00',
  ],
  ['the credit alone', [], '等级累计金额 +¥500.00'],
])('the reward of a kept contract: %s', (_, milestones, words) => {
  expect(rewardWords(aContractView({ milestones }))).toBe(words)
})

test.each([
  [null, null],
  [Date.parse('2026-12-01T12:00:00+08:00'), '按习惯 12 月 1 日完成'],
])('a forecast of %s', (forecastMs, words) => {
  const nowMs = epochMs(Date.parse('2026-11-21T14:05:00+08:00'))
  expect(forecastWords(aContractView({ forecastMs }), nowMs)).toBe(words)
})
