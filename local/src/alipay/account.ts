import type { Entry, Ledger } from '../gateway/ledger'

/** Where money can be, as Alipay sees it. */
export type Account =
  /** Everybody who pays: the world outside. */
  | 'buyers'
  /** The merchant's account. */
  | 'seller'
  /** What Alipay earns. */
  | 'fees'
  /** By the number of whoever was given a share. */
  | `receiver:${string}`
  /** The merchant's own account at a bank. */
  | 'bank'

export type EntryKind = 'payment' | 'refund' | 'settlement' | 'recharge' | 'withdrawal'

export type AlipayLedger = Ledger<EntryKind, Account>
export type AlipayEntry = Entry<EntryKind, Account>
