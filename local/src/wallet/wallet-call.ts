/** Data exchanged between the wallet app on a phone and its servers. */

/** Initial data of a phone. */
export interface PhoneSetup {
  readonly personaId: string
  readonly name: string
  readonly wallet: 'wechat' | 'alipay'
  readonly location: { readonly latitude: number; readonly longitude: number }
  /** Payee of the payments, as the sheet shows it. */
  readonly payee: string
  /** Names of other payees, by their number with the wallet's provider. */
  readonly otherPayees?: Readonly<Record<string, string>>
  /** Titles of the templates of service messages, by id. */
  readonly messageTemplates?: Readonly<Record<string, string>>
  /** The owner's number, as the wallet's question proposes it. */
  readonly phoneNumber?: string
  /** The stack's time when this was sent. */
  readonly nowMs: number
}

/** A payment that waits for its payer. */
export interface Offer {
  /** prepay_id or trade_no. */
  readonly reference: string
  readonly description: string
  readonly totalFen: number
  /** Number of the payee, if it is another. */
  readonly account?: string
}

export type OfferReply =
  | { readonly ok: true; readonly offer: Offer }
  /** `words` are the wallet's own, for its user. */
  | { readonly ok: false; readonly words: string }

/** Result of a payment for the requesting page; never a proof. */
export type PayOutcome = 'paid' | 'cancelled' | 'failed' | 'unknown' | 'silence'

export interface PayReply {
  readonly outcome: PayOutcome
  readonly words?: string
}

/** A merchant's voucher, as its holder sees it. */
export interface HeldVoucher {
  readonly code: string
  readonly name: string
  /** `gone`: expired, or withdrawn by the merchant. */
  readonly state: 'good' | 'used' | 'gone'
  readonly expiresAtMs: number
}

export type ClaimReply =
  | { readonly ok: true; readonly voucher: HeldVoucher }
  /** `words` are the wallet's own, for its user. */
  | { readonly ok: false; readonly words: string }

/** Answer of the wallet's servers when its owner shares a number. */
export type NumberReply =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: true; readonly response: string }
  /** 1400001: the operator has used up what it has paid for. */
  | { readonly ok: false; readonly errno: number }

export type CloudReply =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly errCode: number; readonly errMsg: string }

/** 服务通知 as its receiver sees it. */
export interface ServiceNotice {
  readonly templateId: string
  /** Page of the mini-program that a tap opens, with its query. */
  readonly address: string
  readonly lines: readonly string[]
  readonly sentAtMs: number
}
