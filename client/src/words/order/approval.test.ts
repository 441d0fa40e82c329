import { anApproval } from '../../testing/builders'
import { askedWords } from './approval'

test.each([
  [anApproval(), '全额退回 ¥500.00'],
  [
    anApproval({ kind: 'correct', dispensedFen: 10_000, backFen: 40_000 }),
    '更正为 ¥100.00，退 ¥400.00',
  ],
])('a request shows the refund', (approval, words) => {
  expect(askedWords(approval)).toBe(words)
})
