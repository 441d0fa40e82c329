import type { StoredValueAccount } from '../../stored-value/account'
import { hasMoney, type Recharge } from '../../stored-value/recharge/recharge'

/**
 * Every recharge stays a lot of its own, so that it is refunded to its payer. A password that one of
 * them has goes on protecting the money.
 */
export const joinedValue = (
  into: StoredValueAccount,
  from: StoredValueAccount,
): StoredValueAccount => ({
  recharges: [...into.recharges, ...from.recharges].sort(
    (a, b) => a.requestedAtMs - b.requestedAtMs,
  ),
  uses: [...into.uses, ...from.uses],
  freeze: into.freeze ?? from.freeze,
  guard: into.guard.passwordHash === null ? from.guard : into.guard,
})

export function valueFrom(joint: StoredValueAccount, came: StoredValueAccount): StoredValueAccount {
  const ids = new Set(came.recharges.map(({ id }) => id))
  const orders = new Set(came.uses.map(({ orderId }) => orderId))
  return {
    recharges: joint.recharges.filter(({ id }) => ids.has(id)),
    uses: joint.uses.filter(({ orderId }) => orders.has(orderId)),
    freeze: null,
    guard: came.guard,
  }
}

export const valueWithout = (
  joint: StoredValueAccount,
  part: StoredValueAccount,
): StoredValueAccount => ({
  recharges: joint.recharges.filter((one) => !part.recharges.includes(one)),
  uses: joint.uses.filter((one) => !part.uses.includes(one)),
  freeze: joint.freeze,
  guard: joint.guard,
})

/** Whether no order has used and nobody has withdrawn any of it; an expired gift may be gone. */
export const valueUntouched = (joint: StoredValueAccount, came: StoredValueAccount): boolean =>
  came.recharges.every((recharge) => {
    const now = joint.recharges.find(({ id }) => id === recharge.id)
    return now ? isAsBefore(now, recharge) : isEmpty(recharge)
  })

function isAsBefore(now: Recharge, before: Recharge): boolean {
  if (!hasMoney(now) || !hasMoney(before)) return now.state.status === before.state.status
  return (
    now.state.usedAtMs === before.state.usedAtMs &&
    now.state.left.principalFen === before.state.left.principalFen &&
    now.state.withdrawals.length === before.state.withdrawals.length
  )
}

/** Dropped from the document once there was nothing in it. */
const isEmpty = (recharge: Recharge): boolean =>
  !hasMoney(recharge) ||
  (recharge.state.left.principalFen === 0 && recharge.state.left.giftFen === 0)
