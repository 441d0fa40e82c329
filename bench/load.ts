/** Results of a load. */
export interface Load {
  readonly count: number
  readonly seconds: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of each operation, ascending. */
  readonly tookMs: readonly number[]
}

/** Runs `lanes` concurrent sequences until `count` operations are done. */
export async function runLoad(
  count: number,
  lanes: number,
  one: (index: number, lane: number) => Promise<void>,
): Promise<Load> {
  const tookMs: number[] = []
  let started = 0
  async function walk(lane: number): Promise<void> {
    while (started < count) {
      const index = started++
      const startedMs = performance.now()
      await one(index, lane)
      tookMs.push(performance.now() - startedMs)
    }
  }
  const startedMs = performance.now()
  await Promise.all(Array.from({ length: lanes }, (_, lane) => walk(lane)))
  const seconds = (performance.now() - startedMs) / 1000
  return loadOf(seconds, tookMs)
}

/** Several loads, one after the other, as one. */
export const joined = (loads: readonly Load[]): Load =>
  loadOf(
    loads.reduce((sum, { seconds }) => sum + seconds, 0),
    loads.flatMap(({ tookMs }) => tookMs),
  )

function loadOf(seconds: number, unsorted: readonly number[]): Load {
  const tookMs = [...unsorted].sort((a, b) => a - b)
  const [p50Ms, p99Ms] = [quantile(tookMs, 0.5), quantile(tookMs, 0.99)]
  return { count: tookMs.length, seconds, p50Ms, p99Ms, tookMs }
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? NaN

export async function postJson<Reply>(url: string, body: unknown): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return (await response.json()) as Reply
}
