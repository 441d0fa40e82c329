import type { PayOutcome } from './wallet-call'

/** Effect on the money, and the message to the page. */
export interface PayFault {
  readonly pays: boolean
  readonly says: PayOutcome
}

/** Faults at `wallet.pay`, by kind. */
export const PAY_FAULTS: ReadonlyMap<string, PayFault> = new Map<string, PayFault>([
  ['says-paid-without-paying', { pays: false, says: 'paid' }],
  ['pays-but-says-cancelled', { pays: true, says: 'cancelled' }],
  ['pays-but-says-failed', { pays: true, says: 'failed' }],
  ['pays-but-says-unknown', { pays: true, says: 'unknown' }],
  ['no-answer', { pays: true, says: 'silence' }],
  ['dies-before-paying', { pays: false, says: 'silence' }],
])
