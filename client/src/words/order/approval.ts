import type { ApprovalView } from '@palm/shared/api/staff'
import { formatYuan } from '@palm/shared/kernel/fen'
import type { AskReason } from '@palm/shared/order/verbs/approval'
import type { UnprovenReason } from '@palm/shared/order/facts/order'

/** Reasons for a refund, from the attendant to the manager. */
export const ASK_REASON_WORDS: Readonly<Record<AskReason, string>> = {
  'wrong-amount': '金额看错了',
  'wrong-nozzle': '枪号看错了',
  'no-fuel': '没有加油',
  'paid-otherwise': '司机用别的方式付了',
  other: '其他',
}

/** Reasons for a missing passphrase. */
export const UNPROVEN_WORDS: Readonly<Record<UnprovenReason, string>> = {
  'phone-dead': '司机手机没电',
  'no-network': '司机手机没网',
  'left-phone': '手机不在身边',
  'screen-unreadable': '屏幕看不清',
  other: '其他',
}

/** `全额退回 ¥500.00` · `更正为 ¥100.00，退 ¥400.00` */
export function askedWords({ backFen, dispensedFen, kind }: ApprovalView): string {
  const back = formatYuan(backFen)
  return kind === 'reject' ? `全额退回 ${back}` : `更正为 ${formatYuan(dispensedFen)}，退 ${back}`
}
