import { ok, refuse, type Result } from '../../kernel/result'
import type { PassphraseRefusal } from '../../passphrase/verify'
import { type Decision, unchanged } from '../facts/decision'
import { hasMoney, type Order } from '../facts/order'
import { barredFrom } from './act'
import type { Confirm, ReverseRefusal } from './confirm'
import { checkProof } from './proof'

export type AcceptRefusal =
  | Exclude<ReverseRefusal, { readonly code: 'approval/needed' }>
  /** Its money is on the way back: no fuel. */
  | { readonly code: 'order/reversed' }
  | PassphraseRefusal

/**
 * The attendant has verified the passphrase of an order that is paid first, and starts the pump. From
 * here on the driver cannot take the money back alone. Accepting twice finds the first acceptance.
 */
export function accept(
  order: Order,
  { by, keyOf, nowMs, proof }: Omit<Confirm, 'dispensedFen'>,
): Result<Decision, AcceptRefusal> {
  const barred = barredFrom(order, by)
  if (barred) return refuse(barred)
  const { state } = order
  if (!hasMoney(state)) return refuse({ code: 'order/not-paid', status: state.status })
  if (state.status === 'confirmed') {
    const { confirmedAtMs: atMs, staffName } = state.confirmation
    return refuse({ code: 'order/already-confirmed', by: staffName, atMs })
  }
  if (state.status !== 'paid') return refuse({ code: 'order/reversed' })
  const proved = checkProof(order, proof, keyOf, nowMs)
  if (!proved.ok) return proved
  if (order.accepted || order.way === 'fuel-first') return ok(unchanged(order))
  const { id: staffId, name: staffName } = by.staff
  const accepted = { staffId, staffName, acceptedAtMs: nowMs }
  return ok({ order: { ...order, accepted }, entry: null })
}
