import { DAY_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import type { Caller } from '../../testing/bench'
import { members } from '../../documents/member/members'
import { merges } from '../../documents/phones'
import { aPlaceRequest, replyOf, ZHANG } from '../../testing/scene'
import { openTwoWallets, type TwoWallets, ZHANG_IN_ALIPAY } from '../../testing/two-wallets'

let scene: TwoWallets
beforeEach(async () => {
  scene = await openTwoWallets()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

/** Bound in WeChat first, then asked for from Alipay: the digits that WeChat shows. */
async function asked(): Promise<{ alipay: Caller; code: string }> {
  replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat()))
  const alipay = await scene.inAlipay()
  const view = replyOf(await alipay('member.bindPhone', scene.fromAlipay()))
  expect(view).toMatchObject({ phone: null, asking: { wallet: 'wechat' }, asked: null })
  const shown = replyOf(await scene.zhang('member.phone', {})).asked
  expect(shown).toMatchObject({ wallet: 'alipay' })
  return { alipay, code: shown!.code }
}

async function merged() {
  await scene.endow()
  const { alipay, code } = await asked()
  replyOf(await alipay('member.joinByCode', { code }))
  return scene.inAlipay()
}

const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('two accounts without anything become one at once', async () => {
  replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat()))
  const alipay = await scene.inAlipay()
  expect(replyOf(await alipay('member.bindPhone', scene.fromAlipay()))).toMatchObject({
    phone: { shown: '138****0000' },
    joined: { wallet: 'wechat' },
  })
})

test('with value on either side only the digits of the other wallet join them', async () => {
  await scene.endow()
  const { alipay, code } = await asked()
  expect(await alipay('member.joinByCode', { code: wrongOf(code) })).toMatchObject({
    refusal: { code: 'merge/wrong-code', left: 4 },
  })
  const view = replyOf(await alipay('member.joinByCode', { code }))
  expect(view).toMatchObject({ phone: { shown: '138****0000' }, asking: null })
  const again = await scene.inAlipay()
  for (const wallet of [scene.zhang, again]) {
    expect(replyOf(await wallet('member.enter', {}))).toMatchObject({
      storedValue: { principalFen: 10_000, giftFen: 3_000 },
      phone: '138****0000',
    })
    expect(replyOf(await wallet('coupon.pocket', {})).coupons).toHaveLength(1)
  }
  expect(replyOf(await again('member.phone', {})).joined).toMatchObject({ wallet: 'wechat' })
  const rows = replyOf(await again('account.statement', { beforeMs: null })).rows
  expect(rows).toMatchObject([{ kind: 'merged', principalFen: 10_000, giftFen: 3_000 }])
  const records = scene.stack.documents('merges').map((document) => merges.read(document))
  expect(records).toMatchObject([
    { kind: 'merged', memberId: scene.ids.wechat, otherId: scene.ids.alipay, by: 'driver' },
  ])
})

test('from the other side the same member goes on', async () => {
  await scene.endow()
  const alipay = await scene.inAlipay()
  replyOf(await alipay('member.bindPhone', scene.fromAlipay()))
  replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat()))
  const { code } = replyOf(await alipay('member.phone', {})).asked!
  replyOf(await scene.zhang('member.joinByCode', { code }))
  // A repeat after a lost answer changes nothing.
  expect(replyOf(await scene.zhang('member.joinByCode', { code })).joined).not.toBeNull()
  const { alipay: alias, wechat } = await scene.stored()
  expect(wechat.joined?.memberId).toBe(scene.ids.alipay)
  expect(alias).toMatchObject({ mergedInto: { memberId: scene.ids.wechat } })
  expect(alias.storedValue.recharges).toEqual([])
})

test('five wrong digits end a request, and three requests end the day', async () => {
  await scene.endow()
  const { alipay, code } = await asked()
  const wrong = wrongOf(code)
  for (let left = 4; left >= 0; left--) {
    expect(await alipay('member.joinByCode', { code: wrong })).toMatchObject({ refusal: { left } })
  }
  expect(await alipay('member.joinByCode', { code })).toMatchObject(refusedWith('merge/no-request'))
  for (const _ of [2, 3]) {
    replyOf(await alipay('member.bindPhone', scene.fromAlipay()))
    replyOf(await scene.zhang('member.declineJoin', {}))
  }
  expect(await alipay('member.bindPhone', scene.fromAlipay())).toMatchObject(
    refusedWith('merge/asked-too-often'),
  )
})

