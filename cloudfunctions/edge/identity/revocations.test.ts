import { type EpochMs, MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { after, NOON } from '@palm/shared/testing/builders/builders'
import { collections } from '../../cloud.json'
import { openRevocations } from './revocations'
import { openStackDatabase, type StackDatabase } from '../../testing/stack-database'

let database: StackDatabase
beforeAll(async () => {
  database = await openStackDatabase(collections)
})
afterAll(() => database.close())

test('every instance knows within a minute, and accepts sessions opened afterwards', async () => {
  let nowMs: EpochMs = NOON
  const [one, other] = [0, 1].map(() => openRevocations(database, () => nowMs))
  expect(await other!.isRevoked('member:a', NOON)).toBe(false)
  nowMs = after(SECOND_MS)
  await one!.revoke('member:a')
  expect(await one!.isRevoked('member:a', NOON)).toBe(true)
  nowMs = after(MINUTE_MS)
  expect(await other!.isRevoked('member:a', NOON)).toBe(true)
  expect(await other!.isRevoked('member:a', after(2 * SECOND_MS))).toBe(false)
  expect(await other!.isRevoked('member:b', NOON)).toBe(false)
})
