import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Provider } from '@palm/shared/trade/fact'
import type { Credentials } from '../credentials'
import { openAlipayProvider } from './alipay-provider'
import { PROVIDER_DEADLINE_MS, type PaymentProvider } from './provider'
import { openWechatProvider } from './wechat-provider'

export type Providers = (provider: Provider) => Promise<PaymentProvider>

export interface ProvidersOptions {
  readonly credentials: () => Promise<Credentials>
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  /** Deadline of a call; shorter in tests. */
  readonly providerDeadlineMs?: number
}

/**
 * Opens each provider once, and again when the credentials have changed. Keys are parsed only then.
 */
export function openProviders({
  providerDeadlineMs: deadlineMs = PROVIDER_DEADLINE_MS,
  clock,
  credentials,
  onLocalStack,
}: ProvidersOptions): Providers {
  let opened: { by: Credentials; providers: Map<Provider, PaymentProvider> } | null = null
  return async (provider) => {
    const by = await credentials()
    if (opened?.by !== by) opened = { by, providers: new Map() }
    const known = opened.providers.get(provider)
    if (known) return known
    const common = {
      clock,
      deadlineMs,
      onLocalStack,
      notifyUrl: `${by.publicOrigin}/notify/${provider}`,
    }
    const fresh =
      provider === 'wechat'
        ? openWechatProvider({ ...common, credentials: by.wechat })
        : openAlipayProvider({ ...common, credentials: by.alipay })
    opened.providers.set(provider, fresh)
    return fresh
  }
}
