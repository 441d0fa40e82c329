import type { OwnGradePriceView } from '@palm/shared/api/station'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import type { PriceKind } from '@palm/shared/pricing/rules/price-offer'

/** `合约省 0.50/L`: how much less than the pump price, and by what; null at the pump price. */
export function ownPriceTag({ own, pumpPriceFen }: OwnGradePriceView): string | null {
  const offFen = pumpPriceFen - own.pricePerLitreFen
  if (offFen <= 0) return null
  return `${BY[own.kind]}省 ${formatYuan(fen(offFen)).slice(1)}/L`
}

const BY: Readonly<Record<PriceKind, string>> = {
  pump: '',
  level: '会员',
  segment: '会员',
  individual: '专享',
  'stored-value': '充值',
  contract: '合约',
}
