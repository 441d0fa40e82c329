import { DAY_MS } from '@palm/shared/kernel/instant'
import { after, NOON } from '@palm/shared/testing/builders/builders'
import { refundWords } from './refund-state'

const asked = { decidedByMs: null, doneAtMs: null, paidOut: null }

test.each([
  ['at the wallet', asked, '退款中'],
  ['at a person, with the day', { ...asked, decidedByMs: after(2 * DAY_MS) }, '11-23'],
  ['back', { ...asked, doneAtMs: NOON }, '已到账'],
  ['paid out in cash', { ...asked, doneAtMs: NOON, paidOut: 'cash' as const }, '已退现金'],
])('describes a refund that is %s', (_, refund, words) => {
  expect(refundWords(refund, NOON)).toContain(words)
})
