import { FunctionError } from './function-host'

/** Requests per second allowed for a route or a function; unlimited if not set. */
export interface Rates {
  readonly qps?: number | undefined
  readonly clientQps?: number | undefined
}

/** Throws if the second's limit is reached. Anonymous clients are only counted together. */
export interface RateLimits {
  count(client: string | null): void
}

const SECOND_MS = 1_000
/** More clients than one machine emulates. */
const CLIENTS_MAX = 10_000

/**
 * By the machine's own time, whatever the stack's clock: the purpose is limiting load. Windows
 * slide; the service's method is not documented.
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
      if (clients.size > CLIENTS_MAX) clients.clear()
      const own = clients.get(client) ?? []
      clients.set(client, own)
      admit(own, clientQps, now)
    },
  }
}

function admit(times: number[], max: number, now: number): void {
  while (times.length > 0 && times[0]! <= now - SECOND_MS) times.shift()
  if (times.length >= max) {
    throw new FunctionError('EXCEED_RATELIMIT', 'the request rate exceeds its limit')
  }
  times.push(now)
}
