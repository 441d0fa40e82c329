import fc from 'fast-check'
import { epochMs, HOUR_MS, later, MINUTE_MS } from '../kernel/instant'
import { after, NOON } from '../testing/builders/builders'
import { aMessage, aWaitingFact } from '../testing/builders/messages'
import { runs } from '../testing/runs'
import { consented, consentGone, consentSpent, newMailbox, readUntil } from './mailbox'
import {
  afterSending,
  arrivingMessage,
  claimed,
  type DueMessage,
  isDueToSend,
  SEND_WITHIN_MS,
  type SendOutcome,
} from './message'
import { TOPICS } from './topic'

const telling = { key: 'order-waiting-1', atMs: NOON, facts: aWaitingFact() }
const arrival = { memberId: 'member:1', wallet: 'wechat', nowMs: after(MINUTE_MS) } as const

describe('a message that arrives', () => {
  test('is due at once with consent', () => {
    expect(arrivingMessage(telling, { ...arrival, mayBeSent: 'yes' })).toMatchObject({
      id: 'message:order-waiting-1',
      atMs: NOON,
      arrivedAtMs: after(MINUTE_MS),
      sending: { at: 'due', dueAtMs: after(MINUTE_MS), tries: 0 },
    })
  })

  test('is in the inbox alone without', () => {
    const message = arrivingMessage(telling, { ...arrival, mayBeSent: 'no-consent' })
    expect(message.sending).toMatchObject({ at: 'unsent', why: 'no-consent' })
    expect(isDueToSend(message)).toBe(false)
  })
})

describe('sending', () => {
  test('claims the attempt for longer than a function runs', () => {
    expect(claimed(aMessage(), NOON).sending).toMatchObject({
      at: 'due',
      dueAtMs: after(2 * MINUTE_MS),
      tries: 1,
    })
  })

  test('ends for news that is too old', () => {
    const nowMs = later(NOON, SEND_WITHIN_MS + 1)
    expect(claimed(aMessage(), nowMs).sending).toMatchObject({ at: 'unsent', why: 'too-late' })
  })

  test.each<[SendOutcome, object]>([
    ['sent', { at: 'sent', sentAtMs: NOON }],
    ['no-consent', { at: 'unsent', why: 'no-consent' }],
    ['bad-data', { at: 'unsent', why: 'bad-data' }],
    ['no-receiver', { at: 'unsent', why: 'no-receiver' }],
    ['no-answer', { at: 'due', tries: 1 }],
  ])('with the answer %s leaves %j', (outcome, sending) => {
    const tried = claimed(aMessage(), NOON) as DueMessage
    expect(afterSending(tried, outcome, { chance: 0.5, nowMs: NOON }).sending).toMatchObject(
      sending,
    )
  })

  test('without answers ends, after ever longer waits', () => {
    let [message, nowMs] = [aMessage() as ReturnType<typeof claimed>, NOON]
    const waits: number[] = []
    while (isDueToSend(message)) {
      const tried = claimed(message, nowMs)
      if (!isDueToSend(tried)) {
        message = tried
        break
      }
      message = afterSending(tried, 'no-answer', { chance: 0.5, nowMs })
      if (!isDueToSend(message)) break
      waits.push(message.sending.dueAtMs - nowMs)
      nowMs = message.sending.dueAtMs
    }
    expect(message.sending).toMatchObject({ at: 'unsent', why: 'too-late' })
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(Math.max(...waits)).toBe(HOUR_MS)
  })
})

describe('consents', () => {
  type Act = (typeof ACTS)[number]
  const ACTS = ['accept', 'send', 'gone'] as const

  test('are never negative, and never more than were given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom<Act>(...ACTS), fc.constantFrom(...TOPICS))),
        (acts) => {
          let box = newMailbox('member:1')
          for (const [act, topic] of acts) {
            const accepted = acts.filter((other) => other[0] === 'accept' && other[1] === topic)
            if (act === 'accept') box = consented(box, [topic, topic])
            if (act === 'send') box = consentSpent(box, topic)
            if (act === 'gone') box = consentGone(box, topic)
            expect(box.consents[topic]).toBeGreaterThanOrEqual(0)
            expect(box.consents[topic]).toBeLessThanOrEqual(accepted.length)
          }
        },
      ),
      { numRuns: runs(300) },
    )
  })

  test('of one topic leave the others', () => {
    const box = consentSpent(consented(newMailbox('member:1'), ['done', 'refund']), 'done')
    expect(box.consents).toMatchObject({ done: 0, refund: 1, waiting: 0 })
  })
})

test('a read message stays read', () => {
  const box = readUntil(newMailbox('member:1'), NOON)
  expect(readUntil(box, epochMs(1)).readUntilMs).toBe(NOON)
})
