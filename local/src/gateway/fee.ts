/** 手续费 on so much, to the nearest fen; a rate of 60 is 0.60 %. */
export const feeFen = (amountFen: number, basisPoints: number): number =>
  Math.round((amountFen * basisPoints) / 10_000)

/**
 * What of a fee goes back with a refund. Reckoned on the sum, so that a trade refunded in full, in
 * however many parts, has cost nothing.
 */
export const feeBackFen = (refund: {
  readonly beforeFen: number
  readonly refundFen: number
  readonly basisPoints: number
}): number =>
  feeFen(refund.beforeFen + refund.refundFen, refund.basisPoints) -
  feeFen(refund.beforeFen, refund.basisPoints)
