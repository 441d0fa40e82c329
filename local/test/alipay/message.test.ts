import { type AlipayBench, BUYER, openAlipayBench } from './bench'

let bench: AlipayBench
beforeEach(async () => {
  bench = await openAlipayBench()
})
afterEach(() => bench.close())

describe('a template message', () => {
  const send = (changes: object = {}) =>
    bench.call('open.app.mini.templatemessage.send', {
      to_open_id: BUYER,
      form_id: 'never',
      user_template_id: 'MDI4YzIxMDE2NQ',
      page: 'pages/order/order',
      data: JSON.stringify({ keyword1: { value: '已加油' } }),
      ...changes,
    })

  test('needs a form, which permits one', async () => {
    const form_id = await bench.gateway.issueFormId(BUYER)
    expect(await send({ form_id })).toMatchObject({ code: '10000' })
    expect(await send({ form_id })).toMatchObject({ sub_code: 'FORM_ID_NOT_MATCH_APPID' })
    expect(bench.gateway.messages()).toMatchObject([
      { openId: BUYER, data: { keyword1: '已加油' } },
    ])
  })

  test('or a payment by this user, which permits three', async () => {
    const form_id = await bench.pay('T000001')
    for (let count = 0; count < 3; count++) {
      expect(await send({ form_id })).toMatchObject({ code: '10000' })
    }
    expect(await send({ form_id })).toMatchObject({ sub_code: 'FORM_ID_NOT_MATCH_APPID' })
    expect(await send({ form_id, to_open_id: 'LOCALother' })).toMatchObject({ code: '40004' })
  })

  test('or a subscription to its template, which permits one', async () => {
    const form_id = undefined
    expect(await send({ form_id })).toMatchObject({ sub_code: 'USER_NOT_SUBSCRIBE' })
    await bench.gateway.acceptMessages(BUYER, 'MDI4YzIxMDE2NQ')
    expect(await send({ form_id, user_template_id: 'other' })).toMatchObject({ code: '40004' })
    expect(await send({ form_id })).toMatchObject({ code: '10000' })
    expect(await send({ form_id })).toMatchObject({ sub_code: 'USER_NOT_SUBSCRIBE' })
  })

  test.each<[string, object, string]>([
    ['data that is not text', { data: { keyword1: { value: 'x' } } }, 'INVALID_PARAMETER'],
    ['data that is not JSON', { data: '{{' }, 'USER_TEMPLATE_ILLEGAL'],
    ['a field of no template', { data: '{"thing1":{"value":"x"}}' }, 'USER_TEMPLATE_ILLEGAL'],
    [
      'a value too long',
      { data: JSON.stringify({ keyword1: { value: 'x'.repeat(51) } }) },
      'USER_KEYWORD_LENGTH_ERROR',
    ],
    ['no receiver', { to_open_id: undefined }, 'INVALID_PARAMETER'],
  ])('refuses %s', async (_, changes, subCode) => {
    const form_id = await bench.gateway.issueFormId(BUYER)
    expect(await send({ form_id, ...changes })).toMatchObject({ sub_code: subCode })
    expect(bench.gateway.messages()).toEqual([])
  })
})

describe('a code of the mini-program', () => {
  const create = (changes: object = {}) =>
    bench.call('open.app.qrcode.create', {
      url_param: 'pages/index/index',
      query_param: 'station=S1',
      describe: '一号站',
      ...changes,
    })

  test('is a picture at an address', async () => {
    const node = await create()
    const response = await fetch(String(node?.['qr_code_url']))
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  })

  test('needs a description', async () => {
    expect(await create({ describe: undefined })).toMatchObject({ code: '40004' })
  })
})
