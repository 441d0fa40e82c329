import fc from 'fast-check'
import { DAY_MS, type EpochMs, later, MINUTE_MS } from '../kernel/instant'
import { after, NOON } from '../testing/builders/builders'
import { firstDueMs, nextOf, type Outcome, taskOf, type Waiting } from './follow-up'

const payByMs = after(15 * MINUTE_MS)
const payment: Waiting = { at: 'payment', createdAtMs: NOON, payByMs }
const closing: Waiting = { at: 'closing', sinceMs: NOON }
const closed: Waiting = { at: 'closed', closedAtMs: NOON, confirmed: true }
const unconfirmed: Waiting = { ...closed, confirmed: false }
const refund: Waiting = { at: 'refund', requestedAtMs: NOON, sendableFromMs: NOON }

describe('what the timer does', () => {
  test.each<[string, Waiting, number, string]>([
    ['asks about a payment that may still come', payment, 14.9, 'ask'],
    ['closes it when its time is over', payment, 15, 'close'],
    ['closes what somebody began to close', closing, 0, 'close'],
    ['queries a closed trade once more', closed, 5, 'ask'],
    ['closes again what the provider has not confirmed', unconfirmed, 5, 'close'],
    ['sends a refund', refund, 1, 'refund'],
  ])('%s', (_, waiting, minutes, task) => {
    expect(taskOf(waiting, after(minutes * MINUTE_MS))).toBe(task)
  })
})

/** In which minutes the timer comes, when each try ends so. */
function minutesOf(waiting: Waiting, outcome: Outcome, maxTries = 40): number[] {
  const found: number[] = []
  let [nowMs, tries] = [firstDueMs(waiting), 0]
  for (let round = 0; round < maxTries; round++) {
    found.push(Math.round((nowMs - NOON) / MINUTE_MS))
    if (taskOf(waiting, nowMs) === 'close' && waiting.at === 'payment') return found
    const next = nextOf(waiting, outcome, { chance: 0.5, nowMs, tries })
    if (next.then !== 'again') return found
    ;({ dueAtMs: nowMs, tries } = next)
  }
  return found
}

describe('when the timer comes', () => {
  test.each<[string, Waiting, Outcome, number[]]>([
    ['a payment is asked about four times, then closed', payment, 'answered', [1, 2, 4, 8, 15]],
    ['a closed trade is queried twice more', closed, 'answered', [5, 60]],
  ])('%s', (_, waiting, outcome, minutes) => {
    expect(minutesOf(waiting, outcome)).toEqual(minutes)
  })

  test('a payment whose provider refuses to answer is still closed in time', () => {
    expect(minutesOf(payment, 'refused').at(-1)).toBe(15)
  })

  test.each<[string, Waiting, Outcome]>([
    ['a close that is refused', closing, 'refused'],
    ['a close without an answer', unconfirmed, 'no-answer'],
    ['a refund that is refused', refund, 'refused'],
    ['a refund that is being made for a week', refund, 'answered'],
  ])('%s ends with a person', (_, waiting, outcome) => {
    const minutes = minutesOf(waiting, outcome, 200)
    const nowMs = after(minutes.at(-1)! * MINUTE_MS)
    expect(nextOf(waiting, outcome, { chance: 0.5, nowMs, tries: minutes.length })).toEqual({
      then: 'give-up',
    })
    expect(nowMs - NOON).toBeLessThan(8 * DAY_MS)
  })

  test('an outage counts for nobody: a minute later it is tried again, however often', () => {
    const next = nextOf(refund, 'provider-away', { chance: 0.5, nowMs: NOON, tries: 7 })
    expect(next).toEqual({ then: 'again', dueAtMs: after(MINUTE_MS), tries: 7 })
  })

  test('after every outcome, the next time is later, and within a quarter of a day', () => {
    const waitings = fc.constantFrom(payment, closing, closed, unconfirmed, refund)
    const outcomes = fc.constantFrom<Outcome>('answered', 'refused', 'no-answer', 'provider-away')
    fc.assert(
      fc.property(
        waitings,
        outcomes,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: DAY_MS }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (waiting, outcome, tries, passedMs, chance) => {
          const nowMs: EpochMs = later(NOON, passedMs)
          const next = nextOf(waiting, outcome, { chance, nowMs, tries })
          if (next.then !== 'again') return
          expect(next.dueAtMs).toBeGreaterThan(nowMs)
          expect(next.dueAtMs - nowMs).toBeLessThanOrEqual(DAY_MS / 3)
        },
      ),
    )
  })
})
