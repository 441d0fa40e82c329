import type { WalletRequest } from '@palm/shared/api/order'
import { alipayWallet } from './alipay-wallet'
import type { MyApis, WxApis } from './wallet-host'
import { wechatWallet } from './wechat-wallet'

/** Platforms as their documents describe them; each test says what it needs otherwise. */
const wx: WxApis = {
  getLaunchOptionsSync: () => ({ query: {} }),
  onAppShow: () => undefined,
  cloud: { callFunction: ({ success }) => success?.({ result: { ok: true } }) },
  requestPayment: ({ success }) => success?.({ errMsg: 'requestPayment:ok' }),
  scanCode: ({ success }) => success?.({ result: 'BJ0001-03' }),
  getLocation: ({ success }) => success?.({ latitude: 39.9, longitude: 116.4 }),
  openLocation: () => undefined,
  makePhoneCall: () => undefined,
  requestSubscribeMessage: () => undefined,
}

const my: MyApis = {
  getLaunchOptionsSync: () => ({ query: {} }),
  onAppShow: () => undefined,
  getAuthCode: ({ success }) => success?.({ authCode: 'code' }),
  request: ({ success }) => success?.({ status: 200, data: '{"ok":true}' }),
  tradePay: ({ success }) => success?.({ resultCode: '9000' }),
  getPhoneNumber: ({ success }) => success?.({ response: '{"response":"r","sign":"s"}' }),
  scan: ({ success }) => success?.({ code: 'BJ0001-03' }),
  getLocation: ({ success }) => success?.({ latitude: 39.9, longitude: 116.4 }),
  openLocation: () => undefined,
  makePhoneCall: () => undefined,
  requestSubscribeMessage: () => undefined,
}

const CALL = { functionName: 'order', action: 'order.list', request: { beforeMs: null } } as const
const WECHAT_REQUEST: WalletRequest = {
  provider: 'wechat',
  timeStamp: '1',
  nonceStr: 'n',
  package: 'prepay_id=1',
  signType: 'RSA',
  paySign: 's',
}

describe('in WeChat', () => {
  test('a function receives the action and its request, and no token', async () => {
    const calls: unknown[] = []
    const callFunction: WxApis['cloud']['callFunction'] = ({ data, name, success }) => {
      calls.push({ name, data })
      success?.({ result: 'answer' })
    }
    const wallet = wechatWallet({ ...wx, cloud: { callFunction } })
    expect(await wallet.call({ ...CALL, token: 'ignored' })).toBe('answer')
    expect(calls).toEqual([
      { name: 'order', data: { action: 'order.list', request: { beforeMs: null } } },
    ])
  })

  test('a call that fails rejects', async () => {
    const callFunction: WxApis['cloud']['callFunction'] = ({ fail }) => fail?.({ errMsg: 'gone' })
    const wallet = wechatWallet({ ...wx, cloud: { callFunction } })
    await expect(wallet.call({ ...CALL, token: null })).rejects.toThrow()
  })

  test('the payment’s parameters reach the wallet unchanged', async () => {
    const requests: object[] = []
    const requestPayment: WxApis['requestPayment'] = ({ success, fail: _, ...request }) => {
      requests.push(request)
      success?.({ errMsg: 'requestPayment:ok' })
    }
    expect(await wechatWallet({ ...wx, requestPayment }).pay(WECHAT_REQUEST)).toBe('said-paid')
    const { provider: _, ...parameters } = WECHAT_REQUEST
    expect(requests).toEqual([parameters])
  })

  test.each([
    ['requestPayment:fail cancel', 'cancelled'],
    ['requestPayment:fail', 'unknown'],
    ['requestPayment:fail no permission', 'unknown'],
  ])('%s is %s', async (errMsg, outcome) => {
    const requestPayment: WxApis['requestPayment'] = ({ fail }) => fail?.({ errMsg })
    expect(await wechatWallet({ ...wx, requestPayment }).pay(WECHAT_REQUEST)).toBe(outcome)
  })

  test('a denied camera or location gives null', async () => {
    const wallet = wechatWallet({
      ...wx,
      scanCode: ({ fail }) => fail?.({ errMsg: 'scanCode:fail cancel' }),
      getLocation: ({ fail }) => fail?.({ errMsg: 'getLocation:fail auth deny' }),
    })
    expect([await wallet.scan(), await wallet.locate()]).toEqual([null, null])
  })
})

