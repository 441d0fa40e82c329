import type { EpochMs } from '@palm/shared/kernel/instant'
import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { compactDecrypt, CompactEncrypt } from 'jose'
import { z } from 'zod'
import type { Collection, Database } from './database/session'

/**
 * What an installation must keep to itself. It lies in one document, sealed with the only secret
 * that functions get from their environment: two RSA keys alone would fill the 4 KB that a
 * function's environment may hold, and keys can be rotated without deploying anything.
 */
export interface Credentials {
  /** Where wallets deliver notifications, and where Alipay's clients call: `https://…`. */
  readonly publicOrigin: string
  /** Signs members' sessions. */
  readonly sessionSecret: string
  /** Signs the operator's own tokens; held by whoever runs the command line. */
  readonly operatorSecret: string
  /** The root of all passphrases, in hex. */
  readonly passphraseSecret: string
  /** Hashes the codes of recharge cards. It cannot be changed while any of them is out. */
  readonly cardSecret: string
  readonly wechat: WechatCredentials
  readonly alipay: AlipayCredentials
}

export interface WechatCredentials {
  readonly baseUrl: string
  readonly appId: string
  readonly mchId: string
  readonly merchantCertificatePem: string
  readonly merchantPrivateKeyPem: string
  readonly apiV3Key: string
  /** Serial of a platform certificate, or `PUB_KEY_ID_…`, → its public key: both modes at once. */
  readonly platformKeys: Readonly<Record<string, string>>
}

export interface AlipayCredentials {
  readonly gateway: string
  readonly appId: string
  readonly sellerId: string
  readonly appPrivateKeyPem: string
  readonly alipayPublicKeyPem: string
}

const secret = z.string().min(32)

const credentials = z.strictObject({
  publicOrigin: z.url(),
  sessionSecret: secret,
  operatorSecret: secret,
  cardSecret: secret,
  passphraseSecret: z.string().regex(/^([0-9a-f]{2}){32,}$/),
  wechat: z.strictObject({
    baseUrl: z.url(),
    appId: z.string(),
    mchId: z.string(),
    merchantCertificatePem: z.string(),
    merchantPrivateKeyPem: z.string(),
    apiV3Key: z.string().length(32),
    platformKeys: z.record(z.string(), z.string()),
  }),
  alipay: z.strictObject({
    gateway: z.url(),
    appId: z.string(),
    sellerId: z.string(),
    appPrivateKeyPem: z.string(),
    alipayPublicKeyPem: z.string(),
  }),
}) satisfies z.ZodType<Credentials>

export const parseCredentials = (value: unknown): Credentials => credentials.parse(value)

/** `key` is 32 bytes in base64url. */
export async function seal(value: Credentials, key: string): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const header = { alg: 'dir', enc: 'A256GCM' } as const
  return new CompactEncrypt(plain).setProtectedHeader(header).encrypt(keyBytes(key))
}

export async function unseal(sealed: string, key: string): Promise<Credentials> {
  const { plaintext } = await compactDecrypt(sealed, keyBytes(key), {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  return credentials.parse(JSON.parse(new TextDecoder().decode(plaintext)))
}

/** The one document of the collection. */
export const CREDENTIALS_ID = 'credentials:current'

const sealedCredentials: Collection<string> = {
  name: 'credentials',
  write: (sealed) => ({ _id: CREDENTIALS_ID, sealed }),
  read: (document) => z.object({ sealed: z.string() }).parse(document).sealed,
}

export const saveCredentials = async (database: Database, value: Credentials, key: string) =>
  database.put(sealedCredentials, await seal(value, key))

/** A warm instance asks again after this long: that is how soon a rotated key is known everywhere. */
const KEPT_MS = 5 * MINUTE_MS

/**
 * Reads and unseals once per instance and age. A failure to read again keeps the last for as long
 * as there is one: callbacks must not be lost to a hiccup.
 */
export function openCredentials(database: Database, key: string, clock: () => EpochMs) {
  let kept: { value: Credentials; atMs: EpochMs } | null = null
  return async (): Promise<Credentials> => {
    const nowMs = clock()
    if (kept && nowMs - kept.atMs < KEPT_MS) return kept.value
    try {
      const sealed = await database.get(sealedCredentials, CREDENTIALS_ID)
      if (sealed === null) throw new Error('no credentials: seal them first (docs/operating.md)')
      kept = { value: await unseal(sealed, key), atMs: nowMs }
      return kept.value
    } catch (error) {
      if (kept) return kept.value
      throw error
    }
  }
}

function keyBytes(key: string): Uint8Array {
  const bytes = Buffer.from(key, 'base64url')
  if (bytes.length !== 32) throw new Error('CREDENTIALS_KEY is not 32 bytes in base64url')
  return bytes
}
