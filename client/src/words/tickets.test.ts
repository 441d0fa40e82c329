import { HOUR_MS, later } from '@palm/shared/kernel/instant'
import { aTicket } from '../testing/tickets'
import { NOON } from '../testing/phone'
import { aboutWords, answerByWords, claimWords } from './tickets'

test('a question names its order, its deadline and the disputed figure', () => {
  expect(aboutWords(aTicket())).toContain('尾号 7K2M')
  expect(aboutWords(aTicket({ about: null }))).toBe('')
  expect(answerByWords(later(NOON, HOUR_MS), NOON)).toContain('今天 15:05')
  expect(answerByWords(NOON, later(NOON, HOUR_MS))).toContain('超过')
  expect(claimWords(aTicket({ claimedFen: 15_000 }))).toContain('¥150.00')
  expect(claimWords(aTicket())).toBeNull()
})
