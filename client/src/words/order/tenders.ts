import type { QuoteView, TendersView } from '@palm/shared/api/order'
import { formatYuan, sumFen } from '@palm/shared/kernel/fen'
import type { Provider } from '@palm/shared/trade/fact'
import { PAID_WORDS, WALLET_WORDS } from './order-status'

export interface TenderLine {
  readonly label: string
  readonly figure: string
}

/** Each tender with its part, if there are several. */
export function tenderLines(tenders: TendersView, provider: Provider): readonly TenderLine[] {
  const { points, pointsFen, storedValueFen, walletFen } = tenders
  const lines = [
    { label: `${points} 积分抵`, paidFen: pointsFen },
    { label: '电子账户', paidFen: storedValueFen },
    { label: WALLET_WORDS[provider], paidFen: walletFen },
  ].filter(({ paidFen }) => paidFen > 0)
  const isWalletAlone = pointsFen === 0 && storedValueFen === 0
  return isWalletAlone
    ? []
    : lines.map(({ label, paidFen }) => ({ label, figure: formatYuan(paidFen) }))
}

/** Named after the tender if there is only one; `paidDetail` lists the parts of several. */
export function paidWords(tenders: TendersView, provider: Provider): string {
  const { storedValueFen, walletFen } = tenders
  if (tenderLines(tenders, provider).length > 1) return '付款成功'
  if (walletFen > 0) return PAID_WORDS[provider]
  return storedValueFen > 0 ? '电子账户付款成功' : '积分付款成功'
}

/** `¥200.00`, or `电子账户 ¥130.00，支付宝 ¥70.00` */
export function paidDetail(tenders: TendersView, provider: Provider): string {
  const lines = tenderLines(tenders, provider)
  if (lines.length > 1) return lines.map(({ figure, label }) => `${label} ${figure}`).join('，')
  const { pointsFen, storedValueFen, walletFen } = tenders
  return formatYuan(sumFen([pointsFen, storedValueFen, walletFen]))
}

/** Beside the button: what pays besides the wallet, or could. */
export function tenderHint({ offered, tenders }: QuoteView, provider: Provider): string {
  const parts = [
    tenders.pointsFen > 0 && `积分抵 ${formatYuan(tenders.pointsFen)}`,
    tenders.storedValueFen > 0 && `电子账户抵 ${formatYuan(tenders.storedValueFen)}`,
    tenders.pointsFen === 0 &&
      offered.points &&
      `${offered.points.points} 积分可抵 ${formatYuan(offered.points.worthFen)}`,
    tenders.storedValueFen === 0 &&
      offered.storedValueFen !== null &&
      `电子账户可用 ${formatYuan(offered.storedValueFen)}`,
  ].filter((part) => typeof part === 'string')
  return parts.length === 0 ? WALLET_WORDS[provider] : parts.join(' · ')
}

/** Returned points and stored value; null without any. */
export function ownBackWords({
  points,
  storedValueFen,
}: Pick<TendersView, 'points' | 'storedValueFen'>): string | null {
  const parts = [
    storedValueFen > 0 && `电子账户 ${formatYuan(storedValueFen)}`,
    points > 0 && `${points} 积分`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? null : `已退回${parts.join('、')}`
}
