import type { Entry, Ledger } from '../gateway/ledger'

/** Where money can be, as WeChat Pay sees it. */
export type Account =
  /** Everybody who pays: the world outside. */
  | 'payers'
  /** 基本账户: what the merchant can use. */
  | 'basic'
  /** Of one trade, by transaction_id: what waits to be shared or set free. */
  | `frozen:${string}`
  /** What WeChat Pay earns. */
  | 'fees'
  /** Refunds on their way. */
  | 'refunding'
  /** Shares on their way. */
  | 'sharing'
  /** By the number or openid of whoever was given a share. */
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

/** Usable or frozen, it is the merchant's: what 资金账单 tells of. */
export const isMerchants = (account: Account): boolean =>
  account === 'basic' || account.startsWith('frozen:')
