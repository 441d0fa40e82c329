import { createRateLimits, type Rates } from './rate-limits'

/** Number of requests let through: each a client and its time in ms. */
function through(rates: Rates, requests: readonly (readonly [string | null, number])[]): number {
  let now = 0
  const limits = createRateLimits(rates, () => now)
  return requests.filter(([client, atMs]) => {
    now = atMs
    try {
      limits.count(client)
      return true
    } catch (error) {
      expect(error).toMatchObject({ code: 'EXCEED_RATELIMIT' })
      return false
    }
  }).length
}

const many = (count: number, client: string | null = 'a') =>
  Array.from({ length: count }, () => [client, 0] as const)

test.each<[string, Rates, readonly (readonly [string | null, number])[], number]>([
  ['everything without a limit', {}, many(500), 500],
  ['a number per second of all clients', { qps: 100 }, many(150), 100],
  ['a number per second of each client', { clientQps: 5 }, [...many(9), ...many(9, 'b')], 10],
  ['anonymous requests', { clientQps: 5 }, many(50, null), 50],
  [
    'again after a second',
    { clientQps: 1 },
    [
      ['a', 0],
      ['a', 999],
      ['a', 1_000],
    ],
    2,
  ],
])('lets through %s', (_, rates, requests, count) => {
  expect(through(rates, requests)).toBe(count)
})
