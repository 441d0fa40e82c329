import type { Id } from '../kernel/id'
import { ok, refuse, type Result } from '../kernel/result'
import type { MerchantKey, Provider } from './fact'
import type { PayeeInvoicing } from './issuer'

export type PayeeId = Id<'payee'>

/** The operator's own account; trades of before payees existed belong to it. */
export const OWN_MERCHANT: MerchantKey = 'own'
export const OWN_PAYEE: PayeeId = 'payee:own'

/** 收款方: a company that collects money, with its merchant account at each provider that it has. */
export interface Payee {
  readonly id: PayeeId
  /** The name that wallets show, as registered with the providers. */
  readonly legalName: string
  readonly merchants: Readonly<Partial<Record<Provider, MerchantKey | undefined>>>
  /** How electronic invoices are issued for it; missing if it issues none here. */
  readonly invoicing?: PayeeInvoicing | undefined
}

/** The payee of one trade, and the account with its provider that is paid. */
export interface ChargedPayee {
  readonly id: PayeeId
  readonly merchant: MerchantKey
}

/** All payees of an operator, their own first. */
export type Payees = readonly [Payee, ...Payee[]]

/** The payee of a station: the one of its legal name; the operator's own for any other name. */
export const payeeOf = (payees: Payees, { payeeName }: { readonly payeeName: string }): Payee =>
  payees.find(({ legalName }) => legalName === payeeName) ?? payees[0]

/** The payee has no account with this wallet's provider. Nothing was charged; use another wallet. */
export interface NoAccount {
  readonly code: 'payee/no-account'
  readonly provider: Provider
}

/** The account that a payment through a provider goes to. */
export function chargedTo(
  { id, merchants }: Payee,
  provider: Provider,
): Result<ChargedPayee, NoAccount> {
  const merchant = merchants[provider]
  return merchant === undefined
    ? refuse({ code: 'payee/no-account', provider })
    : ok({ id, merchant })
}
