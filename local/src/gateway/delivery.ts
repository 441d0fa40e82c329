import type { FaultRule } from '../faults'
import type { ServiceContext } from '../service'
import { type MerchantPost, postToMerchant, type Reception } from './merchant-post'
import type { Delivery } from './outbox'

/** Faults of a notification's delivery, whatever its content. */
export interface DeliveryFault {
  /** Number of copies sent at once. */
  readonly copies?: (rule: FaultRule) => number
  /** Sent again even if acknowledged: it was not genuine, or to simulate an error. */
  readonly isUnheard?: true
  /** It is not sent, now or later. */
  readonly isForgotten?: true
  /** The same bytes are sent once more, later. */
  readonly isReplayed?: true
}

export interface DeliveryReport {
  readonly delivery: Delivery
  readonly receptions: readonly Reception[]
  /** By the stack's clock. */
  readonly tookMs: number
}

const MINUTE_MS = 60_000

/** Postponement by the fault `late`; `with.delayMs` by the stack's clock. */
export const postponement = (rule: FaultRule): Delivery => ({
  outcome: 'postponed',
  byMs: Number(rule.with?.['delayMs'] ?? MINUTE_MS),
})

/** One delivery and its result. */
export async function tell(
  { clock }: Pick<ServiceContext, 'clock'>,
  post: MerchantPost,
  { fault, isHeard, rule }: DeliveryRules,
): Promise<DeliveryReport> {
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

export interface DeliveryRules {
  readonly rule: FaultRule | null
  readonly fault: DeliveryFault
  readonly isHeard: (reception: Reception) => boolean
}
