/** A message as its receiver sees it. */
export interface SentMessage {
  readonly openId: string
  readonly templateId: string
  readonly page: string
  readonly data: Readonly<Record<string, string>>
  readonly sentAtMs: number
}
