import type { AuditRow } from '../documents/audit'
import { audit, operatorCalls } from '../documents/audit'
import { isWhole } from './audit'
import { aPerson, grantsOf } from '../testing/operators'
import { openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const rows = () =>
  scene.database.find(audit, {
    where: {},
    orderBy: { field: 'ordinal', direction: 'asc' },
    limit: 100,
  })

const LI = { name: '李', grants: grantsOf(['administrator']) }

const whom = (name: string) => ({ name, role: 'attendant' as const, stationIds: [] })

test('every write of an operator leaves a row: person, action, and the previous document', async () => {
  const li = await scene.operator(LI)
  const { staff } = replyOf(await li('console.listStaff', { stationId: null }))
  const { staffId } = staff[0]!
  replyOf(await li('console.changeStaffRole', { staffId, role: 'manager' }))
  replyOf(await li('console.removeStaff', { staffId }))
  const [first, second] = (await rows()).slice(-2)
  expect(first).toMatchObject({
    operatorId: aPerson(LI).operator.id,
    name: '李',
    action: 'console.changeStaffRole',
    changes: [{ collection: 'staff', id: staffId, before: expect.any(String) }],
  })
  expect(second).toMatchObject({
    action: 'console.removeStaff',
    changes: [{ before: first?.changes[0]?.after }],
  })
})

test('every import, save and issue leaves a row, and reads do not', async () => {
  const before = (await rows()).length
  const operator = await scene.operator()
  const expiresAtMs = scene.now() + 4 * 365 * 24 * 3_600_000
  replyOf(await operator('console.issueCards', { count: 2, amountFen: 10_000, expiresAtMs }))
  replyOf(await operator('console.savePrices', { prices: [] }))
  replyOf(await operator('console.listStaff', { stationId: null }))
  const after = (await rows()).slice(before)
  expect(after.map(({ action }) => action)).toEqual(['console.issueCards', 'console.savePrices'])
  expect((await rows())[0]).toMatchObject({ action: 'console.importStations' })
})

test('refused or ineffective acts leave no row', async () => {
  const operator = await scene.operator()
  const { staff } = replyOf(await operator('console.listStaff', { stationId: null }))
  const { staffId } = staff[0]!
  replyOf(await operator('console.changeStaffRole', { staffId, role: 'manager' }))
  const before = await rows()
  expect(
    await operator('console.removeStaff', { staffId: `staff:${'0'.repeat(20)}` }),
  ).toMatchObject({
    ok: false,
  })
  replyOf(await operator('console.changeStaffRole', { staffId, role: 'manager' }))
  expect(await rows()).toEqual(before)
})

test('members and staff leave no row: their documents record their acts', async () => {
  const before = await rows()
  await scene.paid()
  replyOf(await scene.wang('staff.endDuty', {}))
  expect(await rows()).toEqual(before)
})

test('the chain is complete under concurrent writes, and reveals changed or removed rows', async () => {
  const operator = await scene.operator()
  await Promise.all(
    ['一', '二', '三'].map(async (name) => operator('console.inviteStaff', whom(name))),
  )
  const all = await rows()
  expect(isWhole(all)).toBe(true)
  const changed: AuditRow[] = all.map((row, at) =>
    at === 1 ? { ...row, operatorId: 'operator:somebody-else' } : row,
  )
  expect(isWhole(changed)).toBe(false)
  expect(isWhole(all.filter((_, at) => at !== 1))).toBe(false)
})

test('each call is recorded with the person and its number, which its rows repeat', async () => {
  const li = await scene.operator(LI)
  replyOf(await li('console.listStaff', { stationId: null }))
  replyOf(await li('console.inviteStaff', whom('一')))
  const where = { operatorId: aPerson(LI).operator.id }
  const calls = await scene.database.find(operatorCalls, { where, limit: 10 })
  expect(calls.map(({ action, name }) => [action, name]).sort()).toEqual([
    ['console.inviteStaff', '李'],
    ['console.listStaff', '李'],
  ])
  const invited = calls.find(({ action }) => action === 'console.inviteStaff')
  expect(`operator-call:${(await rows()).at(-1)?.callId}`).toBe(invited?.id)
})

test('rows of the time when operators had tokens are read, and stay in the chain', () => {
  const row = audit.read(ROW_THEN)
  expect(row).toMatchObject({ operatorId: 'operator:li', action: 'staff.remove' })
  expect(isWhole([row])).toBe(true)
})

/** As the version with tokens wrote it. */
const ROW_THEN = {
  _id: 'audit:7',
  ordinal: 7,
  operatorId: 'operator:li',
  action: 'staff.remove',
  tokenId: '0b6ad3a1-8f0e-4b8c-9d58-6d4a6bb7f7f1',
  atMs: 1_795_241_100_000,
  changes: [{ collection: 'staff', id: 'staff:1', before: null, after: 'a'.repeat(64) }],
  previous: 'b'.repeat(64),
  hash: '0b4160926dec8719413f44b11b4c06255597fe2b44996f19c4d5fa3abe2b4d17',
}
