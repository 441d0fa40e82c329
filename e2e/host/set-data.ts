/** Data sent by a page to its view: these calls make a screen slow. */
export interface SetDataCost {
  calls: number
  bytes: number
  largestBytes: number
}

export const noCost = (): SetDataCost => ({ calls: 0, bytes: 0, largestBytes: 0 })

/** Writes `{ 'root.cn.[0].v': 'x' }` into page data and counts it. */
export function applySetData(
  data: Record<string, unknown>,
  changes: Readonly<Record<string, unknown>>,
  costs: readonly SetDataCost[],
): void {
  const bytes = Buffer.byteLength(JSON.stringify(changes))
  for (const cost of costs) {
    cost.calls++
    cost.bytes += bytes
    cost.largestBytes = Math.max(cost.largestBytes, bytes)
  }
  for (const [path, value] of Object.entries(changes)) setAt(data, path, copied(value))
}

function setAt(data: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path
    .replace(/\.?\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  const last = keys.pop()!
  let at: Record<string, unknown> = data
  for (const [index, key] of keys.entries()) {
    const next = keys[index + 1] ?? last
    at[key] ??= /^\d+$/.test(next) ? [] : {}
    at = at[key] as Record<string, unknown>
  }
  at[last] = value
}

/** The view gets a copy: later changes by the page need another call. */
const copied = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))
