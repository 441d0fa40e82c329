import { type EpochMs, HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import type { MerchantKey, Provider } from '@palm/shared/trade/fact'
import { OWN_MERCHANT } from '@palm/shared/trade/payee'
import { z } from 'zod'
import {
  alipayForm,
  type AlipayCredentials,
  type Credentials,
  type CredentialsOptions,
  type PartKeys,
  wechatForm,
  type WechatCredentials,
} from './credentials'
import type { Collection, Database } from '../database/session'
import { openSealed, sealOne } from './seal'

/**
 * A merchant account with WeChat Pay: a merchant of their own 直连商户, or a sub-merchant 特约商户
 * for whom a service provider signs.
 */
export interface WechatMerchant extends WechatCredentials {
  /** `sub_mchid`; null for a merchant of their own. */
  readonly subMchId: string | null
}

/** A seller with Alipay: the application's own, or one who has authorised the application. */
export interface AlipayMerchant extends AlipayCredentials {
  /** `app_auth_token` 应用授权令牌; null for the application's own seller. */
  readonly appAuthToken: string | null
}

/** Credentials with which each provider's adapter acts for one merchant. */
export interface MerchantOf {
  readonly wechat: WechatMerchant
  readonly alipay: AlipayMerchant
}

/** Finds the credentials of a merchant account; throws if there are none. */
export type Merchants = <Name extends Provider>(
  provider: Name,
  merchant: MerchantKey,
) => Promise<MerchantOf[Name]>

/** Sealed content: keys of their own, or a place under the operator's own account. */
const under = z.literal(OWN_MERCHANT)
const stored = {
  wechat: z.union([wechatForm, z.strictObject({ under, subMchId: z.string().min(8).max(32) })]),
  alipay: z.union([
    alipayForm,
    z.strictObject({ under, sellerId: z.string(), appAuthToken: z.string().min(1) }),
  ]),
}

/** As sealed: `under` names the account whose keys sign. */
export type StoredMerchant = {
  readonly [Name in Provider]: z.infer<(typeof stored)[Name]>
}

const PART = { wechat: 'WECHAT_PAY', alipay: 'ALIPAY' } as const satisfies Record<Provider, string>

interface SealedMerchant {
  readonly id: `credentials:${Provider}:${string}`
  readonly sealed: string
}

const sealedMerchants: Collection<SealedMerchant> = {
  name: 'credentials',
  write: ({ id, sealed }) => ({ _id: id, sealed }),
  read: (document) => {
    const { _id, sealed } = z.object({ _id: z.string(), sealed: z.string() }).parse(document)
    return { id: _id as SealedMerchant['id'], sealed }
  },
}

const idOf = (provider: Provider, merchant: MerchantKey): SealedMerchant['id'] =>
  `credentials:${provider}:${merchant}`

/** Our names for merchant accounts: they are parts of notification paths. */
const MERCHANT_KEY = /^[a-z0-9-]{1,24}$/

/** Seals one merchant's credentials beside the others, so that each can be replaced alone. */
export async function saveMerchant<Name extends Provider>(
  database: Database,
  at: { readonly provider: Name; readonly merchant: MerchantKey },
  value: StoredMerchant[Name],
  keys: PartKeys,
): Promise<void> {
  const { merchant, provider } = at
  const key = keys[PART[provider]]
  if (!MERCHANT_KEY.test(merchant)) throw new Error('a merchant is named by a-z, 0-9 and hyphens')
  if (merchant === OWN_MERCHANT) throw new Error('the own merchant is part of the installation')
  if (key === undefined) throw new Error(`no key of the part ${PART[provider]}`)
  const sealed = await sealOne(stored[provider].parse(value), key)
  await database.put(sealedMerchants, { id: idOf(provider, merchant), sealed })
}

/** A warm instance reloads after this time, so a new key is known everywhere within it. */
const KEPT_MS = 5 * MINUTE_MS

/** Tolerated duration of failing reloads, so that a short outage does not lose callbacks. */
const BORNE_MS = HOUR_MS

interface Kept {
  readonly value: unknown
  /** The own account's credentials from which it was made. */
  readonly by: Credentials
  readonly atMs: EpochMs
}

export type MerchantsOptions = Pick<CredentialsOptions, 'clock' | 'database' | 'keys'> & {
  readonly credentials: () => Promise<Credentials>
}

/** Reads and unseals a merchant when it is needed, once per instance and lifetime. */
export function openMerchants(options: MerchantsOptions): Merchants {
  const kept = new Map<string, Kept>()
  return async (provider, merchant) => {
    const by = await options.credentials()
    const id = idOf(provider, merchant)
    const known = kept.get(id)
    const ageMs = known?.by === by ? options.clock() - known.atMs : Infinity
    if (known && ageMs < KEPT_MS) return known.value as never
    try {
      const value = await load(options, by, { provider, merchant })
      kept.set(id, { value, by, atMs: options.clock() })
      return value as never
    } catch (error) {
      if (known && ageMs < BORNE_MS) return known.value as never
      throw error
    }
  }
}

async function load(
  { database, keys }: MerchantsOptions,
  by: Credentials,
  { merchant, provider }: { readonly provider: Provider; readonly merchant: MerchantKey },
): Promise<MerchantOf[Provider]> {
  if (merchant === OWN_MERCHANT) return ownMerchant(by)[provider]()
  const found = await database.get(sealedMerchants, idOf(provider, merchant))
  const key = keys[PART[provider]]
  if (!found) throw new Error(`no credentials of the merchant ${merchant} with ${provider}`)
  if (key === undefined) throw new Error(`this function has no key for ${PART[provider]}`)
  return COMPLETED[provider](by, await openSealed(found.sealed, key))
}

const ownMerchant = (by: Credentials) => ({
  wechat: (): WechatMerchant => ({ ...by.wechat, subMchId: null }),
  alipay: (): AlipayMerchant => ({ ...by.alipay, appAuthToken: null }),
})

/** Adds the keys of the account that signs. */
const COMPLETED: {
  readonly [Name in Provider]: (by: Credentials, sealed: unknown) => MerchantOf[Name]
} = {
  wechat(by, sealed) {
    const own = stored.wechat.parse(sealed)
    return 'under' in own ? { ...by.wechat, subMchId: own.subMchId } : { ...own, subMchId: null }
  },
  alipay(by, sealed) {
    const own = stored.alipay.parse(sealed)
    if (!('under' in own)) return { ...own, appAuthToken: null }
    const { appAuthToken, sellerId } = own
    return { ...by.alipay, sellerId, appAuthToken }
  },
}
