import { createCipheriv } from 'node:crypto'
import { NOON } from '@palm/shared/testing/builders/builders'
import { aCredentials } from '../../testing/credentials'
import { rsaPair } from '../../testing/keys'
import { wechatHeaders } from '../../testing/lying-host'
import { OWN_MERCHANT } from '@palm/shared/trade/payee'
import { PROVIDER_DEADLINE_MS } from '../provider'
import published from '../vectors/published.json'
import { openWechatProvider } from './adapter'

const platform = rsaPair()
const SERIAL = '5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC'
const credentials = {
  ...aCredentials().wechat,
  merchantCertificatePem: published.wechatNotification.certificate,
  merchantPrivateKeyPem: rsaPair().privatePem,
  platformKeys: { [SERIAL]: platform.publicPem },
  subMchId: null,
}
const provider = openWechatProvider({
  credentials,
  merchant: OWN_MERCHANT,
  deadlineMs: PROVIDER_DEADLINE_MS,
  notifyUrl: 'https://palm.example/notify/wechat',
  clock: () => NOON,
  onLocalStack: false,
})

/** Signed, sealed and fresh, whatever the content. */
function read(event_type: string, plain: object, padding = '') {
  const nonce = '0123456789ab'
  const cipher = createCipheriv('aes-256-gcm', credentials.apiV3Key, nonce)
  cipher.setAAD(Buffer.from('x'))
  const sealed = [cipher.update(JSON.stringify(plain)), cipher.final(), cipher.getAuthTag()]
  const ciphertext = Buffer.concat(sealed).toString('base64')
  const algorithm = 'AEAD_AES_256_GCM'
  const resource = { algorithm, ciphertext, associated_data: 'x', nonce }
  const body = JSON.stringify({ event_type, resource, padding })
  const signer = { serial: SERIAL, privatePem: platform.privatePem, nowMs: NOON }
  const delivery = { headers: wechatHeaders(body, signer), body: Buffer.from(body) }
  return provider.readNotification(delivery, NOON)
}

const payment = {
  ...{ appid: credentials.appId, mchid: credentials.mchId, out_trade_no: 'T000001' },
  ...{ transaction_id: '4200', trade_state: 'SUCCESS', payer: { openid: 'o' } },
  ...{ success_time: '2026-11-21T12:00:00+08:00', amount: { total: 100, currency: 'CNY' } },
}
const refund = {
  ...{ mchid: credentials.mchId, out_trade_no: 'T000001', out_refund_no: 'R000001' },
  ...{ refund_status: 'SUCCESS', amount: { refund: 100 } },
}

test('our own messages are read', () => {
  expect(read('TRANSACTION.SUCCESS', payment)).toMatchObject({ value: { about: 'payment' } })
  expect(read('REFUND.SUCCESS', refund)).toMatchObject({ value: { about: 'refund' } })
})

test('a failed payment does not count, whatever the event’s name', () => {
  const told = { ...payment, trade_state: 'NOTPAY' }
  expect(read('TRANSACTION.SUCCESS', told)).toMatchObject({ value: { about: 'other' } })
})

test.each<[string, ReturnType<typeof read>, string]>([
  [
    'a payment to another merchant',
    read('TRANSACTION.SUCCESS', { ...payment, mchid: '1900000009' }),
    'notification/foreign',
  ],
  [
    'a payment in another app',
    read('TRANSACTION.SUCCESS', { ...payment, appid: 'wxother' }),
    'notification/foreign',
  ],
  [
    'a refund of another merchant',
    read('REFUND.SUCCESS', { ...refund, mchid: '1900000009' }),
    'notification/foreign',
  ],
  [
    'more than 64 KiB',
    read('TRANSACTION.SUCCESS', payment, 'x'.repeat(64 * 1024)),
    'notification/unreadable',
  ],
])('%s is refused, even if correctly signed', (_, result, code) => {
  expect(result).toMatchObject({ ok: false, refusal: { code } })
})
