/** A code uploaded by the merchant, for the next person who claims. */
export interface UploadedCode {
  readonly stockId: string
  readonly code: string
  readonly uploadedAtMs: number
}
