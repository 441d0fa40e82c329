import type { Desk } from '../desk'
import { tellActivity } from './activity-operation'
import { type Voucher, voucherKey } from './voucher'

/** `…message.expired`, for unused vouchers. */
export function awaitExpiry(desk: Desk, { activityId, code, untilMs }: Voucher): void {
  desk.context.clock.schedule(untilMs, () => {
    const voucher = desk.books.vouchers.get(voucherKey(activityId, code))
    if (voucher?.status !== 'ENABLED') return
    void tellActivity(desk, activityId, 'expired', {
      voucher_id: voucher.voucherId,
      open_id: voucher.openId,
    })
  })
}

/** For vouchers that were valid at a restart. */
export function awaitExpiries(desk: Desk): void {
  const nowMs = desk.context.clock.now()
  for (const { value } of desk.books.vouchers.all()) {
    if (value.status === 'ENABLED' && value.untilMs > nowMs) awaitExpiry(desk, value)
  }
}
