import type { Entry, Ledger } from '../gateway/ledger'

/** Accounts as Alipay sees them. */
export type Account =
  /** All payers: the outside world. */
  | 'buyers'
  /** The merchant's account. */
  | 'seller'
  /** Alipay's revenue. */
  | 'fees'
  /** By the number of the receiver of a share. */
  | `receiver:${string}`
  /** The merchant's own account at a bank. */
  | 'bank'

export type EntryKind = 'payment' | 'refund' | 'settlement' | 'recharge' | 'withdrawal'

export type AlipayLedger = Ledger<EntryKind, Account>
export type AlipayEntry = Entry<EntryKind, Account>
