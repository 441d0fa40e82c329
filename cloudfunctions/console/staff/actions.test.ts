import { HOUR_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import type { EmployeeView } from '@palm/shared/api/console/staff'
import type { Caller } from '../../testing/bench'
import { hire } from '../../testing/employees'
import { grantsOf } from '../../testing/operators'
import { openScene, replyOf, type Scene } from '../../testing/scene'

let scene: Scene
let operator: Caller
beforeEach(async () => {
  scene = await openScene()
  operator = await scene.operator({ grants: grantsOf(['administrator']) })
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const queue = (by: Caller) => by('staff.queue', { withRecent: false, afterMs: null })

async function employeeOf(name: string): Promise<EmployeeView> {
  const { staff } = replyOf(await operator('console.listStaff', { stationId: null }))
  return staff.find((one) => one.name === name)!
}

const wang = () => employeeOf('王师傅')

test('the office sees staff and their stations', async () => {
  await hire(scene, 'oLOCALli', { stationIds: ['station:bj0002'], at: null })
  expect(await wang()).toMatchObject({
    role: 'attendant',
    stationIds: ['station:bj0001'],
    status: 'active',
    duty: { stationId: 'station:bj0001' },
  })
  const here = replyOf(await operator('console.listStaff', { stationId: 'station:bj0002' })).staff
  expect(here.map(({ name }) => name)).toEqual(['oLOCALli'])
})

describe('from their next call on', () => {
  test('a removed person does nothing, sees nothing and gets no keys', async () => {
    const order = await scene.paid()
    const { staffId } = await wang()
    expect(replyOf(await operator('console.removeStaff', { staffId }))).toMatchObject({
      status: 'left',
      duty: null,
    })
    const { orderId } = order
    const confirmed = { orderId, dispensedFen: 20_000, proof: UNPROVEN }
    expect(await scene.wang('staff.confirm', confirmed)).toMatchObject(
      refusedWith('staff/not-staff'),
    )
    expect(await queue(scene.wang)).toMatchObject(refusedWith('staff/not-staff'))
    expect(await scene.wang('staff.me', {})).toMatchObject(refusedWith('caller/forbidden'))
  })

  test('a person removed while they confirm has confirmed before, or not at all', async () => {
    const { orderId } = await scene.paid()
    const { staffId } = await wang()
    const confirmed = { orderId, dispensedFen: 20_000, proof: UNPROVEN }
    const [answer] = await Promise.all([
      scene.wang('staff.confirm', confirmed),
      operator('console.removeStaff', { staffId }),
    ])
    const { status } = replyOf(await scene.zhang('order.get', { orderId }))
    expect(status).toBe(answer.ok ? 'confirmed' : 'paid')
    expect(await scene.wang('staff.confirm', confirmed)).toMatchObject(
      refusedWith('staff/not-staff'),
    )
  })

  test('a moved person works at the new station only, by the office or by an invitation', async () => {
    const { staffId } = await wang()
    replyOf(
      await operator('console.changeStaffStations', { staffId, stationIds: ['station:bj0002'] }),
    )
    expect(await queue(scene.wang)).toMatchObject(refusedWith('staff/not-on-duty'))
    const li = await hire(scene, 'oLOCALli')
    const whom = { name: '李', role: 'attendant' as const, stationIds: ['station:bj0002'] }
    const { code } = replyOf(await operator('console.inviteStaff', whom))
    replyOf(await li('staff.join', { code }))
    expect(await queue(li)).toMatchObject(refusedWith('staff/not-on-duty'))
    expect(replyOf(await li('staff.me', {})).duty).toBeNull()
  })

  test('a former headquarters person works at no station that is not theirs', async () => {
    const hq = await hire(scene, 'oLOCALhq', { role: 'headquarters', stationIds: [] })
    const { staffId } = await employeeOf('oLOCALhq')
    replyOf(await operator('console.changeStaffRole', { staffId, role: 'attendant' }))
    expect(await queue(hq)).toMatchObject(refusedWith('staff/not-on-duty'))
  })

  test('a person whose duty was ended is off duty, and may start again', async () => {
    const { staffId } = await wang()
    replyOf(await operator('console.endDuty', { staffId }))
    expect(await queue(scene.wang)).toMatchObject(refusedWith('staff/not-on-duty'))
    const duty = { dutyId: `duty:${'4'.repeat(20)}`, stationId: 'station:bj0001' }
    expect(await scene.wang('staff.startDuty', duty)).toMatchObject({ ok: true })
  })
})

test('a forgotten duty is over after sixteen hours, and the next one begins', async () => {
  await scene.advance(16 * HOUR_MS)
  expect(await queue(scene.wang)).toMatchObject(refusedWith('staff/not-on-duty'))
  expect((await wang()).duty).toBeNull()
  const duty = { dutyId: `duty:${'4'.repeat(20)}`, stationId: 'station:bj0001' }
  expect(replyOf(await scene.wang('staff.startDuty', duty)).dutyId).toBe(duty.dutyId)
})

describe('a used invitation', () => {
  test('restores neither a removed person nor a former role', async () => {
    const { code } = replyOf(
      await operator('console.inviteStaff', { name: '孙', role: 'headquarters', stationIds: [] }),
    )
    replyOf(await scene.chen('staff.join', { code }))
    const { staffId } = await employeeOf('孙')
    replyOf(await operator('console.changeStaffRole', { staffId, role: 'attendant' }))
    expect(replyOf(await scene.chen('staff.join', { code })).role).toBe('attendant')
    replyOf(await operator('console.removeStaff', { staffId }))
    expect(await scene.chen('staff.join', { code })).toMatchObject(refusedWith('invitation/used'))
  })

  test('is stored as a keyed hash: a copy of the database reveals no code', async () => {
    const whom = { name: '孙', role: 'attendant' as const, stationIds: [] }
    const { code } = replyOf(await operator('console.inviteStaff', whom))
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{12}$/)
    const { createHash } = await import('node:crypto')
    const plain = createHash('sha256').update(code).digest('hex')
    expect(JSON.stringify(scene.stack.documents('invitations'))).not.toContain(plain)
  })
})

test('a person who never worked here is unknown', async () => {
  const staffId = `staff:${'0'.repeat(20)}`
  expect(await operator('console.removeStaff', { staffId })).toMatchObject(
    refusedWith('staff/unknown'),
  )
})
