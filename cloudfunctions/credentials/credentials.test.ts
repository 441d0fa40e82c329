import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { after, NOON } from '@palm/shared/testing/builders/builders'
import deployment from '../cloud.json'
import {
  type Credentials,
  derivedKeys,
  openCredentials,
  parseCredentials,
  type Part,
  partKeysOf,
  PARTS,
  seal,
  unseal,
} from './credentials'
import type { Database } from '../database/session'
import { aPayee } from '@palm/shared/testing/builders/payees'
import { sealOne } from './seal'
import { aCredentials } from '../testing/credentials'

const MASTER = Buffer.alloc(32, 7).toString('base64url')
const KEYS = derivedKeys(MASTER)
const ALL_PARTS = Object.keys(PARTS) as Part[]

test('sealed credentials are read back with the same keys', async () => {
  expect(await unseal(await seal(aCredentials(), KEYS), KEYS)).toEqual(aCredentials())
})

test('an announced passphrase secret is sealed with its first hour', async () => {
  const passphraseSecrets = {
    current: '5e'.repeat(32),
    next: { secret: '6f'.repeat(32), fromMs: after(17 * HOUR_MS) },
  }
  const { PASSPHRASE } = KEYS
  const sealed = await seal(aCredentials({ passphraseSecrets }), { PASSPHRASE })
  expect((await unseal(sealed, { PASSPHRASE })).passphraseSecrets).toEqual(passphraseSecrets)
})

test('sealed credentials reveal no secret', async () => {
  const sealed = Object.values(await seal(aCredentials(), KEYS))
  const parts = sealed.flatMap((text) => text.split('.'))
  const decoded = parts.map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  expect(decoded.join('')).not.toContain(aCredentials().sessionSecret)
})

test.each(ALL_PARTS)('the key of %s opens that part and no other', async (part) => {
  const sealed = await seal(aCredentials(), KEYS)
  const opened = await unseal(sealed, { [part]: KEYS[part] })
  for (const other of ALL_PARTS) {
    for (const name of PARTS[other] as readonly (keyof Credentials)[]) {
      if (other === part) expect(opened[name]).toEqual(aCredentials()[name])
      else expect(() => opened[name]).toThrow(/no key for/)
    }
    if (other !== part) await expect(unseal(sealed, { [other]: KEYS[part] })).rejects.toThrow()
  }
})

test.each<[string, Partial<Record<Part, string>>]>([
  ['another key', { SESSION: derivedKeys(Buffer.alloc(32, 8).toString('base64url')).SESSION }],
  ['a key of another length', { SESSION: 'short' }],
])('with %s nothing is read', async (_, keys) => {
  await expect(unseal(await seal(aCredentials(), KEYS), keys)).rejects.toThrow()
})

test('a changed letter is detected', async () => {
  const { SESSION } = await seal(aCredentials(), KEYS)
  const changed = `${SESSION!.slice(0, -2)}${SESSION!.endsWith('AA') ? 'BB' : 'AA'}`
  await expect(unseal({ SESSION: changed }, { SESSION: KEYS.SESSION })).rejects.toThrow()
})

test.each([
  ['a short session secret', { sessionSecret: 'short' }],
  [
    'a passphrase secret that is not hexadecimal',
    { passphraseSecrets: { current: 'z'.repeat(64), next: null } },
  ],
  ['an unknown field', { extra: 1 }],
])('credentials with %s are refused when they are sealed or read', (_, changes) => {
  expect(() => parseCredentials({ ...aCredentials(), ...changes })).toThrow()
})

