import { createHmac } from 'node:crypto'
import { type EpochMs, epochMs, HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import type { PassphraseSecrets } from '@palm/shared/passphrase/key'
import type { Provider } from '@palm/shared/trade/fact'
import { OWN_MERCHANT, OWN_PAYEE, type Payees } from '@palm/shared/trade/payee'
import { z } from 'zod'
import type { Collection, Database } from '../database/session'
import {
  type MessageTemplates,
  templatesForm,
  type WechatAppCredentials,
  wechatAppForm,
} from './messages'
import { type PhoneCredentials, phoneForm } from './phone'
import { keyBytes, openSealed, sealOne } from './seal'

/**
 * Secrets of an installation, stored in one document, in parts sealed with separate keys; a
 * function's environment has the keys of the parts it needs. Two RSA keys alone would fill the 4 KB
 * of an environment, and secrets can change without a deployment.
 */
export interface Credentials {
  /** Origin for notifications by wallets and calls by Alipay clients: `https://…`. */
  readonly publicOrigin: string
  /** All that money is collected for, the operator first. Their accounts' keys are `Merchants`. */
  readonly payees: Payees
  /** Signs members' sessions. */
  readonly sessionSecret: string
  /**
   * Accepted but not used for signing: the next secret until every instance knows it, then the
   * previous one until its tokens have expired. Null outside of a rotation.
   */
  readonly sessionSecretBeside: string | null
  /** Hashes the codes of invitations. */
  readonly invitationSecret: string
  /** The roots of all passphrases, one per hour. */
  readonly passphraseSecrets: PassphraseSecrets
  /** Hashes the codes of recharge cards. */
  readonly cardSecret: string
  /** As above; the previous one stays as long as a card hashed with it is unredeemed. */
  readonly cardSecretBeside: string | null
  /** Hashes members' payment passwords; who has it and the database could guess all of them. */
  readonly passwordSecret: string
  /** The operator's own merchant account with each provider. */
  readonly wechat: WechatCredentials
  readonly alipay: AlipayCredentials
  /** The mini-program in WeChat, for its service messages; null: none are sent. */
  readonly wechatApp: WechatAppCredentials | null
  /** Keys of members' phone numbers; null: none are bound. */
  readonly phone: PhoneCredentials | null
  /** Templates of service messages, by wallet and topic; no secrets. */
  readonly messageTemplates: MessageTemplates
  /** The sandbox of invoices; null: there is none, as in production. */
  readonly invoiceSandbox: InvoiceSandboxCredentials | null
}

/** Trial issuer of invoices, which makes samples. On the local stack only. */
export interface InvoiceSandboxCredentials {
  readonly baseUrl: string
  /** Signs requests and notices. */
  readonly secret: string
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
const beside = secret.nullable().default(null)
const passphraseSecret = z.string().regex(/^([0-9a-f]{2}){32,}$/)

export const wechatForm = z.strictObject({
  baseUrl: z.url(),
  appId: z.string(),
  mchId: z.string(),
  merchantCertificatePem: z.string(),
  merchantPrivateKeyPem: z.string(),
  apiV3Key: z.string().length(32),
  platformKeys: z.record(z.string(), z.string()),
})

export const alipayForm = z.strictObject({
  gateway: z.url(),
  appId: z.string(),
  sellerId: z.string(),
  appPrivateKeyPem: z.string(),
  alipayPublicKeyPem: z.string(),
})

const merchantKey = z.string().min(1)
const invoicing = z.discriminatedUnion('issuer', [
  z.strictObject({ issuer: z.literal('wechat'), billingPersonId: z.string().min(1).max(64) }),
  z.strictObject({ issuer: z.literal('sandbox'), taxNumber: z.string().min(15).max(20) }),
])
const payee = z.strictObject({
  id: z.templateLiteral(['payee:', z.string().min(1)]),
  legalName: z.string().min(1),
  // A provider without an adapter is refused here, before anything is charged through it.
  merchants: z.strictObject({
    wechat: merchantKey.optional(),
    alipay: merchantKey.optional(),
  } satisfies Record<Provider, z.ZodType>),
  invoicing: invoicing.optional(),
})
const payees = z
  .tuple([payee], payee)
  .refine((all) => isDistinct(all.map(({ legalName }) => legalName)), {
    message: 'two payees have the same legal name',
  })

const isDistinct = (names: readonly string[]) => new Set(names).size === names.length

const credentials = z.strictObject({
  publicOrigin: z.url(),
  payees,
  sessionSecret: secret,
  sessionSecretBeside: beside,
  invitationSecret: secret,
  cardSecret: secret,
  passwordSecret: secret,
  cardSecretBeside: beside,
  passphraseSecrets: z.strictObject({
    current: passphraseSecret,
    next: z
      .strictObject({ secret: passphraseSecret, fromMs: z.number().transform(epochMs) })
      .nullable(),
  }),
  wechat: wechatForm,
  alipay: alipayForm,
  wechatApp: wechatAppForm.nullable().default(null),
  phone: phoneForm.nullable().default(null),
  messageTemplates: templatesForm,
  invoiceSandbox: z
    .strictObject({ baseUrl: z.url(), secret: z.string().min(32) })
    .nullable()
    .default(null),
}) satisfies z.ZodType<Credentials>

export const parseCredentials = (value: unknown): Credentials => credentials.parse(value)

/**
 * Secrets needed together. The names are those of the environment's variables: `KEY_WECHAT_PAY`.
 */
export const PARTS = {
  SITE: ['publicOrigin', 'payees', 'messageTemplates'],
  SESSION: ['sessionSecret', 'sessionSecretBeside'],
  INVITATION: ['invitationSecret'],
  PASSPHRASE: ['passphraseSecrets'],
  CARD: ['cardSecret', 'cardSecretBeside'],
  PASSWORD: ['passwordSecret'],
  WECHAT_PAY: ['wechat'],
  WECHAT_APP: ['wechatApp'],
  PHONE: ['phone'],
  ALIPAY: ['alipay'],
  INVOICING: ['invoiceSandbox'],
} as const satisfies Readonly<Record<string, readonly (keyof Credentials)[]>>

export type Part = keyof typeof PARTS

/** Part → 32 bytes in base64url. */
export type PartKeys = Readonly<Partial<Record<Part, string>>>

const PART_NAMES = Object.keys(PARTS) as Part[]

/** Keys in an environment, under `KEY_…`. */
export const partKeysOf = (environment: Readonly<Record<string, unknown>>): PartKeys =>
  Object.fromEntries(
    PART_NAMES.flatMap((part) => {
      const key = environment[`KEY_${part}`]
      return typeof key === 'string' ? [[part, key]] : []
    }),
  )

/**
 * Derives all keys from the master key of the installation's keeper; it cannot be computed from
 * them.
 */
export const derivedKeys = (masterKey: string): Readonly<Record<Part, string>> =>
  Object.fromEntries(
    PART_NAMES.map((part) => {
      const key = createHmac('sha256', keyBytes(masterKey)).update(`palm-refuel:${part}`).digest()
      return [part, key.toString('base64url')]
    }),
  ) as Record<Part, string>

export type SealedParts = Readonly<Record<string, string>>

/** Seals the parts for which there are keys. */
export async function seal(value: Credentials, keys: PartKeys): Promise<SealedParts> {
  const parts = PART_NAMES.flatMap((part) => {
    const key = keys[part]
    return key === undefined ? [] : [{ part, key }]
  })
  const sealed = parts.map(async ({ key, part }) => {
    const own = Object.fromEntries(PARTS[part].map((name) => [name, value[name]]))
    return [part, await sealOne(own, key)]
  })
  return Object.fromEntries(await Promise.all(sealed)) as SealedParts
}

/**
 * Opens the parts for which there are keys. Accessing another part throws: the function has to be
 * given its key.
 */
export async function unseal(sealed: SealedParts, keys: PartKeys): Promise<Credentials> {
  const opened = new Map<string, unknown>()
  for (const part of PART_NAMES) {
    const [text, key] = [sealed[part], keys[part]]
    if (key === undefined) continue
    if (text === undefined) throw new Error(`no credentials of the part ${part}: seal them first`)
    const names = Object.fromEntries(PARTS[part].map((name) => [name, true as const]))
    const value = credentials.pick(names as never).parse(withPayees(await openSealed(text, key)))
    for (const [name, secret] of Object.entries(value)) opened.set(name, secret)
  }
  const all = {}
  for (const name of Object.values(PARTS).flat()) {
    Object.defineProperty(all, name, {
      enumerable: opened.has(name),
      get: () => {
        if (!opened.has(name)) throw new Error(`this function has no key for ${name}`)
        return opened.get(name)
      },
    })
  }
  return all as Credentials
}

/** Sealed before payees existed: one legal name for the accounts with both providers. */
const named = z.looseObject({ payeeName: z.string().min(1) })

function withPayees(opened: unknown): unknown {
  const read = named.safeParse(opened)
  if (!read.success) return opened
  const { payeeName: legalName, ...rest } = read.data
  const merchants = { wechat: OWN_MERCHANT, alipay: OWN_MERCHANT }
  return { ...rest, payees: [{ id: OWN_PAYEE, legalName, merchants }] }
}

/** The only document of the collection. */
export const CREDENTIALS_ID = 'credentials:current'

const sealedCredentials: Collection<SealedParts> = {
  name: 'credentials',
  write: (parts) => ({ _id: CREDENTIALS_ID, parts }),
  read: (document) => z.object({ parts: z.record(z.string(), z.string()) }).parse(document).parts,
}

export const saveCredentials = async (database: Database, value: Credentials, keys: PartKeys) =>
  database.put(sealedCredentials, await seal(value, keys))

/** A warm instance reloads after this time, so a new secret is known everywhere within it. */
const KEPT_MS = 5 * MINUTE_MS

/** Tolerated duration of failing reloads, so that a short outage does not lose callbacks. */
const BORNE_MS = HOUR_MS

export interface CredentialsOptions {
  readonly database: Database
  readonly keys: PartKeys
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
}

/**
 * Reads and unseals once per instance and lifetime. After a failed reload the last credentials are
 * kept for an hour and no longer, so that a revoked secret does not stay valid in an isolated
 * instance.
 */
export function openCredentials({ clock, database, keys, onLocalStack }: CredentialsOptions) {
  let kept: { value: Credentials; atMs: EpochMs } | null = null
  return async (): Promise<Credentials> => {
    const nowMs = clock()
    if (kept && nowMs - kept.atMs < KEPT_MS) return kept.value
    try {
      const sealed = await database.get(sealedCredentials, CREDENTIALS_ID)
      if (sealed === null) throw new Error('no credentials: seal them first (docs/operating.md)')
      const value = await unseal(sealed, keys)
      if (keys.SITE && !onLocalStack) assertSecure(value.publicOrigin)
      kept = { value, atMs: nowMs }
      return kept.value
    } catch (error) {
      if (kept && nowMs - kept.atMs < BORNE_MS) return kept.value
      throw error
    }
  }
}

/** Wallets deliver notifications there, and session tokens are sent there. */
function assertSecure(origin: string): void {
  if (new URL(origin).protocol !== 'https:') throw new Error('publicOrigin is not https')
}

/** The active secrets, the signing one first. */
export const liveSecrets = (now: string, beside: string | null): readonly string[] =>
  beside === null ? [now] : [now, beside]