test('a request ends after ten minutes, and by either side', async () => {
  await scene.endow()
  const { alipay, code } = await asked()
  await scene.advance(10 * MINUTE_MS)
  expect(await alipay('member.joinByCode', { code })).toMatchObject(refusedWith('merge/no-request'))
  replyOf(await alipay('member.bindPhone', scene.fromAlipay()))
  replyOf(await alipay('member.declineJoin', {}))
  expect(replyOf(await scene.zhang('member.phone', {})).asked).toBeNull()
  expect(replyOf(await alipay('member.phone', {})).asking).toBeNull()
})

test('a recycled number is bound without the account that had it', async () => {
  await scene.endow()
  const { alipay } = await asked()
  expect(replyOf(await alipay('member.bindAlone', {}))).toMatchObject({
    phone: { shown: '138****0000' },
    asking: null,
    joined: null,
  })
  expect(replyOf(await scene.zhang('member.phone', {}))).toMatchObject({ phone: null, asked: null })
  expect(replyOf(await alipay('coupon.pocket', {})).coupons).toHaveLength(0)
})

test('either wallet pays an order of the one member with benefits of both', async () => {
  const alipay = await merged()
  const couponIds = [`coupon:${'1'.padStart(20, '0')}`]
  const use = { points: false, storedValue: true }
  const [stationId, nozzleId] = ['station:bj0001', 'nozzle:bj0001-03'] as const
  const quote = { stationId, nozzleId, amountFen: 20_000, couponIds, use } as const
  const quoted = replyOf(await alipay('order.quote', quote))
  expect(quoted.tenders.storedValueFen).toBe(13_000)
  const { order, wallet } = replyOf(
    await alipay(
      'order.place',
      aPlaceRequest({
        way: 'pay-first',
        couponIds,
        payableFen: quoted.payableFen,
        tenders: { points: 0, storedValueFen: 13_000 },
      }),
    ),
  )
  expect(wallet?.provider).toBe('alipay')
  await scene.pay(wallet, ZHANG_IN_ALIPAY)
  await scene.advance(0)
  const { orderId } = order
  for (const phone of [alipay, scene.zhang]) {
    expect(replyOf(await phone('order.get', { orderId })).status).toBe('paid')
  }
  expect(replyOf(await scene.zhang('order.askRefund', { orderId })).status).toBe('refunded')
  await scene.advance(MINUTE_MS)
  expect(replyOf(await scene.zhang('member.enter', {})).storedValue).toEqual({
    principalFen: 10_000,
    giftFen: 3_000,
  })
})

test('orders of before a merge stay with their driver, open or done', async () => {
  const alipay = await scene.inAlipay()
  const { order, wallet } = replyOf(
    await alipay('order.place', aPlaceRequest({ way: 'pay-first' })),
  )
  await scene.pay(wallet, ZHANG_IN_ALIPAY)
  await scene.advance(0)
  const { code } = await askedFrom(alipay)
  replyOf(await alipay('member.joinByCode', { code }))
  const { orderId } = order
  expect(replyOf(await scene.zhang('order.get', { orderId })).status).toBe('paid')
  const { orders } = replyOf(await scene.zhang('order.list', { beforeMs: null }))
  expect(orders.map((one) => one.orderId)).toEqual([orderId])
  expect(replyOf(await scene.zhang('member.home', { location: null })).openOrders).toHaveLength(1)
  expect(await scene.chen('order.get', { orderId })).toMatchObject(refusedWith('order/unknown'))
  expect(replyOf(await scene.zhang('order.askRefund', { orderId })).status).toBe('refunded')
})

async function askedFrom(alipay: Caller) {
  replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat()))
  replyOf(await alipay('member.bindPhone', scene.fromAlipay()))
  return replyOf(await scene.zhang('member.phone', {})).asked!
}

test('a session of before the merge ends, and the next one is the member’s', async () => {
  await scene.endow()
  const { alipay, code } = await asked()
  replyOf(await alipay('member.joinByCode', { code }))
  await scene.advance(MINUTE_MS)
  expect(await alipay('member.enter', {})).toMatchObject(refusedWith('session/expired'))
  expect(replyOf(await (await scene.inAlipay())('member.enter', {})).provider).toBe('alipay')
})

