/** A code uploaded by the merchant, for the next user who claims. */
export interface DepositedCode {
  readonly activityId: string
  readonly code: string
}