describe('a function gets', () => {
  const partsOf = (name: keyof typeof deployment.functions) =>
    deployment.functions[name].env.map((variable) => variable.slice('KEY_'.length)).sort()

  /** Access to payments, passphrases or signatures: every additional function has to be trusted. */
  test.each<[keyof typeof deployment.functions, readonly Part[]]>([
    ['order', ['ALIPAY', 'PASSPHRASE', 'PASSWORD', 'SESSION', 'SITE', 'WECHAT_PAY']],
    ['payment', ['ALIPAY', 'SITE', 'WECHAT_PAY']],
    ['member', ['ALIPAY', 'PHONE', 'SESSION', 'SITE', 'WECHAT_APP']],
    ['station', ['SESSION', 'SITE']],
    ['staff', ['ALIPAY', 'INVITATION', 'PASSPHRASE', 'SESSION', 'SITE', 'WECHAT_PAY']],
    ['coupon', ['SESSION']],
    ['contract', ['SESSION', 'SITE']],
    ['ticket', ['SESSION']],
    ['invoice', ['INVOICING', 'SESSION', 'SITE', 'WECHAT_PAY']],
    ['spending', ['SESSION']],
    ['account', ['ALIPAY', 'CARD', 'PASSWORD', 'SESSION', 'SITE', 'WECHAT_PAY']],
    ['timer', ['ALIPAY', 'INVOICING', 'SITE', 'WECHAT_APP', 'WECHAT_PAY']],
    ['message', ['SESSION', 'SITE']],
  ])('%s the parts it needs only', (name, parts) => {
    expect(partsOf(name)).toEqual(parts)
  })

  test('its keys by their variables, and nothing else of its environment', () => {
    const environment = { KEY_SITE: KEYS.SITE, KEY_OTHER: 'x', TCB_ENV: 'prod' }
    expect(partKeysOf(environment)).toEqual({ SITE: KEYS.SITE })
  })
})

test('no collection is open to clients', () => {
  const open = Object.entries(deployment.collections).filter(([, { acl }]) => acl !== 'ADMINONLY')
  expect(open).toEqual([])
})

describe('an instance', () => {
  /** A database with only these credentials, failing without them. */
  function instance(value: () => Credentials | null, onLocalStack = false) {
    let nowMs = NOON
    const database = {
      get: async () => {
        const now = value()
        if (!now) throw new Error('unreachable')
        return seal(now, KEYS)
      },
    } as unknown as Database
    const read = openCredentials({ database, keys: KEYS, clock: () => nowMs, onLocalStack })
    return { read, at: (ms: number) => void (nowMs = after(ms)) }
  }

  test('uses a new secret within five minutes', async () => {
    let current = aCredentials()
    const { at, read } = instance(() => current)
    const secret = 'another-session-secret-of-thirty-two-bytes'
    await read()
    current = aCredentials({ sessionSecret: secret })
    at(5 * MINUTE_MS)
    expect((await read()).sessionSecret).toBe(secret)
  })

  test('continues without reading for an hour, and no longer', async () => {
    let current: Credentials | null = aCredentials()
    const { at, read } = instance(() => current)
    await read()
    current = null
    at(HOUR_MS - 1)
    await expect(read()).resolves.toBeDefined()
    at(HOUR_MS)
    await expect(read()).rejects.toThrow('unreachable')
  })

  test('requires https for its origin except on the local stack', async () => {
    const insecure = aCredentials({ publicOrigin: 'http://palm.example' })
    await expect(instance(() => insecure).read()).rejects.toThrow('https')
    await expect(instance(() => insecure, true).read()).resolves.toBeDefined()
  })
})

test.each<[string, unknown]>([
  ['two payees of one name', [aPayee(), aPayee({ id: 'payee:other' })]],
  ['a provider without an adapter', [{ ...aPayee(), merchants: { unionpay: 'own' } }]],
  ['no payee', []],
])('credentials with %s are refused', (_, payees) => {
  expect(() => parseCredentials({ ...aCredentials(), payees })).toThrow()
})

test('a legal name sealed before payees existed is the operator’s own payee', async () => {
  const { SITE } = KEYS
  const sealed = {
    SITE: await sealOne({ publicOrigin: 'https://palm.example', payeeName: '朝北' }, SITE),
  }
  const merchants = { wechat: 'own', alipay: 'own' }
  expect((await unseal(sealed, { SITE })).payees).toEqual([
    { id: 'payee:own', legalName: '朝北', merchants },
  ])
})
