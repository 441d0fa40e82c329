import type { Context } from '../context'
import { tellActivity } from './activity-operation'
import { type Voucher, voucherKey } from './voucher'

/** `…message.expired`, for unused vouchers. */
export function awaitExpiry(context: Context, { activityId, code, untilMs }: Voucher): void {
  context.service.clock.schedule(untilMs, () => {
    const voucher = context.books.vouchers.get(voucherKey(activityId, code))
    if (voucher?.status !== 'ENABLED') return
    void tellActivity(context, activityId, 'expired', {
      voucher_id: voucher.voucherId,
      open_id: voucher.openId,
    })
  })
}

/** For vouchers that were valid at a restart. */
export function awaitExpiries(context: Context): void {
  const nowMs = context.service.clock.now()
  for (const { value } of context.books.vouchers.all()) {
    if (value.status === 'ENABLED' && value.untilMs > nowMs) awaitExpiry(context, value)
  }
}
