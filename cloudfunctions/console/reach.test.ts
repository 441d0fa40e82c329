import { incidentOf } from '@palm/shared/incident/incident'
import type { Reach } from '@palm/shared/staff/policy/grant'
import type { Role } from '@palm/shared/staff/role'
import { incidents } from '../documents/incidents'
import { operators } from '../documents/operators'
import { removedOperator } from '@palm/shared/staff/operator'
import type { Caller } from '../testing/bench'
import { hire } from '../testing/employees'
import { aPerson, grantsOf } from '../testing/operators'
import { openScene, replyOf, type Scene, TABLE } from '../testing/scene'

const EAST: Reach = { kind: 'region', region: '东区' }
const FIRST: Reach = { kind: 'stations', stationIds: ['station:bj0001'] }
const REGIONS: Readonly<Record<string, string>> = { BJ0001: '东区', BJ0002: '西区' }

/** The scene's stations, each in a region. */
const tableWith = (regions = REGIONS) =>
  TABLE.map((row, at) => [...row, at === 0 ? '区域' : (regions[row[0]!] ?? '')])
const only = (code: string, regions = REGIONS) =>
  tableWith(regions).filter((row, at) => at === 0 || row[0] === code)

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
  replyOf(await (await scene.operator())('console.importStations', { table: tableWith() }))
})
afterEach(() => scene.close())

const someone = (role: Role, reach: Reach) => scene.operator({ grants: grantsOf([role], reach) })
const outOfReach = { ok: false, refusal: { code: 'caller/out-of-reach' } }

async function employees(by: Caller, stationId: string | null = null) {
  const { staff } = replyOf(await by('console.listStaff', { stationId }))
  return staff.map(({ name }) => name).sort()
}

async function staffIdOf(name: string) {
  const operator = await scene.operator()
  const { staff } = replyOf(await operator('console.listStaff', { stationId: null }))
  return staff.find((one) => one.name === name)!.staffId
}

describe('staff', () => {
  beforeEach(async () => {
    await hire(scene, 'oWEST', { stationIds: ['station:bj0002'], at: 'station:bj0002' })
  })

  test.each([EAST, FIRST])('are listed within %j, and no others', async (reach) => {
    const by = await someone('administrator', reach)
    expect(await employees(by)).toEqual(['王师傅'])
    expect(await employees(by, 'station:bj0001')).toEqual(['王师傅'])
    expect(await by('console.listStaff', { stationId: 'station:bj0002' })).toMatchObject(outOfReach)
  })

  test('elsewhere are not removed, promoted, moved or sent home', async () => {
    const by = await someone('administrator', EAST)
    const staffId = await staffIdOf('oWEST')
    const stationIds = ['station:bj0001']
    expect(await by('console.removeStaff', { staffId })).toMatchObject(outOfReach)
    expect(await by('console.changeStaffRole', { staffId, role: 'manager' })).toMatchObject(
      outOfReach,
    )
    expect(await by('console.changeStaffStations', { staffId, stationIds })).toMatchObject(
      outOfReach,
    )
    expect(await by('console.endDuty', { staffId })).toMatchObject(outOfReach)
  })

  test('here are not sent elsewhere, nor made headquarters, nor invited as such', async () => {
    const by = await someone('administrator', EAST)
    const staffId = await staffIdOf('王师傅')
    for (const stationIds of [['station:bj0002'], ['station:bj0001', 'station:bj0002'], []]) {
      expect(await by('console.changeStaffStations', { staffId, stationIds })).toMatchObject(
        outOfReach,
      )
    }
    const role = 'headquarters'
    expect(await by('console.changeStaffRole', { staffId, role })).toMatchObject(outOfReach)
    const whom = { name: '陈', role, stationIds: ['station:bj0001'] } as const
    expect(
      await by('console.inviteStaff', { ...whom, stationIds: [...whom.stationIds] }),
    ).toMatchObject(outOfReach)
    expect(await by('console.changeStaffRole', { staffId, role: 'manager' })).toMatchObject({
      ok: true,
    })
  })

  test('of two stations are sent home by a person responsible for that of their duty', async () => {
    const both = ['station:bj0001', 'station:bj0002']
    await hire(scene, 'oBOTH', { stationIds: both, at: 'station:bj0001' })
    const staffId = await staffIdOf('oBOTH')
    const by = await someone('manager', FIRST)
    expect(await by('console.endDuty', { staffId })).toMatchObject({ ok: true })
    expect(await by('console.removeStaff', { staffId })).toMatchObject({
      refusal: { code: 'caller/forbidden' },
    })
  })
})

