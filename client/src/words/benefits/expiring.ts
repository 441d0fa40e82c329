import type { FreeCouponsView } from '@palm/shared/api/member'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { lastDayWords } from '../times'

/** `1 张后天到期`; null if no coupon ever expires. */
export function expiringWords({ expiring }: FreeCouponsView, nowMs: EpochMs): string | null {
  return expiring && `${expiring.coupons} 张 ${lastDayWords(expiring.atMs, nowMs)}到期`
}
