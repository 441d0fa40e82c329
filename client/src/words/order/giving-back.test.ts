import { aPaidOrder } from '../../testing/builders'
import { NOON } from '../../testing/phone'
import { backLines, requestWords, serviceWords } from './giving-back'

const COUPON = { kind: 'coupon', id: 'coupon:1', title: '满 200 减 20', amountFen: 2_000 } as const
const PRICE = { kind: 'price', id: 'contract:1', title: '合约价', amountFen: 768 } as const
const MIXED = {
  tenders: { points: 10, pointsFen: 1_000, storedValueFen: 5_000, walletFen: 11_232 },
  lines: [
    { ...COUPON, givenBy: ['hq'] },
    { ...PRICE, givenBy: ['hq'] },
  ],
} as never

test('a refund names every tender and benefit that returns', () => {
  expect(backLines(aPaidOrder()).map(({ figure }) => figure)).toEqual(['¥200.00'])
  expect(backLines(aPaidOrder(MIXED)).map(({ figure }) => figure)).toEqual([
    ...['¥112.32', '¥50.00', '10 积分', '1 张', '全部'],
  ])
})

const untilMs = NOON
test.each([
  [{ untilMs, goesBackAtOnce: true, acceptedBy: null }, '自动退款'],
  [{ untilMs, goesBackAtOnce: false, acceptedBy: null }, '今天 14:05'],
  [{ untilMs, goesBackAtOnce: false, acceptedBy: '王师傅' }, '王师傅'],
])('%j says what happens', (service, words) => {
  expect(serviceWords(service, NOON)).toContain(words)
})

test('a request says that it waits, or who declined it and why', () => {
  const asked = { askedAtMs: NOON, declined: null }
  expect(requestWords(asked, NOON).what).toContain('今天 14:05')
  const declined = { reason: 'fuelled', note: '加满了', staffName: '王师傅', atMs: NOON } as const
  expect(requestWords({ ...asked, declined }, NOON).what).toMatch(/王师傅.*加满了/)
})
