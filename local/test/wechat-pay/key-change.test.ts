import { X509Certificate } from 'node:crypto'
import { isSignedBy, type SealedResource, unseal } from '../../contracts/wechat-pay/merchant'
import type { WechatPaySwitches } from '../../src/wechat-pay/context'
import { OPEN_ID, openWechatPayBench, type WechatPayBench } from './bench'

let bench: WechatPayBench
afterEach(() => bench.close())

async function open(switches: Partial<WechatPaySwitches> = {}, certificates = 1): Promise<void> {
  bench = await openWechatPayBench({
    switches,
    changeKeys: (keys) => ({
      ...keys,
      platformCertificates: keys.platformCertificates.slice(0, certificates),
    }),
  })
}

interface Listed {
  readonly serial_no: string
  readonly encrypt_certificate: SealedResource
}

/** Serial numbers and certificates, as downloaded by the merchant. */
async function download(): Promise<Map<string, string>> {
  const { body } = await bench.merchant.call('GET', '/v3/certificates')
  const listed = (body?.['data'] ?? []) as readonly Listed[]
  return new Map(
    listed.map(({ encrypt_certificate, serial_no }) => [
      serial_no,
      unseal(encrypt_certificate, bench.keys.apiV3Key),
    ]),
  )
}

/** Serial numbers under which `count` replies are signed; each signature is verified. */
async function serialsOfReplies(count: number): Promise<Set<string>> {
  const known = await download()
  const serials = new Set<string>()
  for (let index = 0; index < count; index++) {
    const { headers, text } = await bench.merchant.call('GET', '/v3/certificates')
    const serial = headers.get('wechatpay-serial') ?? ''
    const pem = known.get(serial) ?? bench.keys.platformKey.publicKeyPem
    expect(isSignedBy(pem, { header: (name) => headers.get(name) ?? '', text })).toBe(true)
    serials.add(serial)
  }
  return serials
}

async function serialsOfNotices(count: number): Promise<readonly string[]> {
  for (let index = 0; index < count; index++) {
    await bench.gateway.pay(await bench.prepay(`T00000${index}`), OPEN_ID)
    await bench.context.clock.advance(0)
  }
  return bench.server.received.map(({ headers }) => headers['wechatpay-serial'] ?? '')
}

const installed = () => bench.keys.platformCertificates[0]?.serial ?? ''

test('a merchant in public-key mode has no certificates, and gets replies signed with the public key', async () => {
  await open({}, 0)
  const refused = await bench.merchant.call('GET', '/v3/certificates')
  expect(refused).toMatchObject({ status: 404, body: { code: 'RESOURCE_NOT_EXISTS' } })
  expect(refused.headers.get('wechatpay-serial')).toBe(bench.keys.platformKey.id)
  expect(await serialsOfNotices(1)).toEqual([bench.keys.platformKey.id])
})

describe('during a rotation of certificates', () => {
  test('both are listed, and both sign, each under its own serial number', async () => {
    await open({ publicKeyPercent: 0 })
    const added = await bench.gateway.console.addCertificate()
    const listed = await download()
    expect([...listed.keys()]).toEqual([installed(), added])
    expect(new X509Certificate(listed.get(added) ?? '').serialNumber).toBe(added)
    expect(await serialsOfReplies(20)).toEqual(new Set([installed(), added]))
    expect(new Set(await serialsOfNotices(9))).toEqual(new Set([installed(), added]))
  })

  test.each([
    [0, 'the old'],
    [100, 'the new'],
  ])('%i percent by the newest: %s one alone', async (newestCertificatePercent, which) => {
    await open({ newestCertificatePercent })
    const added = await bench.gateway.console.addCertificate()
    const expected = which === 'the new' ? added : installed()
    expect(await serialsOfReplies(10)).toEqual(new Set([expected]))
  })

  test('a retired one is no longer listed', async () => {
    await open()
    const added = await bench.gateway.console.addCertificate()
    await bench.gateway.console.retireCertificate(installed())
    expect([...(await download()).keys()]).toEqual([added])
    const asked = await bench.merchant.call('GET', '/v3/certificates', {
      headers: { 'wechatpay-serial': installed() },
    })
    expect(asked).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } })
  })

  test('a reset restores the certificates of the installation', async () => {
    await open()
    await bench.gateway.console.addCertificate()
    bench.gateway.reset()
    expect([...(await download()).keys()]).toEqual([installed()])
  })
})

test('replies are signed with the key named in the request', async () => {
  await open()
  const added = await bench.gateway.console.addCertificate()
  for (const serial of [installed(), added.toLowerCase(), bench.keys.platformKey.id]) {
    const { headers } = await bench.merchant.call('GET', '/v3/certificates', {
      headers: { 'wechatpay-serial': serial },
    })
    expect(headers.get('wechatpay-serial')).toBe(
      serial.startsWith('PUB') ? serial : serial.toUpperCase(),
    )
  }
})

test('callbacks change to the public key gradually', async () => {
  await open({ publicKeyPercent: 50 })
  const serials = await serialsOfNotices(9)
  expect(new Set(serials)).toEqual(new Set([installed(), bench.keys.platformKey.id]))
})

test('the echo calls the merchant back, sealed and signed like a notification', async () => {
  await open()
  const body = { echo_message: 'hello', notify_url: `${bench.server.url}/notify/echo` }
  const reply = await bench.merchant.call('POST', '/v3/security/echo', { body })
  await bench.context.clock.advance(0)
  const [notice] = bench.server.received
  expect(reply).toMatchObject({ status: 200, body: { echo_message: 'hello' } })
  expect(notice?.path).toBe('/notify/echo')
  const { resource } = JSON.parse(notice?.body ?? '') as { resource: SealedResource }
  expect(unseal(resource, bench.keys.apiV3Key)).toContain('hello')
})