describe('in Alipay', () => {
  test('a function is called over HTTP, with the session', async () => {
    const requests: object[] = []
    const request: MyApis['request'] = ({ data, headers, method, success, url }) => {
      requests.push({ data: JSON.parse(data), headers, method, url })
      success?.({ status: 200, data: '{"ok":true}' })
    }
    const wallet = alipayWallet({ ...my, request }, 'https://api.example.com')
    expect(await wallet.call({ ...CALL, token: 't' })).toEqual({ ok: true })
    expect(requests).toEqual([
      {
        url: 'https://api.example.com/api/order',
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
        data: { action: 'order.list', request: { beforeMs: null } },
      },
    ])
  })

  test('there is no header without a session', async () => {
    let sent: Record<string, string> = {}
    const request: MyApis['request'] = ({ headers, success }) => {
      sent = headers
      success?.({ status: 200, data: 'null' })
    }
    await alipayWallet({ ...my, request }, '').call({ ...CALL, token: null })
    expect(sent).not.toHaveProperty('authorization')
  })

  test('a page of some gateway is read as nothing', async () => {
    const request: MyApis['request'] = ({ success }) =>
      success?.({ status: 200, data: '<html></html>' })
    expect(await alipayWallet({ ...my, request }, '').call({ ...CALL, token: null })).toBeNull()
  })

  test.each([
    ['9000', 'said-paid'],
    ['8000', 'unknown'],
    ['6004', 'unknown'],
    ['6002', 'unknown'],
    ['6001', 'cancelled'],
    ['4000', 'failed'],
    ['1', 'unknown'],
  ])('%s is %s', async (resultCode, outcome) => {
    const tradePay: MyApis['tradePay'] = ({ success }) => success?.({ resultCode })
    const wallet = alipayWallet({ ...my, tradePay }, '')
    expect(await wallet.pay({ provider: 'alipay', tradeNO: '1' })).toBe(outcome)
  })

  test('consent that is not given rejects', async () => {
    const getAuthCode: MyApis['getAuthCode'] = ({ fail }) =>
      fail?.({ error: 11, errorMessage: 'cancelled' })
    await expect(alipayWallet({ ...my, getAuthCode }, '').authCode?.()).rejects.toThrow()
  })
})

describe('consent to messages', () => {
  test.each([
    [{ t1: 'accept', t2: 'reject' }, ['t1']],
    [{ t1: 'ban', t2: 'filter' }, []],
  ])('in WeChat is read from %j', async (said, accepted) => {
    const requestSubscribeMessage: WxApis['requestSubscribeMessage'] = ({ success }) =>
      success?.({ errMsg: 'requestSubscribeMessage:ok', ...said })
    const wallet = wechatWallet({ ...wx, requestSubscribeMessage })
    expect(await wallet.askForMessages?.(['t1', 't2'])).toEqual(accepted)
  })

  test.each([
    [{ behavior: 'subscribe', result: { subscribeEntityIds: ['t1'] } }, ['t1']],
    [{ behavior: 'cancel', result: { subscribeEntityIds: [] } }, []],
    [{}, []],
  ])('in Alipay is read from %j', async (said, accepted) => {
    const requestSubscribeMessage: MyApis['requestSubscribeMessage'] = ({ success }) =>
      success?.(said)
    const wallet = alipayWallet({ ...my, requestSubscribeMessage }, '')
    expect(await wallet.askForMessages?.(['t1', 't2'])).toEqual(accepted)
  })

  test('that cannot be asked for is not given', async () => {
    const refuses = wechatWallet({
      ...wx,
      requestSubscribeMessage: ({ fail }) => fail?.({ errMsg: 'fail', errCode: 20004 }),
    })
    expect(await refuses.askForMessages?.(['t1'])).toEqual([])
    expect(wechatWallet({}).askForMessages).toBeNull()
    expect(alipayWallet({}, '').askForMessages).toBeNull()
  })
})

