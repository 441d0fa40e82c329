import type { WalletRequest } from '@palm/shared/api/order'
import { type EpochMs, later, MINUTE_MS } from '@palm/shared/kernel/instant'
import { ok, type Result } from '@palm/shared/kernel/result'
import type { Database } from '../database/session'
import { type Prepay, prepays } from '../documents/prepays'
import type { ProviderRefusal, OpenPayment } from './provider'
import type { ProviderAccount, Providers } from './providers'

/** Both providers keep an open payment for two hours; one about to expire is not reused. */
const KEPT_MS = 110 * MINUTE_MS

interface OpenContext {
  readonly providers: Providers
  readonly clock: () => EpochMs
  readonly database: Database
}

export interface OpenedPayment {
  readonly wallet: WalletRequest
  /** The provider was not called, so it may have been paid meanwhile. */
  readonly isRemembered: boolean
}

/**
 * Opens a payment with its provider. The first request costs nothing extra; from the second on
 * it is cached, so that a hundred requests open two payments and spare the merchant's rate limit.
 */
export async function openPayment(
  { providers, clock, database }: OpenContext,
  account: ProviderAccount,
  request: OpenPayment,
  time: 'first' | 'again',
): Promise<Result<OpenedPayment, ProviderRefusal>> {
  const provider = await providers(account)
  if (time === 'first') return opened(await provider.openPayment(request))
  const known = await database.get(prepays, prepayIdOf(request))
  if (known?.provider === account.provider && clock() < later(known.openedAtMs, KEPT_MS)) {
    return ok({ wallet: provider.reopen(known.reference), isRemembered: true })
  }
  const wallet = await provider.openPayment(request)
  if (!wallet.ok) return wallet
  const reference = referenceOf(wallet.value)
  const prepay = {
    id: prepayIdOf(request),
    provider: account.provider,
    reference,
    openedAtMs: clock(),
  }
  await database.put(prepays, prepay)
  return opened(wallet)
}

const opened = (
  wallet: Result<WalletRequest, ProviderRefusal>,
): Result<OpenedPayment, ProviderRefusal> =>
  wallet.ok ? ok({ wallet: wallet.value, isRemembered: false }) : wallet

const prepayIdOf = ({ outTradeNo }: OpenPayment): Prepay['id'] => `prepay:${outTradeNo}`

const referenceOf = (wallet: WalletRequest): string =>
  wallet.provider === 'wechat' ? wallet.package.slice('prepay_id='.length) : wallet.tradeNO
