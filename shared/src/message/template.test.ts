import { fen } from '../kernel/fen'
import { points } from '../kernel/points'
import { millilitre } from '../kernel/volume'
import { after, NOON } from '../testing/builders/builders'
import { DAY_MS } from '../kernel/instant'
import type { MessageFacts } from './facts'
import { landingAddress, landingOf } from './landing'
import { templateValues, valuesOf } from './template'

const ORDER = { orderId: 'order:0123456789abcdef7k2m', stationName: '朝阳北路加油站' } as const
const IN_A_WEEK = after(7 * DAY_MS)

const EVERY: readonly (readonly [MessageFacts, string, string])[] = [
  [
    { kind: 'order-paid', ...ORDER, gradeName: '92#', nozzleNumber: 3, paidFen: fen(20_000) },
    '已付款，待加油',
    'packages/refuel/passphrase/passphrase?orderId=order%3A0123456789abcdef7k2m',
  ],
  [
    { kind: 'order-waiting', ...ORDER, gradeName: '92#', nozzleNumber: 3, paidFen: fen(20_000) },
    '付了款，还没加油',
    'packages/refuel/passphrase/passphrase?orderId=order%3A0123456789abcdef7k2m',
  ],
  [
    {
      kind: 'order-done',
      ...ORDER,
      gradeName: '92#',
      volumeMl: millilitre(25_610),
      paidFen: fen(17_720),
      savedFen: fen(2_280),
    },
    '加油完成',
    'packages/refuel/order/order?orderId=order%3A0123456789abcdef7k2m',
  ],
  [
    { kind: 'refund-arrived', of: ORDER.orderId, stationName: '站', amountFen: fen(1) },
    '退款到账',
    'packages/refuel/order/order?orderId=order%3A0123456789abcdef7k2m',
  ],
  [
    { kind: 'refund-arrived', of: 'recharge:1', stationName: null, amountFen: fen(1) },
    '退款到账',
    'packages/account/statement/statement',
  ],
  [
    { kind: 'recharge-arrived', rechargeId: 'recharge:1', amountFen: fen(1), giftFen: fen(0) },
    '充值到账',
    'packages/account/account/account',
  ],
  [
    { kind: 'coupons-expiring', title: '满 200 减 20', count: 2, expiresAtMs: IN_A_WEEK },
    '优惠券快到期',
    'packages/coupon/coupons/coupons',
  ],
  [
    { kind: 'points-expiring', points: points(8), expiresAtMs: IN_A_WEEK },
    '积分快到期',
    'packages/loyalty/loyalty/loyalty',
  ],
  [
    {
      kind: 'contract-behind',
      contractId: 'contract:1',
      title: '每升优惠合约',
      unit: 'fen',
      left: 32_000,
      toMs: IN_A_WEEK,
    },
    '合约进度落后了',
    'packages/contract/contract/contract?contractId=contract%3A1',
  ],
  [
    { kind: 'contract-fulfilled', contractId: 'contract:1', title: '每升优惠合约' },
    '合约已经加够',
    'packages/contract/contract/contract?contractId=contract%3A1',
  ],
  [
    { kind: 'contract-broken', contractId: 'contract:1', title: '合约', unit: 'ml', left: 32_000 },
    '合约没有加够',
    'packages/contract/contract/contract?contractId=contract%3A1',
  ],
  [
    { kind: 'invoice-issued', invoiceId: 'invoice:1', amountFen: fen(17_720) },
    '电子发票已开好',
    'packages/invoice/invoice/invoice?invoiceId=invoice%3A1',
  ],
  [
    { kind: 'duty-long', startedAtMs: NOON, endsAtMs: IN_A_WEEK },
    '当班满 8 小时',
    'packages/staff/queue/queue',
  ],
]

test.each(EVERY)('%j has a title, and leads to its screen', (facts, title, address) => {
  expect(valuesOf({ atMs: NOON, facts }).title).toEqual({ is: 'text', text: title })
  const said = `${address.includes('?') ? '&' : '?'}from=message`
  expect(landingAddress(landingOf(facts))).toBe(`${address}${said}`)
})

const done = EVERY[2]![0]

test('a template shows its values in the form of its fields', () => {
  const fields = { thing1: 'subject', amount2: 'amount', time3: 'time', thing4: 'hint' } as const
  expect(templateValues({ id: 't', fields }, { atMs: NOON, facts: done })).toEqual({
    ok: true,
    value: {
      thing1: '朝阳北路加油站',
      amount2: '177.20元',
      time3: '2026年11月21日 14:05',
      thing4: '比枪价省 ¥22.80',
    },
  })
})

test.each([
  ['a field of no kind', { words1: 'title' }, 'words1'],
  ['a value that does not fit', { amount1: 'title' }, 'amount1'],
] as const)('%s is a flaw', (_, fields, field) => {
  expect(templateValues({ id: 't', fields }, { atMs: NOON, facts: done })).toEqual({
    ok: false,
    refusal: { code: 'message/template-flaw', field },
  })
})

test('a value that this kind of message lacks is a flaw', () => {
  const facts = { kind: 'contract-fulfilled', contractId: 'contract:1', title: '合约' } as const
  expect(templateValues({ id: 't', fields: { amount1: 'amount' } }, { atMs: NOON, facts })).toEqual(
    { ok: false, refusal: { code: 'message/template-flaw', field: 'amount1' } },
  )
})
