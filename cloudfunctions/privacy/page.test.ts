import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import fc from 'fast-check'
import { pageOf } from './page'

interface Row {
  readonly id: number
  readonly atMs: EpochMs
}

/** As the store does: what is before an instant, newest first, one more than a page. */
function pagesOf(all: readonly Row[], size: number): Row[][] {
  const sorted = [...all].sort((a, b) => b.atMs - a.atMs)
  const pages: Row[][] = []
  let beforeMs: EpochMs | null = null
  do {
    const bound: number = beforeMs ?? Infinity
    const found = sorted.filter(({ atMs }) => atMs < bound).slice(0, size + 1)
    const page = pageOf(found, size, ({ atMs }: Row) => atMs)
    pages.push([...page.values])
    beforeMs = page.beforeMs
  } while (beforeMs !== null)
  return pages
}

test('pages have every row once, however many are of one instant', () => {
  const times = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 })
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 10 }), (instants, extra) => {
      const all = instants.map((atMs, id) => ({ id, atMs: epochMs(atMs) }))
      const counts = instants.map((at) => instants.filter((other) => other === at).length)
      const size = Math.max(1, ...counts) + extra - 1
      const ids = pagesOf(all, size)
        .flat()
        .map(({ id }) => id)
      expect([...ids].sort((a, b) => a - b)).toEqual(all.map(({ id }) => id))
    }),
  )
})

test('a page is never larger than asked', () => {
  const all = Array.from({ length: 25 }, (_, id) => ({ id, atMs: epochMs(1 + (id >> 1)) }))
  for (const page of pagesOf(all, 10)) expect(page.length).toBeLessThanOrEqual(10)
})
