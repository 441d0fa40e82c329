import { createContext, runInContext } from 'node:vm'
import { browserBundle } from '../../src/browser-bundle'
import type { PhoneSetup } from '../../src/wallet/wallet-call'
import { NOON_MS } from '../gateway/service-bench'

const ORIGIN = 'http://127.0.0.1:3000'
const setups: Readonly<Record<PhoneSetup['wallet'], PhoneSetup>> = {
  wechat: {
    ...{ personaId: 'zhang', name: '张女士', wallet: 'wechat', payee: '测试商户' },
    ...{ location: { latitude: 39.9, longitude: 116.5 }, nowMs: NOON_MS },
  },
  alipay: {
    ...{ personaId: 'chen', name: '陈师傅', wallet: 'alipay', payee: '测试商户' },
    ...{ location: { latitude: 39.9, longitude: 116.5 }, nowMs: NOON_MS },
  },
}

type Fetch = (url: string | URL, init?: { method?: string; body?: string }) => Promise<Response>
type Listener = (event: { origin: string; data: unknown }) => void

interface OpenedPhone {
  /** Evaluates code of a page on the phone. */
  run(code: string): unknown
  /** Sends a message from the page with the phones. */
  tell(data: unknown, origin?: string): void
}

const unreachable: Fetch = () => Promise.reject(new TypeError('no network'))

/** The wallet's script in a minimal window. */
async function open(
  wallet: PhoneSetup['wallet'],
  {
    fetch = unreachable,
    kept = null,
    search = '',
  }: { fetch?: Fetch; kept?: string | null; search?: string } = {},
): Promise<OpenedPhone> {
  const listeners: Listener[] = []
  const window: Record<string, unknown> = {
    ...{ phoneSetup: setups[wallet], fetch, URL, URLSearchParams, TypeError },
    location: { origin: ORIGIN, href: `${ORIGIN}/phone/x/${search}`, search, hash: '' },
    addEventListener: (_name: string, listener: Listener) => listeners.push(listener),
    setInterval: () => 0,
    localStorage: { getItem: () => kept },
  }
  window['window'] = window
  const context = createContext(window)
  runInContext(await browserBundle('host.js'), context)
  return {
    run: (code) => runInContext(code, context),
    tell(data, origin = ORIGIN) {
      for (const listener of listeners) listener({ origin, data })
    },
  }
}

/** Runs a call of the wallet and returns its answer. */
const answerTo = (phone: OpenedPhone, call: string): Promise<unknown> =>
  phone.run(`new Promise((resolve) => {
    const callbacks = {
      success: (result) => resolve({ success: result }),
      fail: (failure) => resolve({ fail: failure }),
    }
    ${call}
  })`) as Promise<unknown>

const json =
  (value: unknown, status = 200): Fetch =>
  () =>
    Promise.resolve(new Response(JSON.stringify(value), { status }))

test.each([
  ['wechat', 'zhang/', 'wx'],
  ['alipay', 'chen/', 'my'],
] as const)(
  'in %s it offers that wallet, with separate storage',
  async (wallet, namespace, name) => {
    const phone = await open(wallet)
    expect(phone.run('walletHost.wallet')).toBe(wallet)
    expect(phone.run('walletHost.storageNamespace')).toBe(namespace)
    expect(phone.run(`typeof walletHost.${name}`)).toBe('object')
  },
)

describe('the clock of a phone', () => {
  test('shows the stack’s time in all functions of Date', async () => {
    const phone = await open('wechat')
    for (const code of ['Date.now()', 'new Date().getTime()', '+new Date(Date())']) {
      expect(Math.abs(Number(phone.run(code)) - NOON_MS)).toBeLessThan(60_000)
    }
  })

  test('keeps given instants unchanged', async () => {
    const phone = await open('wechat')
    expect(phone.run('new Date(2).getTime()')).toBe(2)
    expect(phone.run('Date.parse("1970-01-01T00:00:01Z")')).toBe(1000)
    expect(phone.run('new Date() instanceof Date')).toBe(true)
  })

  test('follows the stack’s clock, but not a page of another site', async () => {
    const phone = await open('wechat')
    phone.tell({ kind: 'clock', nowMs: 0 }, 'https://evil.example')
    expect(phone.run('Date.now()')).toBeGreaterThan(NOON_MS - 1)
    phone.tell({ kind: 'clock', nowMs: NOON_MS + 86_400_000 })
    expect(phone.run('Date.now()')).toBeGreaterThan(NOON_MS + 86_400_000 - 1)
  })
})

