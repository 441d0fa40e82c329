import { DAY_MS, HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { recharges } from '../documents/member/recharges'
import { type AccountScene, aRefundId, openAccountScene } from '../testing/account-scene'
import { replyOf } from '../testing/scene'

let scene: AccountScene
beforeEach(async () => {
  scene = await openAccountScene()
})
afterEach(() => scene.close())

const loseAllNotices = () =>
  scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'lost', times: 1_000 })
const statuses = async () => (await scene.account()).recharges.map(({ status }) => status)
const asksOf = (operation: string) =>
  scene.stack.wire.recent().filter(({ data }) => data?.['operation'] === operation).length

describe('the timer', () => {
  test('closes a recharge that nobody paid, and its offer is free again', async () => {
    const asked = await scene.recharge()
    await scene.minutes(14)
    expect(await statuses()).toEqual(['requested'])
    await scene.minutes(1)
    expect(await statuses()).toEqual(['closed'])
    await expect(scene.confirm(asked)).rejects.toThrow()
    expect((await scene.recharged()).giftFen).toBe(3_000)
  })

  test('finds a payment of which no notice ever came, within a minute', async () => {
    loseAllNotices()
    await scene.confirm(await scene.recharge())
    await scene.minutes(1)
    expect(await statuses()).toEqual(['paid'])
  })

  test('finds one that was made at the last moment, instead of closing it', async () => {
    loseAllNotices()
    const asked = await scene.recharge()
    await scene.advance(14 * MINUTE_MS + 59_000)
    await scene.confirm(asked)
    await scene.minutes(1)
    expect(await statuses()).toEqual(['paid'])
  })

  test('asks a handful of times, twice more after closing, and never again', async () => {
    await scene.recharge()
    await scene.minutes(15)
    expect(asksOf('query')).toBe(4)
    await scene.minutes(10)
    await scene.minutes(60)
    expect([asksOf('query'), asksOf('close')]).toEqual([6, 1])
    expect(await scene.sweep()).toMatchObject({ looked: 0, failed: 0 })
  })

  test('goes on closing what the driver gave up while the provider was away', async () => {
    const { recharge } = await scene.recharge()
    const { rechargeId } = recharge
    scene.stack.faults.arm({ at: 'wechat-pay.close', kind: 'http-500' })
    expect(await scene.zhang('account.cancelRecharge', { rechargeId })).toMatchObject({
      refusal: { code: 'payment/provider-unreachable' },
    })
    expect(await scene.database.get(recharges, rechargeId)).toMatchObject({
      state: { status: 'closing' },
    })
    await scene.minutes(1)
    expect(await statuses()).toEqual(['closed'])
  })

  test('sends a refund again until the provider has taken it, once', async () => {
    const { rechargeId } = await scene.recharged()
    const trouble = scene.stack.faults.arm({
      at: 'wechat-pay.refund',
      kind: 'html-502',
      times: 1_000,
    })
    const back = { rechargeId, refundId: aRefundId(), principalFen: 10_000, amountFen: 10_000 }
    replyOf(await scene.zhang('account.refund', back))
    await scene.minutes(5)
    expect(await statuses()).toEqual(['paid'])
    scene.stack.faults.disarm(trouble)
    await scene.minutes(8)
    expect(await statuses()).toEqual(['refunded'])
    expect(await scene.sweep()).toMatchObject({ looked: 0, failed: 0 })
  })

  test('debits a gift that is over, once, and its own money never', async () => {
    await scene.recharged()
    await scene.advance(30 * DAY_MS)
    await scene.minutes(2)
    expect(await scene.account()).toMatchObject({ principalFen: 10_000, giftFen: 0 })
    const { rows } = replyOf(await scene.zhang('account.statement', { beforeMs: null }))
    expect(rows).toMatchObject([{ kind: 'gift-expired', giftFen: -3_000 }, { kind: 'recharged' }])
    expect(await scene.sweep()).toMatchObject({ looked: 0, failed: 0 })
  })

  test('does the same when it runs twice at once', async () => {
    loseAllNotices()
    await scene.confirm(await scene.recharge())
    await scene.advance(MINUTE_MS)
    await Promise.all([scene.sweep(), scene.sweep(), scene.sweep()])
    expect(await scene.account()).toMatchObject({ principalFen: 10_000 })
    await scene.advance(HOUR_MS)
    expect(await scene.incidentCodes()).toEqual([])
  })
})