describe('requests', () => {
  test('are listed and answered within reach only', async () => {
    const { orderId } = await scene.paid({ amountFen: 50_000 })
    const asked = { kind: 'reject', reason: 'no-fuel' } as const
    const why = { reason: 'no-fuel', note: '' } as const
    const { approvalId } = replyOf(await scene.wang('staff.ask', { orderId, asked, why }))
    const west = await someone('operations', { kind: 'region', region: '西区' })
    const answer = { approvalId, approve: false }
    expect(replyOf(await west('console.approvals', { stationId: null })).approvals).toEqual([])
    expect(await west('console.settleApproval', answer)).toMatchObject(outOfReach)
    const here = await someone('manager', FIRST)
    expect(replyOf(await here('console.approvals', { stationId: null })).approvals).toHaveLength(1)
    expect(await here('console.settleApproval', answer)).toMatchObject({ ok: true })
  })
})

describe('incidents', () => {
  const at = async (stationId: string | null) => {
    const details = stationId === null ? {} : { stationId }
    const incident = incidentOf('order/case', `${stationId}`, details, scene.now())
    await scene.database.insert(incidents, incident)
    return incident.id
  }
  const note = '处理了'

  test('of other stations, and of none, are headquarters’', async () => {
    const [own, other, none] = [
      await at('station:bj0001'),
      await at('station:bj0002'),
      await at(null),
    ]
    const by = await someone('support', EAST)
    const listed = replyOf(await by('console.incidents', { owner: null, afterMs: null }))
    expect(listed.incidents.map(({ incidentId }) => incidentId)).toEqual([own])
    for (const incidentId of [other, none]) {
      expect(await by('console.closeIncident', { incidentId, note })).toMatchObject(outOfReach)
    }
    expect(await by('console.closeIncident', { incidentId: own, note })).toMatchObject({
      reply: { closed: { by: '总部', note } },
    })
  })

  test('of a halted refund name the station of the order', async () => {
    scene.stack.faults.arm({ at: 'wechat-pay.refund', kind: 'ends-abnormal' })
    const order = await scene.paid()
    replyOf(await scene.wang('staff.reject', { orderId: order.orderId, reason: 'no-fuel' }))
    for (let minute = 0; minute < 2; minute++) {
      await scene.advance(60_000)
      await scene.sweep()
    }
    const by = await someone('finance', FIRST)
    const listed = replyOf(await by('console.incidents', { owner: null, afterMs: null }))
    const { incidentId } = listed.incidents[0]!
    const west = await someone('finance', { kind: 'region', region: '西区' })
    expect(await west('console.retryRefund', { incidentId, note })).toMatchObject(outOfReach)
    expect(await by('console.payOutRefund', { incidentId, how: 'cash', note })).toMatchObject({
      ok: true,
    })
  })
})

describe('stations', () => {
  test('of another region are not imported, nor is a station moved across', async () => {
    const by = await someone('operations', EAST)
    expect(await by('console.importStations', { table: only('BJ0001') })).toMatchObject({
      ok: true,
    })
    for (const table of [
      tableWith(),
      only('BJ0002'),
      only('BJ0002', { BJ0002: '东区' }),
      only('BJ0001', { BJ0001: '西区' }),
    ]) {
      expect(await by('console.importStations', { table })).toMatchObject(outOfReach)
    }
  })
})

test('an order is explained to a partner of its station, and to no other', async () => {
  const { orderId } = await scene.paid()
  const here = await someone('partner', FIRST)
  expect(await here('console.explainOrder', { orderId })).toMatchObject({ ok: true })
  const there = await someone('partner', { kind: 'stations', stationIds: ['station:bj0002'] })
  expect(await there('console.explainOrder', { orderId })).toMatchObject(outOfReach)
})

test('a removed person is nobody from the next call on, and a changed role counts at once', async () => {
  const { key, operator } = aPerson({ grants: grantsOf(['support']) })
  await scene.database.insert(operators, operator)
  const call = scene.overHttp(key)
  const { orderId } = await scene.paid()
  expect(await call('console.explainOrder', { orderId })).toMatchObject({ ok: true })
  await scene.database.put(operators, { ...operator, grants: grantsOf(['marketing']) })
  expect(await call('console.explainOrder', { orderId })).toMatchObject({
    refusal: { code: 'caller/forbidden' },
  })
  await scene.database.put(operators, removedOperator(operator, scene.now()))
  expect(await call('console.savePrices', { prices: [] })).toMatchObject({
    refusal: { code: 'session/missing' },
  })
})

test('a freeze names its person', async () => {
  const by = await someone('support', { kind: 'all' })
  const { operator } = aPerson({ grants: grantsOf(['support']) })
  const [member] = scene.stack.documents('members', 1) as { _id: string }[]
  replyOf(await by('console.freezeAccount', { memberId: member!._id, reason: 'lost-phone' }))
  expect(JSON.stringify(scene.stack.documents('members', 10))).toContain(operator.id)
})
