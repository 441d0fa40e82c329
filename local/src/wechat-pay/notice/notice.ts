/** An event, with its content as of that time. */
export interface Notice {
  readonly url: string
  /** `TRANSACTION.SUCCESS`, `REFUND.SUCCESS`, … */
  readonly event: string
  readonly summary: string
  readonly originalType: 'transaction' | 'refund' | 'echo' | 'coupon' | 'fapiao'
  readonly outTradeNo: string
  /** Whose key seals it; the first merchant's if nothing is said. */
  readonly mchid?: string
  /** The plaintext of the resource. */
  readonly resource: Readonly<Record<string, unknown>>
  readonly happenedAtMs: number
}
