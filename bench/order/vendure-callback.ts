/** Request of the provider to the subject, signed over its body. */
export const CALLBACK_PATH = '/payments/callback'
export const SIGNATURE_HEADER = 'x-signature'
export const PAYMENT_HANDLER = 'signed-callback'

/** Body of the callback. */
export interface VendureNotice {
  readonly orderCode: string
  readonly amountFen: number
  readonly transactionId: string
}
