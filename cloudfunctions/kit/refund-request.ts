import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok } from '@palm/shared/kernel/result'
import type { Channel, RefundFact } from '@palm/shared/payment/fact'
import type { Log } from './log'
import type { RefundRequest } from './pay/channel'
import type { Channels } from './pay/channels'

export interface RefundContext {
  readonly channels: Channels
  readonly clock: () => EpochMs
  readonly log: Log
}

/** Asks with the number that was reserved; the channel counts the same number once. */
export async function requestRefund(
  { channels, clock, log }: RefundContext,
  from: Channel,
  request: RefundRequest,
  requestedAtMs: EpochMs,
): Promise<RefundFact | null> {
  const channel = await channels(from)
  const isRepeated = clock() - requestedAtMs > FIRST_TRY_MS
  const known = isRepeated ? await channel.queryRefund(request) : ok(null)
  const answer = known.ok && known.value === null ? await channel.refund(request) : known
  if (answer.ok) return answer.value
  log.warn({ trade: request.outTradeNo, refund: request.outRefundNo, ...answer.refusal })
  return null
}

/** The first time there is nothing to ask about; after that the answer may only have been lost. */
const FIRST_TRY_MS = 20_000
