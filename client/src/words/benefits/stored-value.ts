import type {
  AccountView,
  OfferTierView,
  RechargeOfferView,
  StatementRowView,
} from '@palm/shared/api/account'
import type { StoredValueView } from '@palm/shared/api/member'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { dayOf } from '../times'

/** `本金 ¥100.00，赠送 ¥30.00` */
export function balanceWords({ giftFen, principalFen }: StoredValueView): string {
  const principal = formatYuan(principalFen)
  return giftFen > 0 ? `${principal}，另有赠送 ${formatYuan(giftFen)}` : principal
}

export const ROW_WORDS: Readonly<Record<StatementRowView['kind'], string>> = {
  recharged: '充值',
  spent: '加油付款',
  'given-back': '加油退回',
  refunded: '退回钱包',
  'gift-expired': '赠送金到期',
  merged: '合并账户',
  separated: '撤销合并',
}

/** `+¥100.00`, `−¥20.00` with a true minus. */
export const signedYuan = (amountFen: number): string =>
  `${amountFen < 0 ? '−' : '+'}${formatYuan(fen(Math.abs(amountFen)))}`

export const FREEZE_WORDS: Readonly<Record<NonNullable<AccountView['freeze']>['reason'], string>> =
  {
    'lost-phone': '您报过手机丢失',
    'suspected-fraud': '我们看到了异常的操作',
    'court-order': '收到了司法机关的要求',
  }

/** Gift of a recharge of an amount: `¥30` · `充值满 100`. */
export function tierWords({ coupons, giftFen, minimumFen }: OfferTierView) {
  const worth = giftFen > 0 ? wholeYuan(giftFen) : (coupons[0] ?? '')
  return { worth, from: `充值满 ${wholeYuan(minimumFen).slice(1)}` }
}

const wholeYuan = (amountFen: OfferTierView['giftFen']): string =>
  formatYuan(amountFen).replace(/\.00$/, '')

/** `每月一次，8 月 15 日止`: end of an offer, or why it is unavailable to this member. */
export function offerWords({ giftDays, toMs, unmet }: RechargeOfferView): string {
  switch (unmet?.code) {
    case 'offer/month-used':
      return '本月已参加，下个月再来'
    case 'offer/used-up':
      return '您的次数已经用完'
    case 'offer/not-yet':
      return `${dayOf(unmet.fromMs)}开始`
    case 'offer/over':
    case 'offer/below-minimum':
    case undefined:
      return `活动到 ${dayOf(toMs - 1)}${giftDays === null ? '' : `，赠送金 ${giftDays} 天内有效`}`
  }
}
