import type { FaultRule } from '../faults'
import type { ServiceContext } from '../service'
import { type MerchantPost, postToMerchant, type Reception } from './merchant-post'
import type { Delivery } from './outbox'

/** What can go wrong on a notice's way, whatever it says. */
export interface TellingFault {
  /** How many are sent at once. */
  readonly copies?: (rule: FaultRule) => number
  /** Heard or not, it is told again: because it was not the provider's own word, or by mistake. */
  readonly isUnheard?: true
  /** It is not sent, now or later. */
  readonly isForgotten?: true
  /** The very same bytes come once more, later. */
  readonly isReplayed?: true
}

export interface Telling {
  readonly delivery: Delivery
  readonly receptions: readonly Reception[]
  /** By the stack's clock. */
  readonly tookMs: number
}

const MINUTE_MS = 60_000

/** When it comes, if the fault is `late`; `with.delayMs` later, by the stack's clock. */
export const postponement = (rule: FaultRule): Delivery => ({
  outcome: 'postponed',
  byMs: Number(rule.with?.['delayMs'] ?? MINUTE_MS),
})

/** One sending, and what comes of it. */
export async function tell(
  { clock }: Pick<ServiceContext, 'clock'>,
  post: MerchantPost,
  { fault, isHeard, rule }: TellingRules,
): Promise<Telling> {
  if (fault.isForgotten) return { delivery: { outcome: 'abandoned' }, receptions: [], tookMs: 0 }
  const startedMs = clock.now()
  const copies = rule && fault.copies ? fault.copies(rule) : 1
  const receptions = await Promise.all(Array.from({ length: copies }, () => postToMerchant(post)))
  if (rule && fault.isReplayed) {
    const delayMs = Number(rule.with?.['delayMs'] ?? 10 * MINUTE_MS)
    clock.schedule(startedMs + delayMs, async () => void (await postToMerchant(post)))
  }
  const isOver = receptions.some(isHeard) && !fault.isUnheard
  return {
    delivery: { outcome: isOver ? 'acknowledged' : 'unacknowledged' },
    receptions,
    tookMs: clock.now() - startedMs,
  }
}

export interface TellingRules {
  readonly rule: FaultRule | null
  readonly fault: TellingFault
  readonly isHeard: (reception: Reception) => boolean
}
