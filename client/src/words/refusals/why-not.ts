import { type Fen, formatYuan } from '@palm/shared/kernel/fen'
import type { UnusedView } from '@palm/shared/api/order'
import type { WhyNot } from '@palm/shared/pricing/plans/why-not'
import { dayOf } from '../times'

/** As below; where picking it is offered, with the figure that picking it gives. */
export function unusedWords({ exchange, why }: UnusedView, payableFen: Fen): string {
  if (!exchange || !('payableFen' in why)) return whyNotWords(why, payableFen)
  const figure = formatYuan(exchange.payableFen)
  if (why.code === 'benefit/not-picked') {
    return exchange.payableFen < payableFen
      ? `您没有选，用它只要付 ${figure}`
      : `您没有选，用它要付 ${figure}`
  }
  return whyNotWords({ ...why, payableFen: exchange.payableFen }, payableFen)
}

/** Why a benefit was not used, in one sentence that a driver can check. */
export function whyNotWords(why: WhyNot, payableFen: Fen): string {
  switch (why.code) {
    case 'benefit/expired':
      return '已经过期'
    case 'benefit/not-yet-valid':
      return `${dayOf(why.fromMs)} 起才能用`
    case 'benefit/other-station':
      return '不能在这个站用'
    case 'benefit/other-grade':
      return '这个油品不能用'
    case 'benefit/other-day':
      return '今天不能用'
    case 'benefit/other-hour':
      return '这个时段不能用'
    case 'benefit/below-minimum':
      return `满 ${formatYuan(why.minimumFen)} 可用`
    case 'benefit/takes-nothing-off':
      return '这一单减不了钱'
    case 'benefit/not-picked':
      return `您没有选，用它只要付 ${formatYuan(why.payableFen)}`
    case 'benefit/stored-value-short':
      return `要全部用余额付；够的话付 ${formatYuan(why.payableFen)}`
    default:
      return `${REASONS[why.code]}${compared(why.payableFen, payableFen)}`
  }
}

const REASONS = {
  'benefit/same-group': '同类券只能用一张',
  'benefit/goes-alone': '不能和别的券同用',
  'benefit/pump-price-only': '不与会员价同享',
  'benefit/enough-coupons': '一单能用的张数已经用满',
  'benefit/limit-reached': '优惠已经到上限',
  'benefit/better-price': '有更省的价',
} as const

const compared = (withItFen: Fen, payableFen: Fen): string =>
  withItFen > payableFen ? `，用它要付 ${formatYuan(withItFen)}` : '，用它不会更便宜，先帮您留着'
