import type { WalletRequest } from '@palm/shared/api/order'
import { type EpochMs, later, MINUTE_MS } from '@palm/shared/kernel/instant'
import { ok, type Result } from '@palm/shared/kernel/result'
import type { Channel } from '@palm/shared/trade/fact'
import type { Database } from './database/session'
import { type Prepay, prepays } from './documents/prepays'
import type { ChannelRefusal, OpenPayment } from './pay/channel'
import type { Channels } from './pay/channels'

/** Both providers keep an open payment for two hours; one about to expire is not reused. */
const KEPT_MS = 110 * MINUTE_MS

interface OpenContext {
  readonly channels: Channels
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
  { channels, clock, database }: OpenContext,
  name: Channel,
  request: OpenPayment,
  time: 'first' | 'again',
): Promise<Result<OpenedPayment, ChannelRefusal>> {
  const channel = await channels(name)
  if (time === 'first') return opened(await channel.openPayment(request))
  const known = await database.get(prepays, prepayIdOf(request))
  if (known?.channel === name && clock() < later(known.openedAtMs, KEPT_MS)) {
    return ok({ wallet: channel.reopen(known.reference), isRemembered: true })
  }
  const wallet = await channel.openPayment(request)
  if (!wallet.ok) return wallet
  const reference = referenceOf(wallet.value)
  const prepay = { id: prepayIdOf(request), channel: name, reference, openedAtMs: clock() }
  await database.put(prepays, prepay)
  return opened(wallet)
}

const opened = (
  wallet: Result<WalletRequest, ChannelRefusal>,
): Result<OpenedPayment, ChannelRefusal> =>
  wallet.ok ? ok({ wallet: wallet.value, isRemembered: false }) : wallet

const prepayIdOf = ({ outTradeNo }: OpenPayment): Prepay['id'] => `prepay:${outTradeNo}`

const referenceOf = (wallet: WalletRequest): string =>
  wallet.channel === 'wechat' ? wallet.package.slice('prepay_id='.length) : wallet.tradeNO
