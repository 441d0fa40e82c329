import { type EpochMs, later, MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { NOON } from '@palm/shared/testing/builders'
import { NO_PROGRAMME, programmes, programmesAt, saveProgramme } from './programme'
import { collections } from '../cloud.json'
import { openStackDatabase, type StackDatabase } from './testing/stack-database'

const SECOND_SAVE = later(NOON, 10 * MINUTE_MS)
const THIRD_SAVE = later(SECOND_SAVE, 30 * SECOND_MS)

const limitsOf = (couponsMax: number) => ({ ...NO_PROGRAMME.limits, couponsMax })

let database: StackDatabase
beforeAll(async () => {
  database = await openStackDatabase(collections)
  for (const [index, savedAtMs] of [NOON, SECOND_SAVE, THIRD_SAVE].entries()) {
    await saveProgramme(database, { limits: limitsOf(index) }, savedAtMs)
  }
})
afterAll(() => database.close())

test('repeating a save makes no further version', async () => {
  const again = await saveProgramme(database, { limits: limitsOf(2) }, later(THIRD_SAVE, 1))
  expect(again).toBe(3)
})

test('rules saved before versions existed are unknown', async () => {
  const old = await openStackDatabase(collections)
  try {
    await old.put(programmes, { ...NO_PROGRAMME, version: 4 })
    await saveProgramme(old, { limits: limitsOf(1) }, NOON)
    expect(await programmesAt(old, NOON)).toEqual([])
    expect(await programmesAt(old, later(NOON, 2 * MINUTE_MS))).toMatchObject([{ version: 5 }])
  } finally {
    await old.close()
  }
})

test.each<[string, EpochMs, readonly number[]]>([
  ['before any were saved', later(NOON, -1), []],
  ['when the first are saved', NOON, [1, 0]],
  ['when every instance has loaded them', later(NOON, 2 * MINUTE_MS), [1]],
  ['when the next are saved', SECOND_SAVE, [2, 1]],
  ['just after two saves', later(THIRD_SAVE, MINUTE_MS), [3, 2, 1]],
  ['when the older of them is loaded everywhere', later(SECOND_SAVE, 2 * MINUTE_MS), [3, 2]],
  ['when nothing has changed for long', later(THIRD_SAVE, 2 * MINUTE_MS), [3]],
])('the rules possibly in use %s', async (_, atMs, versions) => {
  const found = await programmesAt(database, atMs)
  expect(found.map(({ version }) => version)).toEqual(versions)
})
