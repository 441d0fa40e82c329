import { FunctionError } from './function-host'

/** What a route or a function lets through in a second; none where it says nothing. */
export interface Rates {
  readonly qps?: number | undefined
  readonly clientQps?: number | undefined
}

/** Throws where a second has had its share. Clients whom nobody knows are only counted together. */
export interface RateLimits {
  count(client: string | null): void
}

const SECOND_MS = 1_000
/** More clients than one machine plays. */
const CLIENTS_MOST = 10_000

/**
 * By the machine's own time, whatever the stack's clock shows: it is load that is bounded. Windows
 * slide; how the service counts is not documented.
 */
export function createRateLimits(
  { clientQps, qps }: Rates,
  nowMs: () => number = () => performance.now(),
): RateLimits {
  const all: number[] = []
  const clients = new Map<string, number[]>()
  return {
    count(client) {
      const now = nowMs()
      if (qps !== undefined) admit(all, qps, now)
      if (clientQps === undefined || client === null) return
      if (clients.size > CLIENTS_MOST) clients.clear()
      const own = clients.get(client) ?? []
      clients.set(client, own)
      admit(own, clientQps, now)
    },
  }
}

function admit(times: number[], most: number, now: number): void {
  while (times.length > 0 && times[0]! <= now - SECOND_MS) times.shift()
  if (times.length >= most) {
    throw new FunctionError('EXCEED_RATELIMIT', 'the request rate exceeds its limit')
  }
  times.push(now)
}
