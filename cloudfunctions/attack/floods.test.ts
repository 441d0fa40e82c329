import { WRONG_INVITATIONS, WRONG_SIGN_INS } from '@palm/shared/api/limits'
import { HOUR_MS } from '@palm/shared/kernel/instant'
import { OPEN_ORDERS_MAX } from '@palm/shared/order/facts/open-orders'
import { PAY_WITHIN_MS } from '@palm/shared/order/verbs/place'
import { aRechargeRequest, openAccountScene } from '../testing/account-scene'
import { someStoredValueRules } from '../testing/rules'
import { aPlaceRequest, openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

/** As if each request met another instance, with its own counters. */
const CROWD = { uncounted: true }

let scene: Scene
afterEach(() => scene.close())

/** Number of matching provider calls during `work`. */
async function callsOf(title: RegExp, work: () => Promise<unknown>): Promise<number> {
  let calls = 0
  const stop = scene.stack.wire.listen((event) => {
    const what = `${event.title} ${event.detail}`
    if (event.service !== 'cloudbase' && title.test(what)) calls++
  })
  await work()
  stop()
  return calls
}

const PREPAY = /\/v3\/pay\/transactions\/jsapi|alipay\.trade\.create/
const QUERY = /GET \/v3\/pay\/transactions\/out-trade-no|alipay\.trade\.query/
const OAUTH = /alipay\.system\.oauth\.token/

const times = (count: number, work: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, work))

async function oneByOne(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < count; index++) await work(index)
}

const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) =>
  answer.ok ? 'ok' : answer.refusal?.code

test('a driver who requests payment a hundred times opens two payments, and pays one', async () => {
  scene = await openScene(CROWD)
  const { order } = await scene.place()
  const { orderId } = order
  const calls = await callsOf(PREPAY, () =>
    oneByOne(100, async () => replyOf(await scene.zhang('order.pay', { orderId }))),
  )
  expect(calls).toBe(1)
  const { wallet } = replyOf(await scene.zhang('order.pay', { orderId }))
  await scene.pay(wallet, ZHANG)
  await scene.advance(0)
  expect(replyOf(await scene.zhang('order.get', { orderId })).status).toBe('paid')
})

test.each(['wechat', 'alipay'] as const)(
  'a recharge by %s requested a hundred times opens two payments',
  async (provider) => {
    const account = await openAccountScene(provider, someStoredValueRules(), CROWD)
    scene = account
    const request = aRechargeRequest()
    const calls = await callsOf(PREPAY, () => oneByOne(100, () => account.recharge(request)))
    expect(calls).toBe(2)
    await account.confirm(await account.recharge(request))
    expect(await account.account()).toMatchObject({ principalFen: request.amountFen })
  },
)

test('a payment made meanwhile is found before it is offered again', async () => {
  scene = await openScene()
  scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'lost', times: 100 })
  const request = aPlaceRequest()
  await scene.zhang('order.place', request)
  const { wallet } = replyOf(await scene.zhang('order.place', request))
  await scene.pay(wallet, ZHANG)
  expect(replyOf(await scene.zhang('order.place', request))).toMatchObject({
    order: { status: 'paid' },
    wallet: null,
  })
})

test('a phone that reports repeatedly causes one provider query in two seconds', async () => {
  scene = await openScene()
  const { order } = await scene.place()
  const { orderId } = order
  const report = () => scene.zhang('order.reportPayment', { orderId })
  expect(await callsOf(QUERY, () => times(8, report))).toBe(1)
  await scene.advance(1_999)
  expect(await callsOf(QUERY, report)).toBe(0)
  await scene.advance(1)
  expect(await callsOf(QUERY, report)).toBe(1)
})

test('one member’s requests are limited, whatever the action', async () => {
  scene = await openScene()
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => scene.zhang('order.list', { beforeMs: null })),
  )
  const refused = answers.filter((answer) => !answer.ok)
  expect(refused.length).toBeGreaterThan(200)
  expect(refused[0]).toMatchObject({
    refusal: { code: 'request/too-often', retryAfterMs: expect.any(Number) },
  })
  expect(await scene.chen('order.list', { beforeMs: null })).toMatchObject({ ok: true })
})

test('no member has more than three unpaid orders', async () => {
  scene = await openScene()
  const placed = []
  for (let nth = 0; nth < 6; nth++) {
    placed.push(await scene.zhang('order.place', aPlaceRequest()))
  }
  const codes = placed.map(codeOf)
  expect(codes.filter((code) => code === 'ok')).toHaveLength(OPEN_ORDERS_MAX)
  expect(codes.at(-1)).toBe('order/too-many-unpaid')
  const { orderId } = replyOf(placed[0]!).order
  await scene.zhang('order.cancel', { orderId })
  expect(await scene.zhang('order.place', aPlaceRequest())).toMatchObject({ ok: true })
  expect(await scene.chen('order.place', aPlaceRequest())).toMatchObject({ ok: true })
})

test('a driver’s first three orders cost no extra call for that', async () => {
  scene = await openScene()
  const bill = async (work: () => Promise<unknown>) => {
    const before = scene.stack.billing.total().read
    await work()
    return scene.stack.billing.total().read - before
  }
  const place = () => scene.place()
  for (let nth = 0; nth < OPEN_ORDERS_MAX; nth++) {
    const { order } = await place()
    await scene.zhang('order.cancel', { orderId: order.orderId })
  }
  await scene.advance(3 * PAY_WITHIN_MS)
  replyOf(await scene.chen('order.place', aPlaceRequest())) // reads the rules, whose cache has expired
  const first = await bill(place)
  expect([await bill(place), await bill(place)]).toEqual([first, first])
  expect(await scene.zhang('order.place', aPlaceRequest())).toMatchObject({
    refusal: { code: 'order/too-many-unpaid', max: OPEN_ORDERS_MAX },
  })
})

describe('guesses', () => {
  const guess = (index: number) => ({ code: `GUESS${String(index).padStart(7, '0')}` })

  test('at invitations end after ten, even concurrent ones on many instances', async () => {
    scene = await openScene(CROWD)
    const tried = await Promise.all(
      Array.from({ length: 40 }, (_, index) => scene.zhang('staff.join', guess(index))),
    )
    const codes = tried.map(codeOf)
    const looked = codes.filter((code) => code === 'invitation/unknown')
    expect(looked.length).toBeLessThanOrEqual(WRONG_INVITATIONS.max)
    for (let index = 40; index < 60; index++) await scene.zhang('staff.join', guess(index))
    expect(codeOf(await scene.zhang('staff.join', guess(99)))).toBe('request/too-often')
    expect(codeOf(await scene.chen('staff.join', guess(99)))).toBe('invitation/unknown')
  })

  test('at sign-ins end, without further calls to the wallet’s server', async () => {
    scene = await openScene(CROWD)
    const nobody = scene.overHttp()
    const signIn = (index: number) => nobody('member.signIn', { authCode: `guess-${index}` })
    const calls = await callsOf(OAUTH, () => oneByOne(WRONG_SIGN_INS.max + 40, signIn))
    expect(calls).toBe(WRONG_SIGN_INS.max)
    await scene.advance(HOUR_MS)
    expect(codeOf(await signIn(0))).toBe('session/code-refused')
  })
})

test('only functions reach the database: phones have no access to it', async () => {
  scene = await openScene()
  const request = { action: 'database.getDocument', collectionName: 'members', queryType: 'WHERE' }
  const response = await fetch(`${scene.stack.url}/admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  expect(response.status).toBe(404)
})
