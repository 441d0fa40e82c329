import type { OrderView } from '@palm/shared/api/order'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const confirm = ({ amountFen, orderId }: OrderView, dispensedFen: number = amountFen) =>
  scene.wang('staff.confirm', { orderId, dispensedFen, proof: UNPROVEN })

const queue = async () =>
  replyOf(await scene.wang('staff.queue', { withRecent: true, afterMs: null }))

describe('the totals of a duty', () => {
  test('are those of its confirmations', async () => {
    await confirm(await scene.paid())
    await scene.advance(1_000)
    await confirm(await scene.paid({ amountFen: 10_000 }), 9_000)
    const { recent, totals } = await queue()
    expect(totals).toEqual({ confirmedCount: 2, confirmedFen: 29_000 })
    expect(recent?.map(({ dispensedFen }) => dispensedFen)).toEqual([9_000, 20_000])
  })

  test('have nothing of the duty before, and are computed only on request', async () => {
    await confirm(await scene.paid())
    replyOf(await scene.wang('staff.endDuty', {}))
    const duty = { dutyId: `duty:${'1'.repeat(20)}`, stationId: 'station:bj0001' } as const
    replyOf(await scene.wang('staff.startDuty', duty))
    expect((await queue()).totals).toEqual({ confirmedCount: 0, confirmedFen: 0 })
    const without = { withRecent: false, withTotals: false, afterMs: null }
    expect(replyOf(await scene.wang('staff.queue', without)).totals).toBeNull()
  })
})
