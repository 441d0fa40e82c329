import { type EpochMs, HOUR_MS, later, MINUTE_MS } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { dutyHours, HOUR_GRACE_MS, type HourKey, type KeyHour } from '../../passphrase/key'
import { type Expected, type PassphraseRefusal, verifyDigits } from '../../passphrase/verify'
import { type Order, paidAtMsOf, type ProofKind, type Unproven } from '../facts/order'

/**
 * How the attendant verified the driver. `atMs` is the time of verification: an offline proof
 * arrives later.
 */
export type Proof =
  | { readonly kind: 'digits' | 'scan'; readonly digits: string; readonly atMs: EpochMs }
  | { readonly kind: 'none'; readonly why: Unproven }

/** A confirmation made without network has to arrive within a day. */
const REPLAY_WITHIN_MS = 24 * HOUR_MS

/** Two phones' and our clocks may differ by this much. */
const CLOCK_SKEW_MS = 2 * MINUTE_MS

/** Subject of this order's passphrase. */
export const expectedOf = (order: Order): Expected => ({
  orderId: order.id,
  tail: order.tail,
  nozzleNumber: order.fuel.nozzleNumber,
  amountFen: order.amountFen,
})

/**
 * Checks the attendant's proof again on the server. The order itself ensures single use: a
 * confirmed order cannot be confirmed with another proof.
 */
export function checkProof(
  order: Order,
  proof: Proof,
  keyOf: (hour: KeyHour) => HourKey,
  nowMs: EpochMs,
): Result<ProofKind, PassphraseRefusal> {
  if (proof.kind === 'none') return ok('none')
  const { atMs } = proof
  const paidAtMs = paidAtMsOf(order)
  const plausible =
    atMs <= later(nowMs, CLOCK_SKEW_MS) &&
    nowMs - atMs <= REPLAY_WITHIN_MS &&
    paidAtMs - atMs <= CLOCK_SKEW_MS
  if (!plausible) return refuse({ code: 'passphrase/stale' })
  const verified = verifyDigits(proof.digits, expectedOf(order), {
    stationId: order.stationId,
    keys: dutyHours(atMs, later(atMs, HOUR_GRACE_MS)).map((hour) => ({ hour, key: keyOf(hour) })),
    used: new Set(),
    waiting: [],
    nowMs: atMs,
  })
  return verified.ok ? ok(proof.kind) : verified
}
