import { createPublicKey, privateDecrypt, publicEncrypt, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { feeBackFen, feeFen } from '../../src/gateway/fee'
import { openLedger } from '../../src/gateway/ledger'
import type { WechatPaySwitches } from '../../src/wechat-pay/context'
import { openBenchContext } from '../gateway/service-bench'
import { OPEN_ID, openWechatPayBench, type WechatPayBench } from './bench'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const TOTAL_FEN = 10_000
/** 0.60 % */
const FEE_FEN = 60

let bench: WechatPayBench
afterEach(() => bench.close())

async function open(switches: Partial<WechatPaySwitches> = {}): Promise<void> {
  bench = await openWechatPayBench({ switches })
  await pay('T000001')
}

async function pay(outTradeNo: string): Promise<void> {
  const prepayId = await bench.prepay(outTradeNo, { amount: { total: TOTAL_FEN } })
  await bench.gateway.pay(prepayId, OPEN_ID)
}

const refund = (outRefundNo: string, refundFen: number, outTradeNo = 'T000001') =>
  bench.merchant.call('POST', '/v3/refund/domestic/refunds', {
    body: {
      out_trade_no: outTradeNo,
      out_refund_no: outRefundNo,
      amount: { refund: refundFen, total: TOTAL_FEN, currency: 'CNY' },
    },
  })
const ask = async (outRefundNo: string) =>
  (await bench.merchant.call('GET', `/v3/refund/domestic/refunds/${outRefundNo}`)).body
const usableFen = () => bench.gateway.console.balanceFen()
const elapse = (ms: number) => bench.context.clock.advance(ms)

describe('fees', () => {
  beforeEach(() => open())

  test('are taken from a payment, and returned with a refund', async () => {
    expect(usableFen()).toBe(TOTAL_FEN - FEE_FEN)
    expect((await refund('R1', 5_000)).body).toMatchObject({ amount: { refund_fee: 30 } })
    expect(usableFen()).toBe(5_000 - 30)
  })

  test('of a fully refunded trade are zero, in any number of parts', () => {
    const trade = fc.record({
      parts: fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 50 }),
      basisPoints: fc.integer({ min: 0, max: 100 }),
    })
    fc.assert(
      fc.property(trade, ({ basisPoints, parts }) => {
        let beforeFen = 0
        let backFen = 0
        for (const refundFen of parts) {
          backFen += feeBackFen({ beforeFen, refundFen, basisPoints })
          beforeFen += refundFen
        }
        return backFen === feeFen(beforeFen, basisPoints)
      }),
    )
  })
})

describe('a refund without funds', () => {
  test('is refused, unless it may wait', async () => {
    await open()
    await bench.gateway.console.withdraw(usableFen())
    expect(await refund('R1', 100)).toMatchObject({ status: 403, body: { code: 'NOT_ENOUGH' } })
    expect(await ask('R1')).toMatchObject({ code: 'RESOURCE_NOT_EXISTS' })
  })

  test('waits for them and then succeeds, under the same number', async () => {
    await open({ refundsAwaitFunds: true })
    await bench.gateway.console.withdraw(usableFen())
    expect(await refund('R1', 100)).toMatchObject({ body: { status: 'PROCESSING' } })
    await elapse(2 * HOUR_MS)
    expect(await ask('R1')).toMatchObject({ status: 'PROCESSING' })
    await bench.gateway.console.recharge(100)
    await elapse(2 * HOUR_MS)
    expect(await ask('R1')).toMatchObject({ status: 'SUCCESS' })
    expect(usableFen()).toBe(1) // a fen of the fee came back
  })

  test('is CLOSED after seven days, and needs another number', async () => {
    await open({ refundsAwaitFunds: true })
    await bench.gateway.console.withdraw(usableFen())
    await refund('R1', 100)
    await elapse(7 * DAY_MS - 1)
    expect(await ask('R1')).toMatchObject({ status: 'PROCESSING' })
    await elapse(1)
    expect(await ask('R1')).toMatchObject({ status: 'CLOSED' })
    await bench.gateway.console.recharge(TOTAL_FEN)
    expect((await refund('R1', 100)).body).toMatchObject({ status: 'CLOSED' })
    expect((await refund('R2', 100)).body).toMatchObject({ status: 'PROCESSING' })
  })
})

test('a closed refund returns the merchant’s money', async () => {
  await open()
  bench.context.faults.arm({ at: 'wechat-pay.refund', kind: 'ends-closed' })
  await refund('R1', 5_000)
  expect(usableFen()).toBe(5_000 - 30)
  await elapse(MINUTE_MS)
  expect(usableFen()).toBe(TOTAL_FEN - FEE_FEN)
})

