import type { MemberId } from '@palm/shared/member/member'
import type { OrderId } from '@palm/shared/order/facts/order'
import { checkProof, type Proof } from '@palm/shared/order/verbs/proof'
import { hourKey, type PassphraseSecrets } from '@palm/shared/passphrase/key'
import { idLetters } from '@palm/shared/kernel/id'
import { staffIdOf } from '../edge/identity/member-id'
import { report } from '../flows/incident-report'
import type { StaffContext } from './context'

interface Served {
  readonly orderId: OrderId
  readonly proof: Proof
  readonly member: MemberId
  readonly passphraseSecrets: PassphraseSecrets
}

/**
 * An attendant without network verified a driver, and the money went back before the confirmation
 * arrived: fuel may have been delivered for nothing. A person looks at it, once per order.
 */
export async function reportServedAfterRefund(
  context: StaffContext,
  { member, orderId, passphraseSecrets, proof }: Served,
): Promise<void> {
  const order = await context.store.order(orderId)
  if (!order || !('reversal' in order.state) || proof.kind === 'none') return
  const { decidedAtMs, staffId } = order.state.reversal
  const keyOf = (hour: Parameters<typeof hourKey>[2]) =>
    hourKey(passphraseSecrets, order.stationId, hour)
  const isProved = checkProof(order, proof, keyOf, context.clock()).ok
  if (staffId !== null || proof.atMs > decidedAtMs || !isProved) return
  const { stationId, tail } = order
  const details = { orderId, stationId, tail, verifiedBy: staffIdOf(member) }
  await report(context, 'order/served-after-refund', idLetters(orderId), details)
}
