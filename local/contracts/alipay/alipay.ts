import AlipayMobile from 'alipay-mobile'
import { dateTime } from '../../src/gateway/china-time'
import { type AlipayMerchant, createAlipayMerchant } from './merchant'
import { describeMoney } from './money'
import { describeVouchers } from './voucher'
import type { AlipaySubject, Given } from './subject'

type Json = Readonly<Record<string, unknown>>

/**
 * Behaviour that a merchant may rely on, tested with an independent client, alipay-mobile, and,
 * where it lacks a function or a verification, by hand with node:crypto.
 */
export function describeAlipay(
  name: string,
  open: () => Promise<AlipaySubject>,
  { hasPayer }: { hasPayer: boolean },
): void {
  describe(`${name}: Alipay`, () => {
    let subject: AlipaySubject
    let client: AlipayMobile
    let merchant: AlipayMerchant
    const run = Date.now().toString(36).toUpperCase()
    let count = 0

    beforeAll(async () => {
      subject = await open()
      client = connect(subject)
      merchant = createAlipayMerchant(subject.gatewayUrl, subject.credentials, () => Date.now())
    })
    afterAll(() => subject.close())

    const order = (changes: Json = {}): Json => ({
      out_trade_no: `C${run}${++count}`,
      total_amount: '1.00',
      subject: '合同测试',
      product_code: 'JSAPI_PAY',
      op_app_id: subject.credentials.appId,
      buyer_open_id: subject.buyerOpenId,
      ...changes,
    })
    const create = (content: Json) =>
      merchant.call('alipay.trade.create', content, {
        parameters: { notify_url: subject.notifyUrl },
      })
    const query = async (content: Json) => (await client.queryOrder(content, now())).data
    const closeTrade = async (content: Json) => (await client.tradeClose(content, now())).data
    const refund = async (content: Json & { refund_amount: string }) =>
      (
        await client.tradeRefund(
          { ...content, refund_amount: Number(content.refund_amount) },
          now(),
        )
      ).data
    const queryRefund = async (content: { out_trade_no: string; out_request_no: string }) =>
      (await client.tradeRefundQuery(content, now())).data

    describe('refuses', () => {
      test.each<[string, Json, string]>([
        ['an amount of zero', { total_amount: '0.00' }, 'ACQ.INVALID_PARAMETER'],
        ['an amount of a tenth of a fen', { total_amount: '0.001' }, 'ACQ.INVALID_PARAMETER'],
        ['an order without a subject', { subject: undefined }, 'ACQ.INVALID_PARAMETER'],
        ['an order without a buyer', { buyer_open_id: undefined }, 'ACQ.INVALID_PARAMETER'],
      ])('%s', async (_, changes, subCode) => {
        const { isSigned, node } = await create(order(changes))
        expect(node).toMatchObject({ code: '40004', sub_code: subCode })
        expect(isSigned).toBe(true)
      })

      test('a call that was changed in transit', async () => {
        const { node } = await merchant.call(
          'alipay.trade.query',
          { out_trade_no: 'C1' },
          {
            tamper: (sent) => ({ ...sent, biz_content: '{"out_trade_no":"C2"}' }),
          },
        )
        expect(node).toMatchObject({ code: '40002', sub_code: 'isv.invalid-signature' })
      })

      test('an unknown code for a token', async () => {
        const reply = await merchant.call('alipay.system.oauth.token', null, {
          parameters: { grant_type: 'authorization_code', code: 'LOCALnever' },
        })
        expect(reply).toMatchObject({
          nodeName: 'error_response',
          node: { code: '40002', sub_code: 'isv.code-invalid' },
          isSigned: true,
        })
      })

      test('the same number with another amount', async () => {
        const content = order()
        await create(content)
        const { node } = await create({ ...content, total_amount: '1.01' })
        expect(node).toMatchObject({ code: '40004', sub_code: 'ACQ.CONTEXT_INCONSISTENT' })
      })

      test.each<[string, () => Promise<unknown>]>([
        ['a query', () => query({ out_trade_no: `C${run}NEVER` })],
        ['a closing', () => closeTrade({ out_trade_no: `C${run}NEVER` })],
        ['a refund', () => refund({ out_trade_no: `C${run}NEVER`, refund_amount: '1.00' })],
      ])('%s of an unknown trade', async (_, ask) => {
        expect(await ask()).toMatchObject({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' })
      })
    })

    test('creates a trade immediately, and returns it for a repeated order', async () => {
      const content = order()
      const first = await create(content)
      const second = await create(content)
      expect(first.isSigned).toBe(true)
      expect(first.node).toMatchObject({ code: '10000', out_trade_no: content['out_trade_no'] })
      expect(second.node).toEqual(first.node)
      expect(await query({ out_trade_no: content['out_trade_no'] })).toMatchObject({
        code: '10000',
        trade_status: 'WAIT_BUYER_PAY',
        total_amount: '1.00',
      })
    })

    test('closes an unpaid trade', async () => {
      const content = order()
      await create(content)
      const numbers = { out_trade_no: content['out_trade_no'] }
      expect(await closeTrade(numbers)).toMatchObject({ code: '10000' })
      expect(await query(numbers)).toMatchObject({ trade_status: 'TRADE_CLOSED' })
    })

    test('takes GET as well as POST', async () => {
      const content = order()
      await create(content)
      const numbers = { out_trade_no: content['out_trade_no'] }
      const asked = await merchant.call('alipay.trade.query', numbers, { http: 'GET' })
      expect(asked).toMatchObject({ isSigned: true, node: { code: '10000' } })
    })

    const give = (): Given => ({
      merchant,
      subject,
      drawNumber: () => `C${run}${++count}`,
      async pay() {
        const { node } = await create(order())
        const tradeNo = String(node?.['trade_no'])
        await subject.hands?.pay(tradeNo)
        return tradeNo
      },
    })
    describeMoney(give, hasPayer)
    describeVouchers(give, hasPayer)

    describe('with a payer', () => {
      // Even in the sandbox a person would have to confirm each payment on a phone.
      const testByHand = hasPayer ? test : test.skip
      const hands = () => {
        if (!subject.hands) throw new Error('nobody pays here')
        return subject.hands
      }

      async function pay(): Promise<string> {
        const content = order()
        const { node } = await create(content)
        await hands().pay(String(node?.['trade_no']))
        await hands().settle()
        return String(content['out_trade_no'])
      }

      testByHand('a payment is told, signed, and can be looked up', async () => {
        const outTradeNo = await pay()
        const form = Object.fromEntries(new URLSearchParams(hands().received().at(-1)))
        expect(client.makeNotifyResponse(toNotice(form)).code).toBe(0)
        const lie = { ...form, total_amount: '0.01' }
        expect(client.makeNotifyResponse(toNotice(lie)).code).not.toBe(0)
        expect(form).toMatchObject({
          out_trade_no: outTradeNo,
          trade_status: 'TRADE_SUCCESS',
          total_amount: '1.00',
          app_id: subject.credentials.appId,
          seller_id: subject.credentials.sellerId,
        })
        expect(await query({ out_trade_no: outTradeNo })).toMatchObject({
          trade_status: 'TRADE_SUCCESS',
          trade_no: form['trade_no'],
        })
      })

      testByHand('what is paid cannot be closed', async () => {
        const closed = await closeTrade({ out_trade_no: await pay() })
        expect(closed).toMatchObject({ code: '40004' })
      })

      testByHand('a refund is done at once, and the same number again moves nothing', async () => {
        const content = { out_trade_no: await pay(), out_request_no: 'R1', refund_amount: '0.30' }
        expect(await refund(content)).toMatchObject({ code: '10000', fund_change: 'Y' })
        expect(await refund(content)).toMatchObject({ code: '10000', fund_change: 'N' })
        const { out_request_no, out_trade_no } = content
        expect(await queryRefund({ out_trade_no, out_request_no })).toMatchObject({
          refund_status: 'REFUND_SUCCESS',
          refund_amount: '0.30',
        })
        expect(await query({ out_trade_no })).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
      })

      testByHand('a refund that never was is a success without fields', async () => {
        const asked = await queryRefund({ out_trade_no: await pay(), out_request_no: 'R9' })
        expect(asked).toEqual({ code: '10000', msg: 'Success' })
      })

      testByHand('a code gives its user once, in a node without a code', async () => {
        const parameters = { grant_type: 'authorization_code', code: await hands().authorize() }
        const ask = () => merchant.call('alipay.system.oauth.token', null, { parameters })
        const first = await ask()
        expect(first).toMatchObject({
          nodeName: 'alipay_system_oauth_token_response',
          node: { open_id: subject.buyerOpenId },
          isSigned: true,
        })
        expect(first.node).not.toHaveProperty('code')
        expect((await ask()).node).toMatchObject({ sub_code: 'isv.code-invalid' })
      })
    })
  })
}

type Option = ConstructorParameters<typeof AlipayMobile>[0]
type PublicParameters = NonNullable<Parameters<AlipayMobile['queryOrder']>[1]>
type NoticeParameters = Parameters<AlipayMobile['makeNotifyResponse']>[0]

function connect({ credentials, gatewayUrl }: AlipaySubject): AlipayMobile {
  // Its types say appId, its code reads app_id.
  const options: Option & { app_id: string } = {
    appId: credentials.appId,
    app_id: credentials.appId,
    appPrivKeyFile: credentials.appPrivateKeyPem,
    alipayPubKeyFile: credentials.alipayPublicKeyPem,
    gatewayUrl,
  }
  return new AlipayMobile(options)
}

/** Its own timestamp is the machine's local time; Alipay expects Beijing time. */
const now = () => ({ timestamp: dateTime(Date.now()) }) as PublicParameters // its code fills in the rest

const toNotice = (form: Readonly<Record<string, string | undefined>>) => form as NoticeParameters
