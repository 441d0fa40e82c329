import type { TendersView } from '@palm/shared/api/order'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import type { Channel } from '@palm/shared/payment/fact'
import { PAID_WORDS, WALLET_WORDS } from './order-status'

/** What pays, in the order in which it does: `积分 + 电子账户 + 微信支付`. */
export const payingWords = (tenders: TendersView, channel: Channel): string =>
  [
    tenders.pointsFen > 0 && '积分',
    tenders.storedValueFen > 0 && '电子账户',
    tenders.walletFen > 0 && WALLET_WORDS[channel],
  ]
    .filter((word) => word !== false)
    .join(' + ')

export interface TenderLine {
  readonly label: string
  readonly figure: string
}

/** Each tender with its part, where more than one pays. */
export function tenderLines(tenders: TendersView, channel: Channel): readonly TenderLine[] {
  const { points, pointsFen, storedValueFen, walletFen } = tenders
  const lines = [
    { label: `${points} 积分抵`, paidFen: pointsFen },
    { label: '电子账户', paidFen: storedValueFen },
    { label: WALLET_WORDS[channel], paidFen: walletFen },
  ].filter(({ paidFen }) => paidFen > 0)
  const isWalletAlone = pointsFen === 0 && storedValueFen === 0
  return isWalletAlone
    ? []
    : lines.map(({ label, paidFen }) => ({ label, figure: formatYuan(fen(paidFen)) }))
}

export const paidWords = ({ storedValueFen, walletFen }: TendersView, channel: Channel): string => {
  if (walletFen > 0) return PAID_WORDS[channel]
  return storedValueFen > 0 ? '电子账户付款成功' : '积分付款成功'
}

/** What of the driver's own came back; null for nothing. */
export function ownBackWords({
  points,
  storedValueFen,
}: Pick<TendersView, 'points' | 'storedValueFen'>): string | null {
  const parts = [
    storedValueFen > 0 && `电子账户 ${formatYuan(fen(storedValueFen))}`,
    points > 0 && `${points} 积分`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? null : `已退回${parts.join('、')}`
}
