import { createVerify } from 'node:crypto'
import { NOON } from '@palm/shared/testing/builders/builders'
import { openWechatBench } from '../../testing/provider-bench'
import { rsaPair } from '../../testing/keys'
import published from '../vectors/published.json'
import { SafeWechatPay } from './client'

const { privatePem, publicPem } = rsaPair()

/** A merchant's certificate published by the providers; only its serial is read. */
const CERTIFICATE = published.wechatNotification.certificate

const never = () => Promise.reject(new Error('no call is made here'))

const pay = (apiV3Key: string) =>
  new SafeWechatPay(
    {
      baseUrl: 'https://api.mch.weixin.qq.com',
      appId: 'wxlocal',
      mchId: '1900000001',
      merchantCertificatePem: CERTIFICATE,
      merchantPrivateKeyPem: privatePem,
      apiV3Key,
      platformKeys: {},
    },
    () => NOON,
    { get: never, post: never, patch: never, upload: never },
  )

const { aad, ciphertext, key, nonce } = published.wechatCipher

/** WeChat Pay sends ciphertexts of JSON; the published one is of a bare word. */
const opens = (changes: { ciphertext?: string; aad?: string; nonce?: string; key?: string } = {}) =>
  pay(changes.key ?? key).decipher_gcm(
    changes.ciphertext ?? published.wechatCertificates.ciphertext,
    changes.aad ?? published.wechatCertificates.aad,
    changes.nonce ?? published.wechatCertificates.nonce,
  )

/** Flips one bit. */
function flipped(base64: string, at: number): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[at] = bytes[at]! ^ 1
  return bytes.toString('base64')
}

describe('decrypting', () => {
  const sealed = published.wechatCertificates.ciphertext
  const bytes = Buffer.from(sealed, 'base64').length

  test.each([
    ['a bit of the text flipped', { ciphertext: flipped(sealed, 3) }],
    ['a bit of the tag flipped', { ciphertext: flipped(sealed, bytes - 1) }],
    [
      'the tag cut short',
      { ciphertext: Buffer.from(sealed, 'base64').subarray(0, -1).toString('base64') },
    ],
    ['other associated data', { aad: 'something' }],
    ['another nonce', { nonce: '000000000000' }],
    ['another key', { key: '0'.repeat(32) }],
    ['nothing', { ciphertext: '' }],
  ])('with %s is refused', (_, changes) => {
    expect(() => opens(changes)).toThrow(/unable to authenticate|auth|Invalid/i)
  })

  test('the provider’s published ciphertext passes its tag', () => {
    // Neither is JSON, so the error comes from the parser behind a correct tag.
    expect(() => pay(key).decipher_gcm(ciphertext, aad, nonce)).toThrow(SyntaxError)
    expect(() => opens()).toThrow(SyntaxError)
  })
})

test('a wallet’s request is signed over a unique nonce', () => {
  const requests = Array.from({ length: 50 }, () => pay(key).walletSignature('wx1'))
  expect(new Set(requests.map(({ nonceStr }) => nonceStr)).size).toBe(50)
  const { nonceStr, package: packaged, paySign, timeStamp } = requests[0]!
  const signed = `wxlocal\n${timeStamp}\n${nonceStr}\n${packaged}\n`
  expect(createVerify('RSA-SHA256').update(signed).verify(publicPem, paySign, 'base64')).toBe(true)
})

test('a refused connection ends as unknown, immediately', async () => {
  const bench = await openWechatBench()
  await bench.close()
  expect(await bench.provider.query('0123456789abcdef7k2m')).toMatchObject({
    ok: false,
    refusal: { code: 'payment/provider-unreachable' },
  })
})
