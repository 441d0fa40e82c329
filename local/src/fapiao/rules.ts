/**
 * How the sandbox treats a buyer, by the two letters after the district in a unified social credit
 * code: so that every outcome can be had on purpose.
 */
export const BUYERS = {
  /** Refused at once, or after it was accepted: the title is wrong. */
  XX: 'refused',
  XW: 'refused-later',
  /** Refused later: the station has too little inventory. */
  KC: 'no-inventory',
  /** Issued after ten minutes. */
  MN: 'slow',
  /** Never issued. */
  NN: 'never',
  /** Issued, and its reversal fails once. */
  HC: 'reversal-fails',
} as const

export type Treatment = (typeof BUYERS)[keyof typeof BUYERS] | 'usual'

export const treatmentOf = (taxNumber: string): Treatment =>
  BUYERS[taxNumber.slice(8, 10) as keyof typeof BUYERS] ?? 'usual'
