import { createSign } from 'node:crypto'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import { refused } from '@palm/shared/testing/results'
import { rsaPair } from '../../testing/keys'
import published from '../vectors/published.json'
import { trustedKeys, verifyWechatSignature } from './trust'

const ours = rsaPair()
const theirs = rsaPair()
const SERIAL = '5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC'
const PUBLIC_KEY_ID = 'PUB_KEY_ID_0119000000012026112100000001'
const keys = trustedKeys({ [SERIAL]: ours.publicPem, [PUBLIC_KEY_ID]: theirs.publicPem })

const NOW = epochMs(1_795_241_132_000)
const BODY = Buffer.from('{"id":"1"}')

function signedHeaders(
  changes: Record<string, string | undefined> = {},
  privatePem = ours.privatePem,
) {
  const timestamp = changes['wechatpay-timestamp'] ?? String(NOW / 1000)
  const signature = createSign('RSA-SHA256')
    .update(`${timestamp}\nnonce\n${BODY.toString()}\n`)
    .sign(privatePem, 'base64')
  const headers = {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': 'nonce',
    'wechatpay-serial': SERIAL,
    'wechatpay-signature': signature,
    ...changes,
  }
  return Object.fromEntries(
    Object.entries(headers).filter(([, value]) => value !== undefined),
  ) as Record<string, string>
}

const verify = (headers: Record<string, string>, body = BODY, nowMs: EpochMs = NOW) =>
  verifyWechatSignature(headers, body, keys, nowMs)

describe('a signature of WeChat Pay', () => {
  test.each<[string, ReturnType<typeof verify>, string]>([
    [
      'without a serial',
      verify(signedHeaders({ 'wechatpay-serial': undefined })),
      'notification/unreadable',
    ],
    [
      'without a signature',
      verify(signedHeaders({ 'wechatpay-signature': undefined })),
      'notification/unreadable',
    ],
    [
      'with a timestamp that is not a number',
      verify(signedHeaders({ 'wechatpay-timestamp': 'now' })),
      'notification/unreadable',
    ],
    [
      'five minutes and a second old',
      verify(signedHeaders(), BODY, epochMs(NOW + 301_000)),
      'notification/stale',
    ],
    [
      'five minutes and a second early',
      verify(signedHeaders(), BODY, epochMs(NOW - 301_000)),
      'notification/stale',
    ],
    [
      'by an untrusted serial',
      verify(signedHeaders({ 'wechatpay-serial': 'ABCDEF' })),
      'notification/unknown-key',
    ],
    [
      'by a serial that is a property of every object',
      verify(signedHeaders({ 'wechatpay-serial': 'constructor' })),
      'notification/unknown-key',
    ],
    [
      'by another key under a trusted serial',
      verify(signedHeaders({}, rsaPair().privatePem)),
      'notification/bad-signature',
    ],
    [
      'over another body',
      verify(signedHeaders(), Buffer.from('{"id":"2"}')),
      'notification/bad-signature',
    ],
    [
      'over the same JSON with a space in it',
      verify(signedHeaders(), Buffer.from('{"id": "1"}')),
      'notification/bad-signature',
    ],
    [
      'that is a signature probe',
      verify(signedHeaders({ 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abc=' })),
      'notification/bad-signature',
    ],
  ])('%s is refused', (_, result, code) => {
    expect(result).toMatchObject(refused(code))
  })

  test.each([
    ['with a platform certificate', signedHeaders()],
    [
      'in any letter case of the serial',
      signedHeaders({ 'wechatpay-serial': SERIAL.toLowerCase() }),
    ],
    [
      'with the public key, side by side',
      signedHeaders({ 'wechatpay-serial': PUBLIC_KEY_ID }, theirs.privatePem),
    ],
  ])('made %s is accepted', (_, headers) => {
    expect(verify(headers)).toMatchObject({ ok: true })
  })

  test('published by the provider verifies at its own time, and not at ours', () => {
    const { body, certificate, nonce, serial, signature, timestamp } = published.wechatNotification
    const headers = {
      'wechatpay-timestamp': String(timestamp),
      'wechatpay-nonce': nonce,
      'wechatpay-serial': serial,
      'wechatpay-signature': signature,
    }
    const trusted = trustedKeys({ [serial]: certificate })
    const at = (nowMs: number) =>
      verifyWechatSignature(headers, Buffer.from(body), trusted, epochMs(nowMs))
    expect(at(Number(timestamp) * 1000)).toMatchObject({ ok: true })
    expect(at(NOW)).toMatchObject(refused('notification/stale'))
  })
})
