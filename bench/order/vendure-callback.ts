/** How the provider and the subject talk: a signed request to an address of the subject. */
export const CALLBACK_PATH = '/payments/callback'
export const SIGNATURE_HEADER = 'x-signature'
export const PAYMENT_HANDLER = 'signed-callback'

/** What the provider says. */
export interface VendureNotice {
  readonly orderCode: string
  readonly amountFen: number
  readonly transactionId: string
}
