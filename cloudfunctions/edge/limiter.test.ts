import { after, NOON } from '@palm/shared/testing/builders/builders'
import { refused } from '@palm/shared/testing/results'
import { openLimiter } from './limiter'

const LIMIT = { burst: 1, everyMs: 1_000 }

test('counts each caller and each action separately', () => {
  const limiter = openLimiter(() => NOON)
  expect(limiter.take('order.pay', 'member:a', LIMIT)).toMatchObject({ ok: true })
  expect(limiter.take('order.pay', 'member:a', LIMIT)).toMatchObject(refused('request/too-often'))
  expect(limiter.take('order.pay', 'member:b', LIMIT)).toMatchObject({ ok: true })
  expect(limiter.take('order.get', 'member:a', LIMIT)).toMatchObject({ ok: true })
})

test('forgets old callers, however many there are, and never a recent one', () => {
  let nowMs = NOON
  const limiter = openLimiter(() => nowMs)
  for (let stranger = 0; stranger < 50_000; stranger++) {
    nowMs = after(stranger)
    expect(limiter.take('member.signIn', String(stranger), LIMIT).ok).toBe(true)
  }
  expect(limiter.take('member.signIn', '49999', LIMIT)).toMatchObject(refused('request/too-often'))
  expect(limiter.take('member.signIn', '1', LIMIT).ok).toBe(true)
})
