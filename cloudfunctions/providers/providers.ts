import type { EpochMs } from '@palm/shared/kernel/instant'
import { type MerchantKey, type Provider, PROVIDERS } from '@palm/shared/trade/fact'
import { OWN_MERCHANT } from '@palm/shared/trade/payee'
import type { Credentials } from '../credentials/credentials'
import type { MerchantOf, Merchants } from '../credentials/merchants'
import { openAlipayProvider } from './alipay/adapter'
import { type AdapterOptions, PROVIDER_DEADLINE_MS, type PaymentProvider } from './provider'
import { openWechatProvider } from './wechat/adapter'

/** An account with a provider: the provider, and our name for the merchant. */
export interface ProviderAccount {
  readonly provider: Provider
  readonly merchant: MerchantKey
}

/** Opens the adapter of a provider for one merchant's account. */
export type Providers = (account: ProviderAccount) => Promise<PaymentProvider>

interface Adapter<Name extends Provider> {
  /** Path of notifications; other merchants than the operator's own add their key to it. */
  readonly notifyPath: `/notify/${Name}`
  open(credentials: MerchantOf[Name], options: AdapterOptions): PaymentProvider
}

/** Every provider has an adapter, or nothing compiles; cloud.json has the same paths. */
const ADAPTERS: { readonly [Name in Provider]: Adapter<Name> } = {
  wechat: {
    notifyPath: '/notify/wechat',
    open: (credentials, options) => openWechatProvider({ ...options, credentials }),
  },
  alipay: {
    notifyPath: '/notify/alipay',
    open: (credentials, options) => openAlipayProvider({ ...options, credentials }),
  },
}

export const NOTIFY_PATHS: readonly string[] = PROVIDERS.map((name) => ADAPTERS[name].notifyPath)

export const notifyPathOf = ({ merchant, provider }: ProviderAccount): string => {
  const { notifyPath } = ADAPTERS[provider]
  return merchant === OWN_MERCHANT ? notifyPath : `${notifyPath}/${merchant}`
}

/** The account whose notifications arrive at a path; null for any other path. */
export function accountAt(path: string): ProviderAccount | null {
  for (const provider of PROVIDERS) {
    const { notifyPath } = ADAPTERS[provider]
    if (path === notifyPath) return { provider, merchant: OWN_MERCHANT }
    if (path.startsWith(`${notifyPath}/`)) {
      return { provider, merchant: path.slice(notifyPath.length + 1) }
    }
  }
  return null
}

export interface ProvidersOptions {
  readonly credentials: () => Promise<Credentials>
  readonly merchants: Merchants
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  /** Deadline of a call; shorter in tests. */
  readonly providerDeadlineMs?: number
}

interface Opened {
  readonly by: unknown
  readonly origin: string
  readonly provider: PaymentProvider
}

/** Opens each account once, and again when its credentials have changed: keys are parsed then. */
export function openProviders(options: ProvidersOptions): Providers {
  const opened = new Map<string, Opened>()
  return async (account) => {
    const { publicOrigin: origin } = await options.credentials()
    const path = notifyPathOf(account)
    const common: AdapterOptions = {
      merchant: account.merchant,
      notifyUrl: `${origin}${path}`,
      clock: options.clock,
      onLocalStack: options.onLocalStack,
      deadlineMs: options.providerDeadlineMs ?? PROVIDER_DEADLINE_MS,
    }
    const { by, open } = await adapterOf(options.merchants, account)
    const known = opened.get(path)
    if (known?.by === by && known.origin === origin) return known.provider
    const provider = open(common)
    opened.set(path, { by, origin, provider })
    return provider
  }
}

async function adapterOf<Name extends Provider>(
  merchants: Merchants,
  { merchant, provider }: ProviderAccount & { readonly provider: Name },
) {
  const by = await merchants(provider, merchant)
  const adapter: Adapter<Name> = ADAPTERS[provider]
  return { by, open: (options: AdapterOptions) => adapter.open(by, options) }
}
