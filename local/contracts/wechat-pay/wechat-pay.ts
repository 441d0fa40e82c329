import { generateKeyPairSync } from 'node:crypto'
import { Aes, type Decorator, Formatter, Rsa } from 'wechatpay-axios-plugin'
import { connect, type Json, send } from './client'
import { describeCoupons } from './coupon'
import { describeMoney } from './money'
import type { Given, WechatPaySubject } from './subject'

/**
 * Behaviour that a merchant may rely on, tested with an independent client that verifies every
 * answer: wechatpay-axios-plugin.
 */
export function describeWechatPay(
  name: string,
  open: () => Promise<WechatPaySubject>,
  { hasPayer }: { hasPayer: boolean },
): void {
  describe(`${name}: WeChat Pay`, () => {
    let subject: WechatPaySubject
    let client: Decorator
    const run = Date.now().toString(36).toUpperCase()
    let count = 0

    beforeAll(async () => {
      subject = await open()
      client = connect(subject, subject.credentials.merchantPrivateKeyPem)
    })
    afterAll(() => subject.close())

    const order = (changes: Json = {}): Json => ({
      appid: subject.credentials.appId,
      mchid: subject.credentials.mchid,
      description: '合同测试',
      out_trade_no: `C${run}${++count}`,
      notify_url: subject.notifyUrl,
      amount: { total: 100, currency: 'CNY' },
      payer: { openid: subject.openId },
      ...changes,
    })

    const prepay = (body: Json) => send(client, 'post', 'v3/pay/transactions/jsapi', body)
    const query = (outTradeNo: unknown) =>
      send(client, 'get', `v3/pay/transactions/out-trade-no/${outTradeNo}`, undefined, {
        mchid: subject.credentials.mchid,
      })
    const closeTrade = (outTradeNo: unknown) =>
      send(client, 'post', `v3/pay/transactions/out-trade-no/${outTradeNo}/close`, {
        mchid: subject.credentials.mchid,
      })
    const refund = (body: Json) => send(client, 'post', 'v3/refund/domestic/refunds', body)

    describe('refuses', () => {
      test.each<[string, Json, string]>([
        ['an amount of zero', { amount: { total: 0 } }, 'PARAMERROR'],
        ['an amount of half a fen', { amount: { total: 0.5 } }, 'PARAMERROR'],
        ['an amount as text', { amount: { total: '100' } }, 'PARAMERROR'],
        ['an unknown field', { local_field: 1 }, 'PARAMERROR'],
        ['a number that is too short', { out_trade_no: 'C1' }, 'PARAMERROR'],
        ['a number with a slash', { out_trade_no: 'C/../../1' }, 'PARAMERROR'],
        ['an order without a description', { description: undefined }, 'PARAMERROR'],
        ['an order without a payer', { payer: undefined }, 'PARAMERROR'],
        ['a notify_url with a query', { notify_url: 'https://example.com/n?a=1' }, 'PARAMERROR'],
        [
          'an app that is not the merchant’s',
          { appid: 'wx0000000000000000' },
          'APPIDMCHIDNOTMATCH',
        ],
        ['a merchant who is not the signer', { mchid: '1900000000' }, 'PARAMERROR'],
      ])('%s', async (_, changes, code) => {
        expect(await prepay(order(changes))).toMatchObject({ code })
      })

      test('a signature by another key', async () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
        const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
        const stranger = connect(subject, pem)
        const reply = await send(stranger, 'post', 'v3/pay/transactions/jsapi', order())
        expect(reply).toMatchObject({ status: 401, code: 'SIGNERROR' })
      })

      test('the same number with other parameters', async () => {
        const first = order()
        await prepay(first)
        const second = await prepay({ ...first, amount: { total: 101, currency: 'CNY' } })
        expect(second).toMatchObject({ status: 400, code: 'INVALIDREQUEST' })
      })

      test('a query for an unknown trade', async () => {
        expect(await query(`C${run}NEVER`)).toMatchObject({ status: 404, code: 'ORDERNOTEXIST' })
      })

      test('a refund of an unpaid trade', async () => {
        const unpaid = order()
        await prepay(unpaid)
        const reply = await refund({
          out_trade_no: unpaid['out_trade_no'],
          out_refund_no: `R${run}${++count}`,
          amount: { refund: 1, total: 100, currency: 'CNY' },
        })
        expect(reply).toMatchObject({ status: 404, code: 'RESOURCENOTEXISTS' })
      })

      test('an order for a closed number', async () => {
        const closed = order()
        await prepay(closed)
        await closeTrade(closed['out_trade_no'])
        expect(await prepay(closed)).toMatchObject({ status: 400 })
      })
    })

    test('returns a prepay_id, and another one for a repeated order', async () => {
      const body = order()
      const first = await prepay(body)
      const second = await prepay(body)
      expect(first.data['prepay_id']).toMatch(/^wx\w+$/)
      expect(second.data['prepay_id']).toMatch(/^wx\w+$/)
      expect(second.data['prepay_id']).not.toBe(first.data['prepay_id'])
    })

    test('shows an unpaid trade without payer and without transaction_id', async () => {
      const body = order({ attach: '附加数据' })
      await prepay(body)
      const { data } = await query(body['out_trade_no'])
      expect(data).toMatchObject({ trade_state: 'NOTPAY', amount: { total: 100 } })
      expect(Object.keys(data)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(attach|payer|transaction_id)$/)]),
      )
    })

    test('closes an unpaid trade any number of times', async () => {
      const body = order()
      await prepay(body)
      expect(await closeTrade(body['out_trade_no'])).toMatchObject({ status: 204 })
      expect(await closeTrade(body['out_trade_no'])).toMatchObject({ status: 204 })
      const { data } = await query(body['out_trade_no'])
      expect(data).toMatchObject({ trade_state: 'CLOSED' })
    })

    test('lists certificates that the APIv3 key decrypts, if there are any', async () => {
      const reply = await send(client, 'get', 'v3/certificates')
      if (reply.status === 404) {
        expect(reply.code).toBe('RESOURCENOTEXISTS') // a merchant of the public-key mode
        return
      }
      const listed = reply.data['data'] as readonly { encrypt_certificate: Sealed }[]
      for (const { encrypt_certificate } of listed) {
        expect(unseal(encrypt_certificate, subject.credentials.apiV3Key)).toContain(
          'BEGIN CERTIFICATE',
        )
      }
    })

    test('echoes the given text', async () => {
      const reply = await send(client, 'post', 'v3/security/echo', { echo_message: 'hello' })
      expect(reply.data).toMatchObject({ echo_message: 'hello' })
    })

    const give = (): Given => ({
      client,
      subject,
      drawNumber: () => `C${run}${++count}`,
      async pay(changes) {
        const body = order(changes)
        const { data } = await prepay(body)
        await subject.hands?.pay(String(data['prepay_id']))
        return String((await query(body['out_trade_no'])).data['transaction_id'])
      },
    })
    describeMoney(give, hasPayer)
    describeCoupons(give, hasPayer)

    describe('with a payer', () => {
      const hands = () => {
        if (!subject.hands) throw new Error('nobody pays here')
        return subject.hands
      }
      // On the real service a person would have to confirm each payment on a phone.
      const testByHand = hasPayer ? test : test.skip

      async function pay(body: Json): Promise<string> {
        const { data } = await prepay(body)
        await hands().pay(String(data['prepay_id']))
        await hands().settle()
        return String(body['out_trade_no'])
      }

      testByHand('a payment is told, signed and sealed, and can be looked up', async () => {
        const outTradeNo = await pay(order({ attach: '附加' }))
        const told = hands()
          .received()
          .map((notice) => readNotice(notice, subject))
        const { data } = await query(outTradeNo)
        expect(told).toContainEqual(data)
        expect(data).toMatchObject({
          trade_state: 'SUCCESS',
          trade_type: 'JSAPI',
          attach: '附加',
          payer: { openid: subject.openId },
          amount: { total: 100, payer_total: 100, currency: 'CNY' },
        })
        const path = `v3/pay/transactions/id/${String(data['transaction_id'])}`
        const byId = await send(client, 'get', path, undefined, {
          mchid: subject.credentials.mchid,
        })
        expect(byId.data).toEqual(data)
      })

      testByHand('what is paid cannot be closed', async () => {
        const outTradeNo = await pay(order())
        expect(await closeTrade(outTradeNo)).toMatchObject({ status: 400, code: 'ORDERPAID' })
      })

      testByHand('a refund is accepted first and done later, once', async () => {
        const outTradeNo = await pay(order())
        const body = {
          out_trade_no: outTradeNo,
          out_refund_no: `R${run}${++count}`,
          amount: { refund: 30, total: 100, currency: 'CNY' },
        }
        expect((await refund(body)).data).toMatchObject({ status: 'PROCESSING' })
        await hands().settle()
        const again = await refund(body)
        const asked = await send(client, 'get', `v3/refund/domestic/refunds/${body.out_refund_no}`)
        expect(again.data).toMatchObject({ status: 'SUCCESS', amount: { refund: 30 } })
        expect(asked.data).toEqual(again.data)
        expect((await query(outTradeNo)).data).toMatchObject({ trade_state: 'REFUND' })
      })
    })
  })
}

interface Sealed {
  readonly ciphertext: string
  readonly nonce: string
  readonly associated_data: string
}

const unseal = ({ associated_data, ciphertext, nonce }: Sealed, key: string): string =>
  Aes.AesGcm.decrypt(ciphertext, key, nonce, associated_data)

function readNotice(
  { body, headers }: { headers: Readonly<Record<string, string>>; body: string },
  { credentials }: WechatPaySubject,
): Json {
  const signed = Formatter.response(
    headers['wechatpay-timestamp'] ?? '',
    headers['wechatpay-nonce'] ?? '',
    body,
  )
  const signature = headers['wechatpay-signature'] ?? ''
  expect(headers['wechatpay-serial']).toBe(credentials.publicKeyId)
  expect(Rsa.verify(signed, signature, credentials.publicKeyPem)).toBe(true)
  const { resource } = JSON.parse(body) as { resource: Sealed }
  return JSON.parse(unseal(resource, credentials.apiV3Key)) as Json
}
