import { OWN_MERCHANT } from '@palm/shared/trade/payee'
import { saveMerchant } from '../credentials/merchants'
import { PART_KEYS } from '../testing/bench'
import { hire } from '../testing/employees'
import { SUB_MERCHANT } from '../testing/installation'
import { type InvoiceScene, openInvoiceScene, UNPROVEN } from '../testing/invoice-scene'
import { someStoredValueRules } from '../testing/rules'
import { aPlaceRequest, replyOf, ZHANG } from '../testing/scene'

let scene: InvoiceScene
beforeEach(async () => {
  scene = await openInvoiceScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

describe('stored value', () => {
  async function recharged() {
    const operator = await scene.operator()
    replyOf(await operator('console.saveStoredValueRules', someStoredValueRules()))
    const rechargeId = `recharge:${'7'.repeat(20)}` as const
    const recharging = replyOf(
      await scene.zhang('account.recharge', { rechargeId, amountFen: 10_000, giftFen: 3_000 }),
    )
    await scene.pay(recharging.wallet, ZHANG)
    await scene.advance(0)
    return rechargeId
  }

  test('is invoiced as a recharge, without its gift, or with the fuel: never both', async () => {
    const rechargeId = await recharged()
    const { recharges } = replyOf(await scene.zhang('invoice.invoiceable', { beforeMs: null }))
    expect(recharges).toMatchObject([{ rechargeId, amountFen: 10_000 }])
    const invoice = await scene.issued([], { rechargeId, amountFen: 10_000 })
    expect(invoice).toMatchObject({ at: 'issued', rechargeId, lines: [{ taxRate: null }] })
    expect(await scene.apply([], { rechargeId, amountFen: 10_000 })).toMatchObject(
      refusedWith('invoice/already'),
    )
    const used = { points: 0, storedValueFen: 13_000 }
    const { orderId } = await scene.paid({ amountFen: 20_000, tenders: used })
    replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof: UNPROVEN }))
    // Only the wallet's ¥70 are left for the fuel.
    expect(await scene.apply([orderId])).toMatchObject(refusedWith('invoice/amount-changed'))
    expect(await scene.issued([orderId], { amountFen: 7_000 })).toMatchObject({ amountFen: 7_000 })
  })

  test('that is withdrawn reverses the invoice of its recharge', async () => {
    const rechargeId = await recharged()
    const invoice = await scene.issued([], { rechargeId, amountFen: 10_000 })
    const preview = replyOf(
      await scene.zhang('account.previewRefund', { rechargeId, principalFen: 4_000 }),
    )
    const refundId = `refund:${'8'.repeat(20)}` as const
    replyOf(
      await scene.zhang('account.refund', {
        ...{ rechargeId, refundId, principalFen: 4_000, amountFen: preview.amountFen },
      }),
    )
    await scene.settle()
    const reversed = await scene.invoice(invoice.invoiceId)
    expect(reversed.at).toBe('reversed')
    expect(await scene.invoice(reversed.replacedBy!)).toMatchObject({
      at: 'issued',
      amountFen: 6_000,
    })
  })
})

describe('a payee with WeChat’s invoices', () => {
  beforeEach(async () => {
    const wechat = { under: OWN_MERCHANT, subMchId: SUB_MERCHANT } as const
    const at = { provider: 'wechat', merchant: 'tonghui' } as const
    await saveMerchant(scene.database, at, wechat, PART_KEYS)
  })

  async function servedAtTonghui() {
    const station = { stationId: 'station:bj0002', nozzleId: 'nozzle:bj0002-01', pumpPriceFen: 779 }
    const { order, wallet } = replyOf(await scene.zhang('order.place', aPlaceRequest(station)))
    await scene.pay(wallet, ZHANG)
    await scene.advance(0)
    const stationIds = ['station:bj0002']
    const there = await hire(scene, 'oLOCALthere', { stationIds, at: 'station:bj0002' })
    const { orderId } = order
    replyOf(await there('staff.confirm', { orderId, dispensedFen: 20_000, proof: UNPROVEN }))
    return { orderId, there }
  }

  test('is served by them: issued, opened, and reversed on a refund', async () => {
    const { orderId, there } = await servedAtTonghui()
    const invoice = await scene.issued([orderId])
    expect(invoice).toMatchObject({ at: 'issued', issuer: 'wechat', isSample: false })
    const { base64 } = replyOf(await scene.zhang('invoice.file', { invoiceId: invoice.invoiceId }))
    expect(base64.length).toBeGreaterThan(1_000)
    replyOf(await there('staff.correct', { orderId, dispensedFen: 10_000 }))
    await scene.settle()
    const reversed = await scene.invoice(invoice.invoiceId)
    expect(reversed.at).toBe('reversed')
    expect(await scene.invoice(reversed.replacedBy!)).toMatchObject({
      at: 'issued',
      amountFen: 10_000,
    })
  })

  test('shares no invoice with another payee', async () => {
    const { orderId } = await servedAtTonghui()
    expect(await scene.apply([orderId, await scene.served()])).toMatchObject(
      refusedWith('invoice/several-payees'),
    )
  })

  test('a forged notice is refused', async () => {
    const answer = await scene.deliver({
      ...{ by: 'http', path: '/notify/invoice/wechat/tonghui', method: 'POST' },
      ...{ headers: {}, body: Buffer.from('{}'), requestId: 'r' },
    })
    expect(answer.statusCode).toBe(401)
  })
})
