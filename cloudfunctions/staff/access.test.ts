import { HOUR_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

describe('a driver, or an attendant off duty,', () => {
  const orderId = `order:${'0'.repeat(20)}`
  const proof = UNPROVEN

  test('can perform no staff action', async () => {
    const { chen } = scene
    const notStaff = refusedWith('staff/not-staff')
    const forbidden = refusedWith('caller/forbidden')
    expect(await chen('staff.confirm', { orderId, dispensedFen: 1, proof })).toMatchObject(notStaff)
    expect(await chen('staff.correct', { orderId, dispensedFen: 1 })).toMatchObject(notStaff)
    expect(await chen('staff.reject', { orderId, reason: 'no-fuel' })).toMatchObject(notStaff)
    expect(await chen('staff.queue', { withRecent: true, afterMs: null })).toMatchObject(notStaff)
    expect(await chen('staff.me', {})).toMatchObject(forbidden)
    expect(await chen('staff.endDuty', {})).toMatchObject(forbidden)
    const duty = { dutyId: `duty:${'1'.repeat(20)}`, stationId: 'station:bj0001' }
    expect(await chen('staff.startDuty', duty)).toMatchObject(notStaff)
    const invite = { name: '陈', role: 'headquarters', stationIds: [] } as const
    expect(await chen('console.inviteStaff', { ...invite, stationIds: [] })).toMatchObject(
      forbidden,
    )
  })

  test('confirms nothing after the duty has ended, and sees no queue', async () => {
    const order = await scene.paid()
    replyOf(await scene.wang('staff.endDuty', {}))
    const request = { orderId: order.orderId, dispensedFen: 20_000, proof }
    expect(await scene.wang('staff.confirm', request)).toMatchObject(
      refusedWith('staff/not-on-duty'),
    )
    expect(await scene.wang('staff.queue', { withRecent: false, afterMs: null })).toMatchObject(
      refusedWith('staff/not-on-duty'),
    )
  })

  test('does not work at another station', async () => {
    replyOf(await scene.wang('staff.endDuty', {}))
    const duty = { dutyId: `duty:${'2'.repeat(20)}`, stationId: 'station:bj0002' }
    expect(await scene.wang('staff.startDuty', duty)).toMatchObject(
      refusedWith('staff/other-station'),
    )
  })
})

describe('an invitation', () => {
  const whom = () => ({
    name: '李师傅',
    role: 'attendant' as const,
    stationIds: ['station:bj0002'],
  })

  test('is single-use, for the first member to use it', async () => {
    const operator = await scene.operator()
    const { code } = replyOf(await operator('console.inviteStaff', whom()))
    expect(replyOf(await scene.chen('staff.join', { code }))).toMatchObject({
      name: '李师傅',
      stations: [{ name: '通惠河加油站' }],
      duty: null,
    })
    expect(await scene.zhang('staff.join', { code })).toMatchObject(refusedWith('invitation/used'))
    expect(replyOf(await scene.chen('member.enter', {})).staffName).toBe('李师傅')
  })

  test('that is unknown or expired is refused', async () => {
    expect(await scene.chen('staff.join', { code: 'AAAAAAAAAAAA' })).toMatchObject(
      refusedWith('invitation/unknown'),
    )
    const operator = await scene.operator()
    const { code } = replyOf(await operator('console.inviteStaff', whom()))
    await scene.advance(73 * HOUR_MS)
    expect(await scene.chen('staff.join', { code })).toMatchObject(
      refusedWith('invitation/expired'),
    )
  })

  test('for an unknown station is refused', async () => {
    const operator = await scene.operator()
    expect(
      await operator('console.inviteStaff', { ...whom(), stationIds: ['station:sh0001'] }),
    ).toMatchObject(refusedWith('station/unknown'))
  })
})
