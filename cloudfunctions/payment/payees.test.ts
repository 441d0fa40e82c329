import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { aPayee } from '@palm/shared/testing/builders/payees'
import { OWN_MERCHANT, type Payee, type Payees } from '@palm/shared/trade/payee'
import type { Provider } from '@palm/shared/trade/fact'
import { entriesOf } from '../documents/entries'
import { incidents } from '../documents/incidents'
import { orders } from '../documents/orders'
import { saveMerchant, type StoredMerchant } from '../credentials/merchants'
import { PART_KEYS } from '../testing/bench'
import { AUTHORISED, installation, SUB_MERCHANT } from '../testing/installation'
import { aPlaceRequest, CHEN, openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

/** The company of the second station of the scene. */
const TONGHUI = '北京通惠能源有限公司'

const tonghui = (merchants: Payee['merchants']): Payees => [
  aPayee(),
  aPayee({ id: 'payee:tonghui', legalName: TONGHUI, merchants }),
]

let scene: Scene
afterEach(() => scene.close())

const open = async (payees: Payees) => {
  scene = await openScene({ payees })
}

const save = <Name extends Provider>(provider: Name, value: StoredMerchant[Name]) =>
  saveMerchant(scene.database, { provider, merchant: 'tonghui' }, value, PART_KEYS)

/** A merchant with WeChat Pay who has keys of their own. */
async function saveOwnKeys() {
  const { others, ...keys } = (await installation()).wechatPay
  const [other] = others!
  const { wechat } = await scene.credentials()
  await save('wechat', {
    ...wechat,
    mchId: other!.mchid,
    apiV3Key: other!.apiV3Key,
    merchantCertificatePem: other!.merchant.certificatePem,
    merchantPrivateKeyPem: other!.merchant.privateKeyPem,
  })
  expect(other!.mchid).not.toBe(keys.mchid)
}

const atTonghui = () =>
  aPlaceRequest({
    stationId: 'station:bj0002',
    nozzleId: 'nozzle:bj0002-01',
    pumpPriceFen: 779,
  })

const orderOf = async (orderId: string) => (await scene.database.get(orders, orderId))!

/** Placed by Zhang, paid, and notified if the notification arrives. */
async function paidByZhang() {
  const { order, wallet } = replyOf(await scene.zhang('order.place', atTonghui()))
  await scene.pay(wallet, ZHANG)
  await scene.advance(0)
  const paid = replyOf(await scene.zhang('order.get', { orderId: order.orderId }))
  return { orderId: order.orderId, order, paid }
}

describe('a station whose payee has a merchant account of its own', () => {
  beforeEach(() => open(tonghui({ wechat: 'tonghui', alipay: 'tonghui' })))

  test('is shown with the payee that is charged', async () => {
    const nameAt = async (stationId: 'station:bj0001' | 'station:bj0002') =>
      replyOf(await scene.zhang('station.get', { stationId })).station.payeeName
    expect(await nameAt('station:bj0001')).toBe(aPayee().legalName)
    expect(await nameAt('station:bj0002')).toBe(TONGHUI)
  })

  test.each<[string, () => Promise<void>]>([
    ['with keys of its own', saveOwnKeys],
    [
      'under a service provider',
      () => save('wechat', { under: OWN_MERCHANT, subMchId: SUB_MERCHANT }),
    ],
  ])('%s is paid through that account', async (_, saveKeys) => {
    await saveKeys()
    const { order, orderId, paid } = await paidByZhang()
    expect(order.payeeName).toBe(TONGHUI)
    expect(paid.status).toBe('paid')
    const { trade } = await orderOf(orderId)
    expect(trade.payee).toEqual({ id: 'payee:tonghui', merchant: 'tonghui' })
    const [entry] = await entriesOf(scene.database, orderId as `order:${string}`)
    expect(entry!.postings[0]).toEqual({ account: 'provider:wechat:tonghui', amountFen: 20_000 })
  })

  test('is asked for a payment whose notification is lost', async () => {
    await saveOwnKeys()
    scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'lost', times: 16 })
    const { orderId, paid } = await paidByZhang()
    expect(paid.status).toBe('unpaid')
    const asked = replyOf(await scene.zhang('order.reportPayment', { orderId }))
    expect(asked.status).toBe('paid')
  })

  test('with Alipay is paid as the seller who authorised the application', async () => {
    await save('alipay', { under: OWN_MERCHANT, ...AUTHORISED })
    const authCode = await scene.alipay.issueAuthCode(CHEN)
    const { token } = replyOf(await scene.overHttp()('member.signIn', { authCode }))
    const chen = scene.overHttp(token)
    replyOf(await chen('member.enter', {}))
    const { order, wallet } = replyOf(await chen('order.place', atTonghui()))
    await scene.pay(wallet, CHEN)
    await scene.advance(0)
    expect(replyOf(await chen('order.get', { orderId: order.orderId })).status).toBe('paid')
    expect((await orderOf(order.orderId)).trade).toMatchObject({
      provider: 'alipay',
      payee: { merchant: 'tonghui' },
    })
  })

  test('has its keys replaced while its orders are open', async () => {
    await save('wechat', { under: OWN_MERCHANT, subMchId: SUB_MERCHANT })
    const { order, wallet } = replyOf(await scene.zhang('order.place', atTonghui()))
    await save('wechat', { under: OWN_MERCHANT, subMchId: SUB_MERCHANT })
    await scene.advance(6 * MINUTE_MS)
    await scene.pay(wallet, ZHANG)
    await scene.advance(0)
    expect(replyOf(await scene.zhang('order.get', { orderId: order.orderId })).status).toBe('paid')
  })
})

describe('a payment that another merchant of ours received', () => {
  test('pays nothing, and a person has to look', async () => {
    await open(tonghui({ wechat: 'tonghui' }))
    await saveOwnKeys()
    const { order } = await scene.place()
    const { tradeNo, store } = storeOf(order.orderId)
    await store.hear({
      ...{ provider: 'wechat', merchant: 'tonghui', outTradeNo: tradeNo, currency: 'CNY' },
      ...{
        transactionId: 'wx-elsewhere',
        amountFen: (await orderOf(order.orderId)).trade.amountFen,
      },
      ...{ payerId: ZHANG, paidAtMs: scene.now() },
    } as const)
    expect((await orderOf(order.orderId)).state.status).toBe('unpaid')
    const found = await scene.database.find(incidents, { where: {}, limit: 10 })
    expect(found.map(({ code }) => code)).toEqual(['payment/other-merchant'])
  })

  test('delivered to another merchant’s path is not even read', async () => {
    await open([aPayee()])
    const { wallet } = await scene.place()
    await scene.pay(wallet, ZHANG)
    const delivery = { by: 'http', method: 'POST', headers: {}, body: Buffer.from('{}') } as const
    for (const path of ['/notify/wechat/tonghui', '/notify/unionpay', '/notify/wechat/own/x']) {
      const reply = await scene.deliver({ ...delivery, path, requestId: 'r' })
      expect(reply.statusCode).toBe(404)
    }
  })
})

test('a payee without an account at the wallet’s provider is refused before anything is charged', async () => {
  await open(tonghui({ alipay: 'tonghui' }))
  const request = atTonghui()
  expect(await scene.zhang('order.place', request)).toMatchObject({
    ok: false,
    refusal: { code: 'payee/no-account', provider: 'wechat' },
  })
  expect(await scene.database.get(orders, request.orderId)).toBeNull()
})

const storeOf = (orderId: string) => {
  const tradeNo = orderId.slice('order:'.length)
  return { tradeNo, store: scene.flows.find((flow) => flow.owns(tradeNo))! }
}
