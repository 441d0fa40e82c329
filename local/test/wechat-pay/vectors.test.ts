import { X509Certificate } from 'node:crypto'
import { seal } from '../../src/wechat-pay/wire/aead'
import vectors from '../fixtures/wechat-pay-vectors.json'
import { isSignedBy, unseal } from '../../contracts/wechat-pay/merchant'

describe('published by WeChat Pay', () => {
  const { certificates, gcm, notification } = vectors

  test('seals a message to the identical bytes of wechatpay-java', () => {
    const sealing = { key: gcm.key, nonce: gcm.nonce, associatedData: gcm.aad }
    expect(seal(gcm.plaintext, sealing)).toBe(gcm.ciphertext)
  })

  test('seals a platform certificate to the identical bytes of a real reply', () => {
    const { aad, ciphertext, key, nonce, serial_no } = certificates
    const pem = unseal({ ciphertext, nonce, associated_data: aad }, key)
    expect(new X509Certificate(pem).serialNumber).toBe(serial_no)
    expect(seal(pem, { key, nonce, associatedData: aad })).toBe(ciphertext)
  })

  test('the oracle of these tests accepts a real notification, and no other body', () => {
    const header = (name: string) =>
      ({
        'wechatpay-timestamp': notification.timestamp,
        'wechatpay-nonce': notification.nonce,
        'wechatpay-signature': notification.signature,
      })[name] ?? ''
    expect(isSignedBy(notification.certificate, { header, text: notification.body })).toBe(true)
    expect(isSignedBy(notification.certificate, { header, text: `${notification.body} ` })).toBe(
      false,
    )
  })
})
