import fc from 'fast-check'
import { live } from '../../testing/histories/live'
import { acts } from '../../testing/histories/random-acts'
import { memberAfter } from './member-after'

test('in every history, a repeated transition changes nothing', () => {
  fc.assert(
    fc.property(acts, (history) => {
      const { rules, steps } = live(history)
      for (const { after, memberAfter: member, nowMs } of steps) {
        const again = memberAfter(member, after, after, rules, nowMs)
        expect(again).toEqual({ member, order: after, postings: [], row: null })
      }
    }),
    { numRuns: 100 },
  )
})
