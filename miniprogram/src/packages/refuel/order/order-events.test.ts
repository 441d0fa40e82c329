import { later, SECOND_MS } from '@palm/shared/kernel/instant'
import { anOrder, aPaidOrder, byWallet } from '@palm/client/testing/builders'
import { NOON } from '@palm/client/testing/phone'
import { orderEvents } from './order-events'

const onItsWay = { doneAtMs: null, decidedByMs: null, paidOut: null }
const at = (seconds: number) => later(NOON, seconds * SECOND_MS)
const titles = (order: Parameters<typeof orderEvents>[0]) =>
  orderEvents(order).map(({ title }) => title)

const confirmation = {
  dispensedFen: 17_720,
  payableFen: 17_720,
  lines: [],
  tenders: byWallet(17_720),
  volumeMl: 22_690,
  staffName: '王师傅',
  dutyStartedAtMs: null,
  earned: { points: 0, contract: null },
  atMs: at(60),
  corrected: false,
}
const rest = { amountFen: 2_280, reason: 'under-fill', requestedAtMs: at(61) } as const

test.each([
  ['placed', anOrder(), ['下单']],
  ['paid', aPaidOrder({ paidAtMs: at(12) }), ['微信支付成功', '下单']],
  [
    'closed',
    anOrder({ status: 'closed', closed: { reason: 'cancelled', atMs: at(30) } }),
    ['您取消了订单', '下单'],
  ],
  [
    'confirmed with a refund pending',
    anOrder({
      status: 'confirmed',
      paidAtMs: at(12),
      confirmation,
      refunds: [{ ...rest, ...onItsWay }],
    }),
    ['正在退回 ¥22.80', '加油员已确认', '微信支付成功', '下单'],
  ],
  [
    'rejected in Alipay',
    anOrder({
      status: 'refunded',
      provider: 'alipay',
      paidAtMs: at(12),
      reversal: { reason: 'no-fuel', atMs: at(40) },
      refunds: [
        {
          ...onItsWay,
          amountFen: 20_000,
          reason: 'reversal',
          requestedAtMs: at(40),
          doneAtMs: at(45),
        },
      ],
    }),
    ['已退回支付宝 ¥200.00', '加油员发起退款', '支付宝付款成功', '下单'],
  ],
])('an order that was %s lists its events, latest first', (_, order, expected) => {
  expect(titles(order)).toEqual(expected)
})

describe('points and stored value', () => {
  const tenders = { points: 100, pointsFen: 1_000, storedValueFen: 19_000, walletFen: 0 }
  const kept = { points: 100, pointsFen: 1_000, storedValueFen: 16_720, walletFen: 0 }
  const paidByOwn = { tenders, paidAtMs: at(12) }

  test.each([
    ['paid', anOrder({ ...paidByOwn, status: 'paid' }), '付款成功'],
    [
      'confirmed with less',
      anOrder({
        ...paidByOwn,
        status: 'confirmed',
        confirmation: { ...confirmation, tenders: kept },
      }),
      '已退回电子账户 ¥22.80',
    ],
    [
      'rejected',
      anOrder({
        ...paidByOwn,
        status: 'refunded',
        reversal: { reason: 'no-fuel', atMs: at(40) },
      }),
      '已退回电子账户 ¥190.00、100 积分',
    ],
  ])('are listed when the order was %s', (_, order, title) => {
    expect(titles(order)).toContain(title)
  })
})

test.each([
  ['took back a preset', { reason: 'driver-asked', atMs: at(40) }, null, '您取回了付款'],
  ['was never served', { reason: 'unserved', atMs: at(40) }, null, '系统自动退款'],
  [
    'asked, and the attendant agreed',
    { reason: 'no-fuel', atMs: at(40) },
    { askedAtMs: at(20), declined: null },
    '加油员同意退款',
  ],
] as const)(
  'a driver who %s reads who gave the money back',
  (_, reversal, refundRequest, title) => {
    const order = anOrder({ status: 'refunding', paidAtMs: at(12), reversal, refundRequest })
    expect(titles(order)[0]).toBe(title)
  },
)

test('a request and its answer are shown', () => {
  const declined = { reason: 'fuelled', note: '加满了', staffName: '王师傅', atMs: at(30) } as const
  const order = aPaidOrder({ refundRequest: { askedAtMs: at(20), declined } })
  expect(orderEvents(order)[0]).toMatchObject({
    title: '加油员没有同意退款',
    detail: expect.stringContaining('加满了'),
  })
})

test('a correction is shown', () => {
  const order = anOrder({ status: 'confirmed', confirmation: { ...confirmation, corrected: true } })
  expect(titles(order)[0]).toContain('更正')
})
