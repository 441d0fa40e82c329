import type { OrderView } from '@palm/shared/api/order'
import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { balances } from '@palm/shared/ledger/journal'
import { entriesOf } from '../../documents/entries'
import { type AccountScene, aRefundId, openAccountScene } from '../../testing/account-scene'
import type { Caller } from '../../testing/bench'
import { replyOf } from '../../testing/scene'

let scene: AccountScene
let operator: Caller
beforeEach(async () => {
  scene = await openAccountScene()
  operator = await scene.operator()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const note = '已电话确认'

const openOnes = async () =>
  replyOf(await operator('console.incidents', { owner: null, afterMs: null })).incidents

/** An order whose refund the payer's card cannot receive. */
async function haltedOrder(): Promise<{ order: OrderView; incidentId: string }> {
  scene.stack.faults.arm({ at: 'wechat-pay.refund', kind: 'ends-abnormal' })
  const order = await scene.paid()
  replyOf(await scene.wang('staff.reject', { orderId: order.orderId, reason: 'no-fuel' }))
  await scene.minutes(2)
  return { order, incidentId: (await openOnes())[0]!.incidentId }
}

const viewOf = async ({ orderId }: OrderView) =>
  replyOf(await scene.zhang('order.get', { orderId }))

async function accountsOf({ orderId }: OrderView) {
  const entries = await entriesOf(scene.database, orderId)
  return Object.fromEntries(balances(entries))
}

describe('a halted refund', () => {
  test('is an incident with owner and deadline, and its driver sees the deadline', async () => {
    const { order } = await haltedOrder()
    const [incident] = await openOnes()
    expect(incident).toMatchObject({
      code: 'refund/halted',
      owner: 'finance',
      details: { of: order.orderId, amountFen: 20_000, reason: 'abnormal' },
      closed: null,
    })
    expect((await viewOf(order)).refunds[0]?.decidedByMs).toBe(incident!.deadlineAtMs)
  })

  test('is not closed while its money is owed', async () => {
    const { incidentId } = await haltedOrder()
    expect(await operator('console.closeIncident', { incidentId, note })).toMatchObject(
      refusedWith('incident/refund-halted'),
    )
  })

  test('is paid out another way, once: the journal records how, and the driver sees it', async () => {
    const { incidentId, order } = await haltedOrder()
    const paying = { incidentId, how: 'bank' as const, note }
    const first = replyOf(await operator('console.payOutRefund', paying))
    expect(first.closed).toMatchObject({ note })
    expect(replyOf(await operator('console.payOutRefund', paying))).toEqual(first)
    expect(await accountsOf(order)).toEqual({
      'provider:wechat': 20_000,
      'payout:bank': -20_000,
      'station:bj0001:undelivered': 0,
    })
    const seen = await viewOf(order)
    expect(seen).toMatchObject({ status: 'refunded', refunds: [{ paidOut: 'bank' }] })
    expect(await openOnes()).toEqual([])
  })

  test('is retried, and becomes an incident again if that fails', async () => {
    const { incidentId, order } = await haltedOrder()
    replyOf(await operator('console.retryRefund', { incidentId, note }))
    expect(await openOnes()).toEqual([])
    expect(await operator('console.retryRefund', { incidentId, note })).toMatchObject(
      refusedWith('refund/not-halted'),
    )
    await scene.minutes(2)
    expect((await openOnes()).map((one) => one.incidentId)).toEqual([incidentId])
    expect((await viewOf(order)).status).toBe('refunding')
  })

  test('of a recharge is handled the same way', async () => {
    const { rechargeId } = await scene.recharged()
    const refuses = { kind: 'refuses', with: { code: 'USER_ACCOUNT_ABNORMAL' } } as const
    scene.stack.faults.arm({ at: 'wechat-pay.refund', ...refuses })
    const back = { rechargeId, refundId: aRefundId(), principalFen: 10_000, amountFen: 10_000 }
    replyOf(await scene.zhang('account.refund', back))
    const [incident] = await openOnes()
    expect(incident).toMatchObject({ details: { of: rechargeId, reason: 'refused' } })
    const { incidentId } = incident!
    replyOf(await operator('console.payOutRefund', { incidentId, how: 'cash', note }))
    const entries = await scene.entriesOf(rechargeId)
    expect(Object.fromEntries(balances(entries))).toMatchObject({
      'payout:cash': -10_000,
      'prepaid:principal': 0,
    })
    expect((await scene.account()).recharges[0]).toMatchObject({
      status: 'refunded',
      refunds: [{ paidOut: 'cash' }],
    })
  })
})

describe('an incident', () => {
  test('that does not exist is refused', async () => {
    const unknown = { incidentId: 'incident:none', note }
    for (const answer of [
      await operator('console.closeIncident', unknown),
      await operator('console.retryRefund', unknown),
      await operator('console.payOutRefund', { ...unknown, how: 'cash' }),
    ]) {
      expect(answer).toMatchObject(refusedWith('incident/unknown'))
    }
  })

  test('about an unmatched payment is closed with a note, and the first note is kept', async () => {
    scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'wrong-amount' })
    const { wallet } = await scene.place()
    await scene.pay(wallet, 'oLOCALzhang')
    await scene.advance(0)
    const [incident] = await openOnes()
    const { incidentId } = incident!
    expect(await operator('console.retryRefund', { incidentId, note })).toMatchObject(
      refusedWith('incident/no-refund'),
    )
    const closed = replyOf(await operator('console.closeIncident', { incidentId, note }))
    expect(closed.closed).toMatchObject({ note, atMs: scene.now() })
    const again = { incidentId, note: '再关一次' }
    expect(replyOf(await operator('console.closeIncident', again)).closed).toEqual(closed.closed)
  })

  test('can be seen and closed by operators only', async () => {
    const nobody = await scene.zhang('console.incidents', { owner: null, afterMs: null })
    expect(nobody).toMatchObject(refusedWith('caller/forbidden'))
  })
})

test('the timer reports its result', async () => {
  expect(replyOf(await operator('console.timer', {})).atMs).toBeNull()
  await scene.advance(MINUTE_MS)
  await scene.sweep()
  expect(replyOf(await operator('console.timer', {}))).toMatchObject({ atMs: scene.now() })
})
