import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Collection, Document } from '../../database/session'
import { savedRules } from '../../flows/operator-rules'
import { stockShares } from '../member/coupons'
import { journal } from '../journal'
import { members } from '../member/members'
import { orders } from '../orders'
import { prepays } from '../prepays'
import { recharges } from '../member/recharges'

/** Documents that the version before *channel* became *provider* wrote, by collection and state. */
const stored: Readonly<Record<string, Readonly<Record<string, Document>>>> = JSON.parse(
  readFileSync(join(__dirname, 'stored', 'before-renames.json'), 'utf8'),
)

const COLLECTIONS: Readonly<Record<string, Collection<unknown>>> = {
  orders,
  members,
  recharges,
  programmes: savedRules,
  prepays,
  couponStocks: stockShares,
  journal,
} as never

const cases = Object.entries(stored).flatMap(([collection, documents]) =>
  Object.entries(documents).map(([name, document]) => [collection, name, document] as const),
)

test.each(cases)('of %s, the one that is %s is written with today’s names', (name, _, document) => {
  const { read, write } = COLLECTIONS[name]!
  const written = write(read(document))
  expect(read(written)).toEqual(read(document))
  expect(JSON.stringify(written)).not.toMatch(
    /"(channel|settlement|reductionMost|payableLeastFen|most\w*)":|channel:/,
  )
  expect(sizeOf(written)).toBe(sizeOf(document))
})

/** Fields of later versions, with their defaults. */
const LATER: ReadonlySet<string> = new Set([
  'guard',
  'payee',
  'tellAtMs',
  'unservedAtMs',
  'service',
])

/** Number of values at any depth, without those that came later: none is lost. */
const sizeOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([name]) => !LATER.has(name))
        .reduce((sum, [, one]) => sum + sizeOf(one), 0)
    : 1
