import type { Entry, Ledger } from '../gateway/ledger'

/** Accounts as WeChat Pay sees them. */
export type Account =
  /** All payers: the outside world. */
  | 'payers'
  /** 基本账户: the merchant's available money. */
  | 'basic'
  /** Of one trade, by transaction_id: money that waits for profit sharing or unfreezing. */
  | `frozen:${string}`
  /** WeChat Pay's revenue. */
  | 'fees'
  /** Refunds in transit. */
  | 'refunding'
  /** Shares in transit. */
  | 'sharing'
  /** By the number or openid of the receiver of a share. */
  | `receiver:${string}`
  /** The merchant's own account at a bank. */
  | 'bank'

export type EntryKind =
  | 'payment'
  | 'refund'
  | 'refund-paid'
  | 'refund-returned'
  | 'share'
  | 'share-paid'
  | 'share-failed'
  | 'unfreeze'
  | 'share-return'
  | 'recharge'
  | 'withdrawal'

export type WechatPayLedger = Ledger<EntryKind, Account>
export type WechatPayEntry = Entry<EntryKind, Account>

export const frozen = (transactionId: string): Account => `frozen:${transactionId}`

/** Available or frozen, it is the merchant's: the content of 资金账单. */
export const isMerchants = (account: Account): boolean =>
  account === 'basic' || account.startsWith('frozen:')