test('a merge is undone within three days: benefits that came go back, later ones stay', async () => {
  const alipay = await merged()
  const request = aPlaceRequest({ payableFen: 18_000 })
  const { order, wallet } = replyOf(await scene.zhang('order.place', request))
  await scene.pay(wallet, ZHANG)
  await scene.advance(0)
  const { orderId } = order
  const proof = { kind: 'none', why: { reason: 'other', note: '' } } as const
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof }))
  const points = replyOf(await scene.zhang('member.enter', {})).loyalty.points?.balance
  expect(points).toBeGreaterThan(0)
  replyOf(await alipay('member.separate', {}))
  expect(replyOf(await scene.zhang('member.enter', {}))).toMatchObject({
    loyalty: { points: { balance: points } },
    storedValue: { principalFen: 0, giftFen: 0 },
  })
  await scene.advance(MINUTE_MS)
  expect(await alipay('member.enter', {})).toMatchObject(refusedWith('session/expired'))
  const alone = await scene.inAlipay()
  expect(replyOf(await alone('member.enter', {}))).toMatchObject({
    loyalty: { points: { balance: 0 } },
    storedValue: { principalFen: 10_000, giftFen: 3_000 },
    phone: null,
  })
  expect(await alone('order.get', { orderId })).toMatchObject(refusedWith('order/unknown'))
  expect(await alone('member.separate', {})).toMatchObject(refusedWith('merge/not-joined'))
  const { alipay: back } = await scene.stored()
  expect(members.read(members.write(back))).toEqual(back)
})

test('a merge is not undone once what came was used, nor after three days', async () => {
  const alipay = await merged()
  const spent = aPlaceRequest({
    amountFen: 10_000,
    payableFen: 10_000,
    tenders: { points: 0, storedValueFen: 10_000 },
  })
  replyOf(await scene.zhang('order.place', spent))
  expect(await alipay('member.separate', {})).toMatchObject(refusedWith('merge/used-since'))
  await scene.advance(3 * DAY_MS)
  const later = await scene.inAlipay()
  expect(await later('member.separate', {})).toMatchObject(refusedWith('merge/undo-over'))
})

test('an attendant does not serve the orders of their other wallet', async () => {
  const openId = 'LOCALwang'
  const alipay = await scene.inAlipay(openId)
  const { order, wallet } = replyOf(await alipay('order.place', aPlaceRequest()))
  await scene.pay(wallet, openId)
  await scene.advance(0)
  const number = await scene.fromWechat('13600000006', 'oLOCALwang')
  replyOf(await scene.wang('member.bindPhone', number))
  replyOf(await alipay('member.bindPhone', scene.fromAlipay('13600000006')))
  const { code } = replyOf(await scene.wang('member.phone', {})).asked!
  replyOf(await alipay('member.joinByCode', { code }))
  const proof = { kind: 'none', why: { reason: 'other', note: '' } } as const
  const act = { orderId: order.orderId, dispensedFen: 20_000, proof }
  expect(await scene.wang('staff.confirm', act)).toMatchObject(refusedWith('order/own'))
})

test('the office sees a merge by an order of before, and undoes it when the driver’s time is over', async () => {
  const alipay = await scene.inAlipay()
  const { order } = replyOf(await alipay('order.place', aPlaceRequest()))
  const { code } = await askedFrom(alipay)
  replyOf(await alipay('member.joinByCode', { code }))
  await scene.advance(4 * DAY_MS)
  const office = await scene.operator()
  const { orderId } = order
  const shown = replyOf(await office('console.showMerges', { by: { orderId } }))
  expect(shown).toMatchObject({
    memberId: scene.ids.wechat,
    joinedId: scene.ids.alipay,
    phone: '138****0000',
    records: [{ kind: 'merged', otherId: scene.ids.alipay, by: 'driver' }],
  })
  const { memberId } = shown
  expect(replyOf(await office('console.separateMember', { memberId }))).toMatchObject({
    joinedId: null,
    records: [{ kind: 'separated', by: 'office' }, { kind: 'merged' }],
  })
  expect(await office('console.separateMember', { memberId })).toMatchObject(
    refusedWith('merge/not-joined'),
  )
  expect(await scene.zhang('console.separateMember', { memberId })).toMatchObject(
    refusedWith('caller/forbidden'),
  )
})
