import { type BasisPoints, shareOf } from '../../kernel/basis-points'
import { divide } from '../../kernel/divide'
import { type Fen, fen, minFen } from '../../kernel/fen'
import { amountFor, type FenPerLitre, type Millilitre } from '../../kernel/volume'
import type { Sale } from './sale'

/** Discount of a benefit. */
export type Reduction = Fixed | Percent | PerLitre

/** 满减, 立减: an amount. */
export interface Fixed {
  readonly kind: 'fixed'
  readonly amountFen: Fen
}

/** 折扣: a percentage of the base, half up, up to a cap. 9.5 折 is 500 basis points off. */
export interface Percent {
  readonly kind: 'percent'
  readonly share: BasisPoints
  readonly capFen: Fen | null
}

/** 每升优惠: an amount per litre, up to a number of litres and a cap. */
export interface PerLitre {
  readonly kind: 'per-litre'
  readonly offPerLitre: FenPerLitre
  readonly limitMl: Millilitre | null
  readonly capFen: Fen | null
}

/**
 * Reduction of a base, at most the whole base. The base is the amount at the member's price; every
 * coupon is computed on the same base, so their order cannot matter.
 */
export function reductionFen(reduction: Reduction, sale: Sale, baseFen: Fen): Fen {
  switch (reduction.kind) {
    case 'fixed':
      return minFen(reduction.amountFen, baseFen)
    case 'percent':
      return minFen(shareOf(baseFen, reduction.share, 'half-up'), reduction.capFen ?? baseFen)
    case 'per-litre': {
      const { capFen, limitMl, offPerLitre } = reduction
      return minFen(minFen(perLitreFen(offPerLitre, limitMl, sale), capFen ?? baseFen), baseFen)
    }
  }
}

/** Maximum reduction of any sale; null if it is unbounded. */
export const worthMaxFen = (reduction: Reduction): Fen | null =>
  reduction.kind === 'fixed' ? reduction.amountFen : reduction.capFen

/**
 * A discount per litre is computed from the exact ratio of amount and pump price and rounded once,
 * half up: ¥200 at 7.81 with 0.50 off is 12.80, not the 12.81 that 25.61 L would give. Beyond a
 * limit in litres, only the limit counts.
 */
function perLitreFen(offPerLitre: FenPerLitre, limitMl: Millilitre | null, sale: Sale): Fen {
  const whole = fen(divide(sale.amountFen * offPerLitre, sale.pumpPrice, 'half-up'))
  return limitMl === null ? whole : minFen(whole, amountFor(offPerLitre, limitMl))
}
