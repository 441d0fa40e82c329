import { AlipaySdk } from 'alipay-sdk'
import type { AlipaySubject, Given } from './subject'

const DAY_MS = 86_400_000

/** Money movements, and API v3, where Alipay's own SDK verifies every answer. */
export function describeMoney(give: () => Given, hasPayer: boolean): void {
  // Even in the sandbox a person would have to confirm each payment on a phone.
  const testByHand = hasPayer ? test : test.skip
  const call = async (method: string, content: object) =>
    (await give().merchant.call(`alipay.${method}`, content)).node
  const applyForBill = (bill_date: string) =>
    call('data.dataservice.bill.downloadurl.query', { bill_type: 'trade', bill_date })
  const settle = (trade_no: string, amount: string) =>
    call('trade.order.settle', {
      out_request_no: give().drawNumber(),
      trade_no,
      royalty_parameters: [
        { trans_in_type: 'openId', trans_in: give().subject.buyerOpenId, amount },
      ],
    })

  describe('refuses', () => {
    test.each<[string, () => Promise<unknown>, string]>([
      ['a bill of today', () => applyForBill(dayOf(Date.now())), 'INVAILID_ARGUMENTS'],
      ['a bill without a date', () => applyForBill('yesterday'), 'INVAILID_ARGUMENTS'],
      ['profit sharing of an unknown trade', () => settle('2000', '0.01'), 'ACQ.TRADE_NOT_EXIST'],
      [
        'to bind no receiver',
        () =>
          call('trade.royalty.relation.bind', {
            out_request_no: give().drawNumber(),
            receiver_list: [],
          }),
        'ACQ.RECEIVER_LIST_EMPTY',
      ],
      [
        'a message without permission',
        () =>
          call('open.app.mini.templatemessage.send', {
            to_open_id: give().subject.buyerOpenId,
            form_id: 'never',
            user_template_id: 'never',
            page: 'pages/index/index',
            data: '{"keyword1":{"value":"x"}}',
          }),
        'FORM_ID_NOT_MATCH_APPID',
      ],
    ])('%s', async (_, ask, subCode) => {
      expect(await ask()).toMatchObject({ code: '40004', sub_code: subCode })
    })
  })

  test('has yesterday’s bill, or reports that there was nothing', async () => {
    const node = await applyForBill(dayOf(Date.now() - DAY_MS))
    if (node?.['code'] === '10000') expect(node).toHaveProperty('bill_download_url')
    else expect(['NO_BILL_DATA', 'BILL_NOT_EXIST']).toContain(node?.['sub_code'])
  })

  test('answers in API v3, where a refusal is an HTTP status', async () => {
    const body = { out_trade_no: give().drawNumber() }
    const asking = connect(give().subject).curl('POST', '/v3/alipay/trade/query', { body })
    await expect(asking).rejects.toMatchObject({
      responseHttpStatus: 400,
      code: 'ACQ.TRADE_NOT_EXIST',
    })
  })

  test('accepts encrypted content and answers encrypted', async () => {
    const body = { out_trade_no: give().drawNumber() }
    const options = { body, needEncrypt: true }
    const asking = connect(give().subject).curl('POST', '/v3/alipay/trade/query', options)
    await expect(asking).rejects.toMatchObject({ code: 'ACQ.TRADE_NOT_EXIST' })
  })

  testByHand('what is paid can be looked up in API v3', async () => {
    const body = { trade_no: await give().pay() }
    const asked = await connect(give().subject).curl('POST', '/v3/alipay/trade/query', { body })
    expect(asked).toMatchObject({
      responseHttpStatus: 200,
      data: { trade_no: body.trade_no, trade_status: 'TRADE_SUCCESS', total_amount: '1.00' },
    })
  })

  testByHand('of a payment up to thirty percent go to who is bound', async () => {
    const tradeNo = await give().pay()
    const account = give().subject.buyerOpenId
    const receiver_list = [{ type: 'openId', account }]
    const bound = { out_request_no: give().drawNumber(), receiver_list }
    expect(await call('trade.royalty.relation.bind', bound)).toMatchObject({
      code: '10000',
      result_code: 'SUCCESS',
    })
    expect(await settle(tradeNo, '0.31')).toMatchObject({ code: '40004' })
    expect(await settle(tradeNo, '0.30')).toMatchObject({ code: '10000', trade_no: tradeNo })
  })
}

const connect = ({ credentials, gatewayUrl }: AlipaySubject): AlipaySdk =>
  new AlipaySdk({
    appId: credentials.appId,
    privateKey: credentials.appPrivateKeyPem,
    keyType: 'PKCS8',
    alipayPublicKey: credentials.alipayPublicKeyPem,
    encryptKey: credentials.aesKey,
    endpoint: new URL(gatewayUrl).origin,
    camelcase: false,
  })

/** `yyyy-MM-dd` in Beijing. */
const dayOf = (atMs: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(atMs)
