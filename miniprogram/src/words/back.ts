import { formatYuan } from '@palm/shared/kernel/fen'
import type { Rest } from '../stores/staff/rest-store'

/** Preview of the refund to the driver. */
export function backWords(rest: Rest | null): string {
  if (rest === null || rest.at === 'asking') return '正在算退多少…'
  if (rest.at === 'unknown') return '没加完的会原路退给司机，金额联网后算好'
  const coupons = rest.couponsBack > 0 ? `，还给他 ${rest.couponsBack} 张券` : ''
  return rest.backFen > 0
    ? `没加完的 ${formatYuan(rest.backFen)} 会原路退给司机${coupons}`
    : `优惠后正好，不用退款${coupons}`
}
