import type { OrderView, RefundRequestView, ServiceView } from '@palm/shared/api/order'
import { formatYuan } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Words } from '../refusals/refusal-words'
import { dayAndTime } from '../times'
import { DECLINE_WORDS, PURSE_WORDS } from './order-status'

export interface BackLine {
  readonly label: string
  readonly figure: string
}

/** Parts of a full refund, and their ways: said before the tap. */
export function backLines({ lines, provider, tenders }: OrderView): readonly BackLine[] {
  const { points, pointsFen, storedValueFen, walletFen } = tenders
  const coupons = lines.filter(({ kind }) => kind === 'coupon').length
  const isAtContract = lines.some(({ id, kind }) => kind === 'price' && id.startsWith('contract:'))
  const parts: (BackLine | false)[] = [
    walletFen > 0 && {
      label: `原路退回${PURSE_WORDS[provider]}`,
      figure: formatYuan(walletFen),
    },
    storedValueFen > 0 && { label: '退回电子账户', figure: formatYuan(storedValueFen) },
    pointsFen > 0 && { label: '退回积分', figure: `${points} 积分` },
    coupons > 0 && { label: '券还给您，有效期不变', figure: `${coupons} 张` },
    isAtContract && { label: '合约升数还给您', figure: '全部' },
  ]
  return parts.filter((part) => part !== false)
}

/** Until when the order waits for its fuel, and what happens then. */
export function serviceWords(
  { acceptedBy, goesBackAtOnce, untilMs }: ServiceView,
  nowMs: EpochMs,
): string {
  const until = dayAndTime(untilMs, nowMs)
  if (goesBackAtOnce) return `${until} 前没有加油，会自动退款`
  return acceptedBy === null
    ? `${until} 前没有核对，客服会找油站处理`
    : `${acceptedBy}已核对口令，正在为您加油`
}

/** State of the driver's request for the money. */
export function requestWords({ askedAtMs, declined }: RefundRequestView, nowMs: EpochMs): Words {
  if (!declined) {
    return {
      what: `已向加油员申请退款（${dayAndTime(askedAtMs, nowMs)}）`,
      next: '加油员同意后全额退回。请留在车旁，他会来看一下油枪。',
    }
  }
  const { note, reason, staffName } = declined
  const why = note === '' ? DECLINE_WORDS[reason] : `${DECLINE_WORDS[reason]}，${note}`
  return {
    what: `${staffName}没有同意退款：${why}`,
    next: '钱还没有退。觉得不对可以再申请一次，或联系油站。',
  }
}
