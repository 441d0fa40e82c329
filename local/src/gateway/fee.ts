/** 手续费 on an amount, to the nearest fen; a rate of 60 is 0.60 %. */
export const feeFen = (amountFen: number, basisPoints: number): number =>
  Math.round((amountFen * basisPoints) / 10_000)

/**
 * Part of a fee returned with a refund. Computed on the sum, so that a full refund, in any number
 * of parts, returns the whole fee.
 */
export const feeBackFen = (refund: {
  readonly beforeFen: number
  readonly refundFen: number
  readonly basisPoints: number
}): number =>
  feeFen(refund.beforeFen + refund.refundFen, refund.basisPoints) -
  feeFen(refund.beforeFen, refund.basisPoints)