test('withdrawals are limited to the balance', async () => {
  await open()
  expect(await bench.gateway.console.withdraw(usableFen() + 1)).toMatchObject({ ok: false })
  expect(await bench.gateway.console.withdraw(usableFen())).toMatchObject({ ok: true })
  expect(usableFen()).toBe(0)
})

describe('an abnormal refund', () => {
  let refundId: string
  beforeEach(async () => {
    await open()
    bench.context.faults.arm({ at: 'wechat-pay.refund', kind: 'ends-abnormal' })
    refundId = String((await refund('R1', 100)).body?.['refund_id'])
    await elapse(MINUTE_MS)
  })

  const apply = (changes: object, id = refundId) =>
    bench.merchant.call('POST', `/v3/refund/domestic/refunds/${id}/apply-abnormal-refund`, {
      body: { out_refund_no: 'R1', ...changes },
      headers: { 'wechatpay-serial': bench.keys.platformKey.id },
    })
  const encrypt = (text: string) => {
    const key = createPublicKey(bench.keys.platformKey.publicKeyPem)
    return publicEncrypt({ key, oaepHash: 'sha1' }, Buffer.from(text)).toString('base64')
  }
  const card = () => ({
    type: 'USER_BANK_CARD',
    bank_type: 'ICBC_DEBIT',
    bank_account: encrypt('6222000000001234'),
    real_name: encrypt('张三'),
  })

  test('is not final: it can go to the merchant’s own account', async () => {
    expect(await ask('R1')).toMatchObject({ status: 'ABNORMAL' })
    expect(await apply({ type: 'MERCHANT_BANK_CARD' })).toMatchObject({
      status: 200,
      body: { status: 'PROCESSING', channel: 'OTHER_BANKCARD' },
    })
    await elapse(MINUTE_MS)
    expect(await ask('R1')).toMatchObject({ status: 'SUCCESS' })
    expect(bench.gateway.console.balanceFen('bank')).toBe(100)
  })

  test('can go to a card of the payer, whose number is encrypted', async () => {
    await apply(card())
    await elapse(MINUTE_MS)
    const user_received_account = 'ICBC借记卡1234'
    expect(await ask('R1')).toMatchObject({ status: 'SUCCESS', user_received_account })
  })

  test.each<[string, () => object, number, string]>([
    ['an unencrypted card', () => ({ ...card(), bank_account: '6222' }), 400, 'PARAM_ERROR'],
    ['a card without a name', () => ({ ...card(), real_name: undefined }), 400, 'PARAM_ERROR'],
    ['another refund', () => ({ ...card(), out_refund_no: 'R2' }), 404, 'RESOURCE_NOT_EXISTS'],
  ])('refuses %s', async (_, changes, status, code) => {
    expect(await apply(changes())).toMatchObject({ status, body: { code } })
  })

  test('can be requested once', async () => {
    await apply({ type: 'MERCHANT_BANK_CARD' })
    const again = await apply({ type: 'MERCHANT_BANK_CARD' })
    expect(again).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
  })
})

test('the echo returns the text encrypted for the merchant', async () => {
  await open()
  const { publicKey } = new X509Certificate(
    bench.keys.platformCertificates[0]?.certificatePem ?? '',
  )
  const encrypted = publicEncrypt({ key: publicKey, oaepHash: 'sha1' }, Buffer.from('秘密'))
  const body = { echo_message: 'x', encrypted_echo_message: encrypted.toString('base64') }
  const reply = await bench.merchant.call('POST', '/v3/security/echo', { body })
  const key = { key: bench.keys.merchant.privateKeyPem, oaepHash: 'sha1' }
  const back = Buffer.from(String(reply.body?.['encrypted_echo_message']), 'base64')
  expect(privateDecrypt(key, back).toString()).toBe('秘密')
})

describe('the ledger', () => {
  beforeEach(() => open())

  test('refuses unbalanced entries', async () => {
    const { file } = openBenchContext()
    const ledger = openLedger(file, 'test')
    const postings = [
      { account: 'a', amountFen: -2 },
      { account: 'b', amountFen: 1 },
    ]
    expect(() => ledger.post({ atMs: 0, kind: 'k', reference: 'r', postings })).toThrow()
    expect(ledger.entries()).toEqual([])
    await file.close()
  })

  test('keeps its balances across a restart', () => {
    const { file } = bench.context
    const before = bench.gateway.console.balanceFen()
    expect(openLedger(file, 'wechat-pay').balanceOf('basic')).toBe(before)
    expect(openLedger(file, 'wechat-pay').entries()).toHaveLength(1)
  })
})
