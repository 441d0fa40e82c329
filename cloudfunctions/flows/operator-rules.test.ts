import {
  DAY_MS,
  type EpochMs,
  HOUR_MS,
  later,
  MINUTE_MS,
  SECOND_MS,
} from '@palm/shared/kernel/instant'
import { NOON } from '@palm/shared/testing/builders/builders'
import { aPointsPolicy } from '@palm/shared/testing/builders/points'
import {
  NO_RULES,
  openOperatorRules,
  savedRules,
  operatorRulesAt,
  saveOperatorRules,
} from './operator-rules'
import { collections } from '../cloud.json'
import { someLoyaltyRules, someStoredValueRules } from '../testing/rules'
import { openStackDatabase, type StackDatabase } from '../testing/stack-database'

const SECOND_SAVE = later(NOON, 10 * MINUTE_MS)
const THIRD_SAVE = later(SECOND_SAVE, 30 * SECOND_MS)

const limitsOf = (couponsMax: number) => ({ ...NO_RULES.limits, couponsMax })

let database: StackDatabase
beforeAll(async () => {
  database = await openStackDatabase(collections)
  for (const [index, savedAtMs] of [NOON, SECOND_SAVE, THIRD_SAVE].entries()) {
    await saveOperatorRules(database, { limits: limitsOf(index) }, savedAtMs)
  }
})
afterAll(() => database.close())

test('repeating a save makes no further version', async () => {
  const again = await saveOperatorRules(database, { limits: limitsOf(2) }, later(THIRD_SAVE, 1))
  expect(again).toBe(3)
})

test('rules saved before versions existed are unknown', async () => {
  const old = await openStackDatabase(collections)
  try {
    await old.put(savedRules, { ...NO_RULES, version: 4 })
    await saveOperatorRules(old, { limits: limitsOf(1) }, NOON)
    expect(await operatorRulesAt(old, NOON)).toEqual([])
    expect(await operatorRulesAt(old, later(NOON, 2 * MINUTE_MS))).toMatchObject([{ version: 5 }])
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
  const found = await operatorRulesAt(database, atMs)
  expect(found.map(({ version }) => version)).toEqual(versions)
})

describe('rules that are dated later', () => {
  const [earlier, next] = [aPointsPolicy(), aPointsPolicy({ fromMs: later(THIRD_SAVE, DAY_MS) })]
  const loyaltyRules = { points: [earlier, next], levels: [] }

  test('hold from their instant on in an instance that has kept the document', async () => {
    let nowMs = later(next.fromMs, -2)
    await saveOperatorRules(database, { loyaltyRules }, later(THIRD_SAVE, HOUR_MS))
    const operatorRules = openOperatorRules(database, () => nowMs)
    expect((await operatorRules()).loyaltyRules.points).toEqual(earlier)
    nowMs = later(nowMs, 1)
    expect((await operatorRules()).loyaltyRules.points).toEqual(earlier)
    nowMs = later(nowMs, 1)
    expect((await operatorRules()).loyaltyRules.points).toEqual(next)
  })

  test('are known for an order of either side, and for one that was priced just before', async () => {
    const policiesAt = async (atMs: EpochMs) =>
      (await operatorRulesAt(database, atMs)).map(({ loyaltyRules }) => loyaltyRules.points)
    expect(await policiesAt(later(next.fromMs, -1))).toEqual([earlier])
    expect(await policiesAt(next.fromMs)).toEqual([next, earlier])
    expect(await policiesAt(later(next.fromMs, MINUTE_MS))).toEqual([next])
  })
})

test('a document from when one version was all there was is read as that version', () => {
  const { points } = someLoyaltyRules()
  const { policy } = someStoredValueRules()
  const asItWas = {
    ...savedRules.write(NO_RULES),
    loyaltyRules: { points, levels: null },
    storedValueRules: { policy, offers: [] },
  }
  expect(savedRules.read(asItWas)).toMatchObject({
    loyaltyRules: { points: [points], levels: [] },
    storedValueRules: { policy: [policy] },
  })
  const { loyaltyRules: _, storedValueRules: __, ...older } = savedRules.write(NO_RULES)
  expect(savedRules.read(older)).toEqual(NO_RULES)
})