describe('a launch', () => {
  const link = 'https://a.example/p/1?x=1&y'
  const encoded = encodeURIComponent(link)

  test.each([
    ['wechat', `?q=${encoded}`, { q: encoded, scancode_time: expect.stringMatching(/^\d{10}$/) }],
    ['wechat', '?scene=a%3D1', { scene: 'a%3D1' }],
    ['wechat', '', {}],
    ['alipay', `?qrCode=${encoded}`, { qrCode: link }],
  ] as const)('in %s with %s', async (wallet, search, query) => {
    const phone = await open(wallet, { search })
    const name = wallet === 'wechat' ? 'wx' : 'my'
    expect(phone.run(`({ ...walletHost.${name}.getLaunchOptionsSync().query })`)).toEqual(query)
  })

  test.each([
    ['wechat', 'wx', { q: encoded, scancode_time: expect.any(String) }],
    ['alipay', 'my', { qrCode: link }],
  ] as const)('in %s a warm start reaches its listeners', async (wallet, name, query) => {
    const phone = await open(wallet)
    phone.run(`seen = []; walletHost.${name}.onAppShow(({ query }) => seen.push({ ...query }))`)
    phone.tell({ kind: 'scan', link }, 'https://evil.example')
    phone.tell({ kind: 'scan', link })
    expect(phone.run('[...seen]')).toEqual([query])
  })
})

describe('wx.cloud.callFunction', () => {
  const call = `walletHost.wx.cloud.callFunction({ name: 'order', data: { a: 1 }, ...callbacks })`

  test('returns the result', async () => {
    const sent: unknown[] = []
    const phone = await open('wechat', {
      fetch(url, init) {
        sent.push(url, init?.body)
        return json({ ok: true, result: 7 })(url)
      },
    })
    expect(await answerTo(phone, call)).toEqual({ success: { result: 7 } })
    expect(sent).toEqual(['/phone/zhang/wallet/call-function', '{"name":"order","data":{"a":1}}'])
  })

  test('fails with the cloud’s number', async () => {
    const refusal = { ok: false, errCode: -504003, errMsg: 'timed out' }
    const phone = await open('wechat', { fetch: json(refusal) })
    expect(await answerTo(phone, call)).toEqual({ fail: { errCode: -504003, errMsg: 'timed out' } })
  })

  test('fails without a network', async () => {
    const phone = await open('wechat')
    expect(await answerTo(phone, call)).toMatchObject({ fail: { errCode: -1 } })
  })
})

describe('my.request', () => {
  const request = (url: string) =>
    `walletHost.my.request({ url: '${url}', method: 'POST', headers: {}, data: '{}', ...callbacks })`

  test('reaches the origin of its page', async () => {
    const phone = await open('alipay', { fetch: json({ a: 1 }) })
    expect(await answerTo(phone, request(`${ORIGIN}/api/order`))).toEqual({
      success: { status: 200, data: '{"a":1}' },
    })
  })

  test.each([
    ['another origin', 'https://openapi.alipay.com/gateway.do', 200, 4],
    ['an answer of 500', '/api/order', 500, 19],
  ])('fails for %s', async (_, url, status, error) => {
    const phone = await open('alipay', { fetch: json({}, status) })
    expect(await answerTo(phone, request(url))).toMatchObject({ fail: { error } })
  })

  test('fails without a network', async () => {
    const phone = await open('alipay')
    expect(await answerTo(phone, request('/api/order'))).toMatchObject({ fail: { error: 12 } })
  })
})

test('my.getAuthCode returns the code of this user', async () => {
  const phone = await open('alipay', { fetch: json({ authCode: 'abc' }) })
  expect(await answerTo(phone, 'walletHost.my.getAuthCode(callbacks)')).toEqual({
    success: { authCode: 'abc' },
  })
})

test.each([
  ['yes', { success: { latitude: 39.9, longitude: 116.5 } }],
  ['no', { fail: { errMsg: 'getLocation:fail auth deny' } }],
])('a phone returns its location as its owner has once answered: %s', async (kept, answer) => {
  const phone = await open('wechat', { kept })
  expect(await answerTo(phone, 'walletHost.wx.getLocation(callbacks)')).toEqual(answer)
})