describe('the button for the phone number', () => {
  test.each([
    [
      { errMsg: 'getPhoneNumber:ok', code: 'c' },
      { wallet: 'wechat', code: 'c' },
    ],
    [{ errMsg: 'getPhoneNumber:fail user deny' }, 'denied'],
    [{ errMsg: 'getPhoneNumber:fail', errno: 1_400_001 }, 'quota-out'],
    [{ errMsg: 'getPhoneNumber:ok' }, 'unavailable'],
    [null, 'unavailable'],
  ])('of WeChat answers %j', async (detail, answer) => {
    const { phoneButton } = wechatWallet(wx)
    expect(phoneButton.openType).toBe('getPhoneNumber')
    expect(await phoneButton.answer(detail)).toEqual(answer)
    const played = wechatWallet({ ...wx, playPhoneButton: (on) => on(detail ?? {}) })
    expect(await played.phoneButton.answer(null)).toEqual(answer)
  })

  test('of Alipay is followed by the envelope, if its owner agrees', async () => {
    const proof = { wallet: 'alipay', response: 'r', sign: 's' }
    const { phoneButton } = alipayWallet(my, '')
    expect(phoneButton.openType).toBe('getAuthorize')
    expect(await phoneButton.answer(null)).toEqual(proof)
    expect(await phoneButton.answer({})).toBe('denied')
    const played = (isAllowed: boolean) =>
      alipayWallet({ ...my, playPhoneButton: (on) => on(isAllowed) }, '').phoneButton
    expect(await played(true).answer(null)).toEqual(proof)
    expect(await played(false).answer(null)).toBe('denied')
    expect(await alipayWallet({}, '').phoneButton.answer(null)).toBe('unavailable')
    const odd: MyApis['getPhoneNumber'] = ({ success }) => success?.({ response: '<html>' })
    const answer = await alipayWallet({ ...my, getPhoneNumber: odd }, '').phoneButton.answer(null)
    expect(answer).toBe('unavailable')
  })
})

describe('a wallet that lacks what it is asked for', () => {
  const bare = [
    ['WeChat', () => wechatWallet({}), WECHAT_REQUEST],
    ['Alipay', () => alipayWallet({}, ''), { provider: 'alipay', tradeNO: '1' }],
  ] as const

  test.each(bare)('of %s opens, and reports missing APIs', async (_, open, request) => {
    const wallet = open()
    expect(wallet.launchQuery).toEqual({})
    wallet.onAppShow(() => undefined)
    wallet.showOnMap({ latitude: 39.9, longitude: 116.4, name: 'n', address: 'a' })
    expect([await wallet.scan(), await wallet.locate()]).toEqual([null, null])
    expect(await wallet.pay(request)).toBe('failed')
    await expect(wallet.call({ ...CALL, token: null })).rejects.toThrow()
    if (wallet.authCode) await expect(wallet.authCode()).rejects.toThrow()
  })
})

test('a payment of the other wallet is a bug', () => {
  expect(() => alipayWallet(my, '').pay(WECHAT_REQUEST)).toThrow()
  expect(() => wechatWallet(wx).pay({ provider: 'alipay', tradeNO: '1' })).toThrow()
})

test.each([
  [
    'WeChat',
    (note: (request: object) => void) => wechatWallet({ makePhoneCall: note }),
    { phoneNumber: '010-85550101' },
  ],
  [
    'Alipay',
    (note: (request: object) => void) => alipayWallet({ makePhoneCall: note }, ''),
    { number: '010-85550101' },
  ],
])(
  '%s dials a number by its own name for it, and does nothing where it cannot',
  (_, open, expected) => {
    const requests: object[] = []
    open((request) => requests.push(request)).dial('010-85550101')
    expect(requests).toEqual([expected])
  },
)
