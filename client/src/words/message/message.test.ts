import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import { points } from '@palm/shared/kernel/points'
import { millilitre } from '@palm/shared/kernel/volume'
import type { MessageFacts } from '@palm/shared/message/facts'
import { messageWords } from './message'
import { unreadWords } from './unread'

/** Midnight: the last day is the one before. */
const END = epochMs(Date.parse('2026-11-30T16:00:00Z'))

test.each<[MessageFacts, string]>([
  [
    {
      kind: 'order-done',
      orderId: 'order:1',
      stationName: '朝阳北路加油站',
      gradeName: '92#',
      volumeMl: millilitre(25_610),
      paidFen: fen(17_720),
      savedFen: fen(2_280),
    },
    '朝阳北路加油站，92# 25.61 L，实付 ¥177.20，比枪价省 ¥22.80。',
  ],
  [
    { kind: 'refund-arrived', of: 'recharge:1', stationName: null, amountFen: fen(5_000) },
    '电子账户充值的 ¥50.00 已退回。',
  ],
  [
    { kind: 'recharge-arrived', rechargeId: 'recharge:1', amountFen: fen(10_000), giftFen: fen(0) },
    '电子账户充值 ¥100.00。',
  ],
  [
    { kind: 'coupons-expiring', title: '满 200 减 20', count: 3, expiresAtMs: END },
    '「满 200 减 20」等 3 张券 2026-11-30 到期，到期作废。',
  ],
  [
    { kind: 'points-expiring', points: points(8), expiresAtMs: END },
    '8 积分 2026-11-30 到期，加油时可以抵油费。',
  ],
  [
    {
      kind: 'contract-behind',
      contractId: 'contract:1',
      title: '每升优惠合约',
      unit: 'ml',
      left: 20_000,
      toMs: END,
    },
    '「每升优惠合约」还差 20.00 L，2026-11-30 结束。',
  ],
])('%j reads as one sentence', (facts, text) => {
  expect(messageWords(facts).text).toBe(text)
})

test.each([
  [0, false, '没有未读'],
  [3, false, '3 条未读'],
  [20, true, '20 条以上未读'],
])('%i unread, with more %s, is %s', (unread, hasMore, words) => {
  expect(unreadWords(unread, hasMore)).toBe(words)
})
