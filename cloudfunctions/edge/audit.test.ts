import type { AuditRow } from '../documents/audit'
import { audit, operatorCalls } from '../documents/audit'
import { isWhole } from './audit'
import { mintOperatorToken, operatorKeyOf } from './identity/operator-token'
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

const whom = (name: string) => ({ name, role: 'attendant' as const, stationIds: [] })

test('every write of an operator leaves a row: person, action, and the previous document', async () => {
  const li = await scene.operator({ operatorId: 'operator:li', scopes: ['staff'] })
  const { staff } = replyOf(await li('staff.list', { stationId: null }))
  const { staffId } = staff[0]!
  replyOf(await li('staff.changeRole', { staffId, role: 'manager' }))
  replyOf(await li('staff.remove', { staffId }))
  const [first, second] = (await rows()).slice(-2)
  expect(first).toMatchObject({
    operatorId: 'operator:li',
    action: 'staff.changeRole',
    changes: [{ collection: 'staff', id: staffId, before: expect.any(String) }],
  })
  expect(second).toMatchObject({
    action: 'staff.remove',
    changes: [{ before: first?.changes[0]?.after }],
  })
})

test('every import, save and issue leaves a row, and reads do not', async () => {
  const before = (await rows()).length
  const operator = await scene.operator()
  const expiresAtMs = scene.now() + 4 * 365 * 24 * 3_600_000
  replyOf(await operator('account.issueCards', { count: 2, amountFen: 10_000, expiresAtMs }))
  replyOf(await operator('coupon.savePrices', { prices: [] }))
  replyOf(await operator('staff.list', { stationId: null }))
  const after = (await rows()).slice(before)
  expect(after.map(({ action }) => action)).toEqual(['account.issueCards', 'coupon.savePrices'])
  expect((await rows())[0]).toMatchObject({ action: 'station.import' })
})

test('refused or ineffective acts leave no row', async () => {
  const operator = await scene.operator()
  const { staff } = replyOf(await operator('staff.list', { stationId: null }))
  const { staffId } = staff[0]!
  replyOf(await operator('staff.changeRole', { staffId, role: 'manager' }))
  const before = await rows()
  expect(await operator('staff.remove', { staffId: `staff:${'0'.repeat(20)}` })).toMatchObject({
    ok: false,
  })
  replyOf(await operator('staff.changeRole', { staffId, role: 'manager' }))
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
  await Promise.all(['一', '二', '三'].map(async (name) => operator('staff.invite', whom(name))))
  const all = await rows()
  expect(isWhole(all)).toBe(true)
  const changed: AuditRow[] = all.map((row, at) =>
    at === 1 ? { ...row, operatorId: 'operator:somebody-else' } : row,
  )
  expect(isWhole(changed)).toBe(false)
  expect(isWhole(all.filter((_, at) => at !== 1))).toBe(false)
})

test('a token is valid for one call, and each call is recorded with its name', async () => {
  const { operatorSecret } = await scene.credentials()
  const li = { operatorId: 'operator:li', scopes: ['staff'] } as const
  const token = await mintOperatorToken(operatorKeyOf(operatorSecret, li), li, scene.now())
  const caller = scene.overHttp(token)
  expect(await caller('staff.invite', whom('一'))).toMatchObject({ ok: true })
  expect(await caller('staff.invite', whom('二'))).toMatchObject({
    ok: false,
    refusal: { code: 'session/missing' },
  })
  const calls = await scene.database.find(operatorCalls, {
    where: { operatorId: 'operator:li' },
    limit: 10,
  })
  expect(calls).toMatchObject([{ action: 'staff.invite' }])
})
