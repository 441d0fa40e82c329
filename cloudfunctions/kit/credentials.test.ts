import { parseCredentials, seal, unseal } from './credentials'
import { aCredentials } from './testing/credentials'

const KEY = Buffer.alloc(32, 7).toString('base64url')

test('what was sealed is read back with the same key', async () => {
  expect(await unseal(await seal(aCredentials(), KEY), KEY)).toEqual(aCredentials())
})

test('no secret shows in what is sealed', async () => {
  const sealed = await seal(aCredentials(), KEY)
  const decoded = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  expect(decoded.join('')).not.toContain(aCredentials().sessionSecret)
})

test.each([
  [
    'another key',
    async () => [await seal(aCredentials(), KEY), Buffer.alloc(32, 8).toString('base64url')],
  ],
  ['a key of another length', async () => [await seal(aCredentials(), KEY), 'short']],
  [
    'a changed letter',
    async () => {
      const sealed = await seal(aCredentials(), KEY)
      return [`${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`, KEY]
    },
  ],
])('with %s nothing is read', async (_, make) => {
  const [sealed, key] = await make()
  await expect(unseal(sealed!, key!)).rejects.toThrow()
})

test.each([
  ['a short session secret', { sessionSecret: 'short' }],
  ['a passphrase secret that is no hex', { passphraseSecret: 'z'.repeat(64) }],
  ['something that does not belong there', { extra: 1 }],
])('credentials with %s are refused when they are sealed or read', (_, changes) => {
  expect(() => parseCredentials({ ...aCredentials(), ...changes })).toThrow()
})
