import type { BreakEven } from '@palm/shared/contract/break-even'
import { fen } from '@palm/shared/kernel/fen'
import { anOfferView } from '../../testing/contracts'
import { breakEvenWords } from './break-even'

const estimate = (changes: Partial<BreakEven>): BreakEven => ({
  days: 60,
  fills: 5,
  countingFills: 4,
  expected: 120_000,
  promised: 100_000,
  savedFen: fen(2_561),
  isReached: true,
  ...changes,
})

test('the history and the expectation are named with their figures', () => {
  expect(breakEvenWords(anOfferView(), estimate({}))).toMatchObject({
    history: '过去 60 天您加了 5 次油，其中 4 次符合这份合约',
    expected: '照这样到期大约 ¥1,200.00，目标 ¥1,000.00',
  })
})

test.each<[Partial<BreakEven>, string]>([
  [{}, '照这样能完成，预计能省 ¥25.61'],
  [{ savedFen: fen(0) }, '照这样能完成'],
  [
    { expected: 40_000, isReached: false },
    '照这样还差 ¥600.00，完不成；已享的合约价不用退，预计能省 ¥25.61',
  ],
  [{ expected: 0, isReached: false, savedFen: fen(0) }, '照这样还差 ¥1,000.00，完不成'],
])('the verdict of %j', (changes, verdict) => {
  expect(breakEvenWords(anOfferView(), estimate(changes)).verdict).toBe(verdict)
})
