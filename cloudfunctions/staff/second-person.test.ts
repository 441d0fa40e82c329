import type { ApprovalView } from '@palm/shared/api/staff'
import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import type { OrderId } from '@palm/shared/order/facts/order'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { incidents } from '../documents/incidents'
import { orders } from '../documents/orders'
import type { Caller } from '../testing/bench'
import { hire } from '../testing/employees'
import { aPerson, grantsOf } from '../testing/operators'
import { aPlaceRequest, openScene, replyOf, type Scene, WANG } from '../testing/scene'

let scene: Scene
let manager: Caller
beforeEach(async () => {
  scene = await openScene()
  manager = await hire(scene, 'oLOCALzhao', { role: 'manager' })
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const WHY = { reason: 'wrong-amount', note: '油机上是 100' } as const
const confirmWhole = (orderId: string, dispensedFen: number, by = scene.wang) =>
  by('staff.confirm', { orderId, dispensedFen, proof: UNPROVEN })

const statusOf = async (orderId: string) =>
  replyOf(await scene.zhang('order.get', { orderId })).status

/** ¥500 that the attendant wants to reject after the fuel has flowed. */
async function asked(): Promise<ApprovalView> {
  const { orderId } = await scene.paid({ amountFen: 50_000 })
  const reject = { kind: 'reject', reason: 'no-fuel' } as const
  return replyOf(await scene.wang('staff.ask', { orderId, asked: reject, why: WHY }))
}

/** As if other drivers had paid for the same fuel at the same time. */
async function copiesOf(orderId: OrderId, count: number): Promise<OrderId[]> {
  const order = (await scene.database.get(orders, orderId))!
  const ids = Array.from(
    { length: count },
    (_, index): OrderId => `order:copy${'0'.repeat(15)}${index}`,
  )
  for (const id of ids) await scene.database.put(orders, { ...order, id })
  return ids
}

const waitingFor = async (by: Caller) => replyOf(await by('staff.approvals', {})).toSettle

describe('an attendant’s own order as a driver', () => {
  test('is a colleague’s to confirm, to correct and to reject', async () => {
    const placing = aPlaceRequest({ amountFen: 10_000 })
    const { order, wallet } = replyOf(await scene.wang('order.place', placing))
    await scene.pay(wallet, WANG)
    await scene.advance(0)
    const { orderId } = order
    const own = refusedWith('order/own')
    expect(await confirmWhole(orderId, 10_000)).toMatchObject(own)
    expect(await scene.wang('staff.preview', { orderId, dispensedFen: 1 })).toMatchObject(own)
    const reason = 'driver-left' as const
    expect(await scene.wang('staff.reject', { orderId, reason })).toMatchObject(own)
    replyOf(await confirmWhole(orderId, 10_000, manager))
    expect(await scene.wang('staff.correct', { orderId, dispensedFen: 0 })).toMatchObject(own)
  })
})

describe('a large refund for fuel that may have been dispensed', () => {
  test('needs approval, for a rejection and for a reduced amount', async () => {
    const { orderId } = await scene.paid({ amountFen: 50_000 })
    const needed = { ok: false, refusal: { code: 'approval/needed', backFen: 50_000 } }
    expect(await scene.wang('staff.reject', { orderId, reason: 'no-fuel' })).toMatchObject(needed)
    expect(await confirmWhole(orderId, 0)).toMatchObject(needed)
    expect(await confirmWhole(orderId, 1)).toMatchObject(refusedWith('approval/needed'))
    expect(await statusOf(orderId)).toBe('paid')
  })

  test('is made alone three times a day, however many are confirmed at once', async () => {
    const copies = await copiesOf((await scene.paid({ amountFen: 10_000 })).orderId, 5)
    const answers = await Promise.all(copies.map((orderId) => confirmWhole(orderId, 9_900)))
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort()
    expect(codes).toEqual([...Array(2).fill('approval/needed'), ...Array(3).fill('ok')])
  })

  test('needs approval for a late correction, however the duty was changed', async () => {
    const { orderId } = await scene.paid({ amountFen: 50_000 })
    replyOf(await confirmWhole(orderId, 50_000))
    await scene.advance(40 * HOUR_MS)
    replyOf(
      await scene.wang('staff.startDuty', {
        dutyId: `duty:${'5'.repeat(20)}`,
        stationId: 'station:bj0001',
      }),
    )
    expect(await scene.wang('staff.correct', { orderId, dispensedFen: 0 })).toMatchObject(
      refusedWith('approval/needed'),
    )
  })

  test('is possible alone three times a day, and no more often by another duty', async () => {
    const reject = async () => {
      const { orderId } = await scene.paid({ amountFen: 10_000 })
      return scene.wang('staff.reject', { orderId, reason: 'no-fuel' })
    }
    for (let i = 0; i < 3; i++) replyOf(await reject())
    replyOf(await scene.wang('staff.endDuty', {}))
    replyOf(
      await scene.wang('staff.startDuty', {
        dutyId: `duty:${'6'.repeat(20)}`,
        stationId: 'station:bj0001',
      }),
    )
    expect(await reject()).toMatchObject(refusedWith('approval/needed'))
  })

  test('needs no approval if no fuel has flowed', async () => {
    const { orderId } = await scene.paid({ way: 'pay-first', amountFen: 50_000 })
    replyOf(await scene.wang('staff.reject', { orderId, reason: 'driver-left' }))
    expect(await statusOf(orderId)).toMatch(/refund/)
  })
})

describe('an approval request', () => {
  test('is in the manager’s list, and refunds when approved', async () => {
    const { approvalId, orderId } = await asked()
    expect(await waitingFor(manager)).toMatchObject([
      { approvalId, backFen: 50_000, reason: 'wrong-amount', askedBy: '王师傅', at: 'open' },
    ])
    replyOf(await manager('staff.decide', { approvalId, approve: true }))
    await scene.advance(10_000)
    expect(await statusOf(orderId)).toBe('refunded')
    expect((await scene.database.get(orders, orderId as never))?.state).toMatchObject({
      reversal: { reason: 'no-fuel', approvedBy: expect.stringMatching(/^staff:/) },
    })
    expect(replyOf(await scene.wang('staff.approvals', {})).own).toMatchObject([{ at: 'approved' }])
  })

  test('that is declined leaves the order unchanged, and can be made again', async () => {
    const { approvalId, orderId } = await asked()
    replyOf(await manager('staff.decide', { approvalId, approve: false }))
    expect(await statusOf(orderId)).toBe('paid')
    expect(await manager('staff.decide', { approvalId, approve: true })).toMatchObject(
      refusedWith('approval/settled'),
    )
    const again = { orderId, asked: { kind: 'reject', reason: 'no-fuel' } as const, why: WHY }
    expect(replyOf(await scene.wang('staff.ask', again))).toMatchObject({ at: 'open' })
  })

  test('corrects the confirmation, in the names of both', async () => {
    const { orderId } = await scene.paid({ amountFen: 50_000 })
    replyOf(await confirmWhole(orderId, 50_000))
    const correct = { kind: 'correct', dispensedFen: 10_000 } as const
    const { approvalId } = replyOf(
      await scene.wang('staff.ask', { orderId, asked: correct, why: WHY }),
    )
    replyOf(await manager('staff.decide', { approvalId, approve: true }))
    expect(replyOf(await scene.zhang('order.get', { orderId }))).toMatchObject({
      confirmation: { dispensedFen: 10_000, corrected: true },
      refunds: [{ amountFen: 40_000, reason: 'correction' }],
    })
    const { totals } = replyOf(
      await scene.wang('staff.queue', { withRecent: false, afterMs: null }),
    )
    expect(totals).toEqual({ confirmedCount: 1, confirmedFen: 10_000 })
  })

  test('is not answered by its author, by an attendant or by a manager of another station', async () => {
    const { orderId } = await scene.paid({ amountFen: 50_000 })
    const reject = { kind: 'reject', reason: 'no-fuel' } as const
    const { approvalId } = replyOf(await manager('staff.ask', { orderId, asked: reject, why: WHY }))
    const elsewhere = await hire(scene, 'oLOCALsun', {
      role: 'manager',
      stationIds: ['station:bj0002'],
      at: null,
    })
    const yes = { approvalId, approve: true }
    expect(await manager('staff.decide', yes)).toMatchObject(refusedWith('approval/same-person'))
    expect(await waitingFor(manager)).toEqual([])
    expect(await scene.wang('staff.decide', yes)).toMatchObject(refusedWith('staff/role-too-low'))
    expect(await elsewhere('staff.decide', yes)).toMatchObject(refusedWith('approval/unknown'))
    expect(await waitingFor(elsewhere)).toEqual([])
    expect(await statusOf(orderId)).toBe('paid')
  })

  test('is not answered with a revoked role', async () => {
    const { approvalId } = await asked()
    const operator = await scene.operator()
    const { staff } = replyOf(await operator('console.listStaff', { stationId: null }))
    const { staffId } = staff.find(({ role }) => role === 'manager')!
    replyOf(await operator('console.changeStaffRole', { staffId, role: 'attendant' }))
    expect(await manager('staff.decide', { approvalId, approve: true })).toMatchObject(
      refusedWith('staff/role-too-low'),
    )
  })

  test('is answered by the office, under the person’s own name', async () => {
    const { approvalId, orderId } = await asked()
    const sun = { name: '孙', grants: grantsOf(['operations']) }
    const operator = await scene.operator(sun)
    expect(
      replyOf(await operator('console.approvals', { stationId: null })).approvals,
    ).toHaveLength(1)
    replyOf(await operator('console.settleApproval', { approvalId, approve: true }))
    expect((await scene.database.get(orders, orderId as never))?.state).toMatchObject({
      reversal: { approvedBy: aPerson(sun).operator.id },
    })
  })

  test('succeeds once, however many people approve concurrently', async () => {
    const { approvalId, orderId } = await asked()
    const hq = await hire(scene, 'oLOCALhq', { role: 'headquarters', stationIds: [] })
    const answers = await Promise.all(
      [manager, hq, manager, hq].map((by) => by('staff.decide', { approvalId, approve: true })),
    )
    // Both answers of the first person are the same; the other learns that it is settled.
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2)
    expect(answers[0]!.ok).toBe(answers[2]!.ok)
    await scene.advance(10_000)
    expect(replyOf(await scene.zhang('order.get', { orderId })).refunds).toHaveLength(1)
  })

  test('without an answer in a day becomes an incident, and the order stays unchanged', async () => {
    const { approvalId, orderId } = await asked()
    await scene.advance(24 * HOUR_MS)
    await scene.sweep()
    await scene.sweep()
    const cases = await scene.database.find(incidents, {
      where: { code: 'approval/unanswered' },
      limit: 10,
    })
    expect(cases).toMatchObject([{ details: { orderId, backFen: 50_000 } }])
    expect(await manager('staff.decide', { approvalId, approve: true })).toMatchObject(
      refusedWith('approval/settled'),
    )
    expect(await statusOf(orderId)).toBe('paid')
  })
})

describe('a confirmation without a passphrase', () => {
  test('has a reason, which stays on record', async () => {
    const { orderId } = await scene.paid()
    const proof = { kind: 'none', why: { reason: 'other', note: '老顾客，看着加的' } } as const
    replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof }))
    expect((await scene.database.get(orders, orderId as never))?.state).toMatchObject({
      confirmation: { proof: 'none', unproven: proof.why },
    })
  })

  test('without a reason is refused', async () => {
    const { orderId } = await scene.paid()
    const proof = { kind: 'none' } as never
    expect(
      await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof }),
    ).toMatchObject(refusedWith('request/malformed'))
  })

  test('repeated often causes an incident, once a day', async () => {
    for (let i = 0; i < 4; i++) {
      const { orderId } = await scene.paid({ amountFen: 10_000 })
      replyOf(await confirmWhole(orderId, 10_000))
      await scene.advance(MINUTE_MS)
    }
    const cases = await scene.database.find(incidents, {
      where: { code: 'staff/often-unproven' },
      limit: 10,
    })
    expect(cases).toMatchObject([{ details: { confirmedCount: 3, unprovenCount: 3 } }])
  })
})
