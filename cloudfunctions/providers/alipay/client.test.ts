import { NOON } from '@palm/shared/testing/builders/builders'
import { rsaPair } from '../../testing/keys'
import { openAlipayClient } from './client'
import published from '../vectors/published.json'

const { privatePem } = rsaPair()

function isGenuine(name: string, changes: Record<string, string | undefined> = {}): boolean {
  const vector = published.alipayNotifications.find((one) => one.name === name)!
  const client = openAlipayClient({
    credentials: {
      gateway: 'https://openapi.alipay.com/gateway.do',
      appId: '2021000000000001',
      sellerId: '2088000000000001',
      appPrivateKeyPem: privatePem,
      alipayPublicKeyPem: vector.publicKey,
    },
    clock: () => NOON,
    onLocalStack: false,
  })
  const form = Object.entries({ ...vector.form, ...changes }).filter(
    ([, value]) => value !== undefined,
  )
  return client.isGenuine(Object.fromEntries(form) as Record<string, string>)
}

const PAID = 'should return false when alipayPublicKey is null'

describe('a notification really sent by Alipay', () => {
  test('is genuine', () => {
    expect(isGenuine(PAID)).toBe(true)
    expect(isGenuine('verify with decode')).toBe(true)
  })

  test.each<[string, Record<string, string | undefined>]>([
    ['with another amount', { total_amount: '1000.00' }],
    ['for another application', { app_id: '2021000000000001' }],
    ['with a field more', { extra: '1' }],
    ['with a field less', { invoice_amount: undefined }],
    ['without a signature', { sign: undefined }],
    ['with an empty signature', { sign: '' }],
    ['with an old signature type', { sign_type: 'RSA' }],
    ['with an unknown signature type', { sign_type: 'XX' }],
    ['without a signature type', { sign_type: undefined }],
    ['in another character set', { charset: 'GBK' }],
    ['with a per cent sign in it', { subject: '100%' }],
  ])('%s is not', (_, changes) => {
    expect(isGenuine(PAID, changes)).toBe(false)
  })
})
