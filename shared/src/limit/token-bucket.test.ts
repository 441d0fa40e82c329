import fc from 'fast-check'
import { epochMs, later } from '../kernel/instant'
import { takeToken } from './token-bucket'

const NOON = epochMs(1_700_000_000_000)
const after = (ms: number) => later(NOON, ms)

const LIMIT = { burst: 3, everyMs: 1_000 }

/** Number of requests let through at these times after noon. */
function through(times: readonly number[], limit = LIMIT): number {
  let bucket: Parameters<typeof takeToken>[0] = null
  let count = 0
  for (const ms of times) {
    const taken = takeToken(bucket, limit, after(ms))
    if (taken.ok) [bucket, count] = [taken.value, count + 1]
  }
  return count
}

test.each([
  ['immediately', [0, 0, 0, 0, 0], 3],
  ['one a second', [0, 1_000, 2_000, 3_000, 4_000], 5],
  ['again after a second', [0, 0, 0, 999, 1_000, 1_000], 4],
  ['the same number after a rest', [0, 0, 0, 10_000, 10_000, 10_000, 10_000], 6],
])('lets a burst through %s', (_, times, count) => {
  expect(through(times)).toBe(count)
})

test('gives the time until the next', () => {
  const full = takeToken(null, { burst: 1, everyMs: 1_000 }, NOON)
  const bucket = full.ok ? full.value : null
  const limit = { burst: 1, everyMs: 1_000 }
  expect(takeToken(bucket, limit, after(400))).toEqual({
    ok: false,
    refusal: { code: 'request/too-often', retryAfterMs: 600 },
  })
  expect(takeToken(bucket, limit, after(1_000))).toMatchObject({ ok: true })
})

test('never lets more through than a burst and one for each interval', () => {
  const limits = fc.record({
    burst: fc.integer({ min: 1, max: 20 }),
    everyMs: fc.integer({ min: 1, max: 5_000 }),
  })
  fc.assert(
    fc.property(limits, fc.array(fc.nat(60_000), { maxLength: 200 }), (limit, times) => {
      const ordered = [...times].sort((a, b) => a - b)
      const spanMs = (ordered.at(-1) ?? 0) - (ordered[0] ?? 0)
      expect(through(ordered, limit)).toBeLessThanOrEqual(limit.burst + spanMs / limit.everyMs)
    }),
  )
})
