import { createPublicKey } from 'node:crypto'
import { signString } from '../../src/alipay/wire/signing'
import { verifyRsa } from '../../src/gateway/rsa'
import vectors from '../fixtures/alipay-notifications.json'

type Form = Readonly<Record<string, unknown>>

/** Values as in the form: a list is JSON text. */
const toParameters = (form: Form) =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )

interface Vector {
  readonly publicKey: string
  readonly form: Form
  /**
   * Notifications of trades leave sign_type out of the signature; those of service orders do not.
   */
  readonly unsigned: readonly string[]
}

function isGenuine({ form, publicKey, unsigned }: Vector): boolean {
  const { sign = '', ...told } = toParameters(form)
  const pem = publicKey.includes('BEGIN')
    ? publicKey
    : `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----`
  return verifyRsa(createPublicKey(pem), signString(told, unsigned), sign)
}

describe('published by Alipay', () => {
  test.each(vectors.notifications)(
    'our signed text equals that of a genuine notification',
    (vector) => {
      expect(isGenuine(vector)).toBe(true)
      expect(isGenuine({ ...vector, form: { ...vector.form, app_id: '2019' } })).toBe(false)
    },
  )
})
