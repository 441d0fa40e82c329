/** A 订阅消息 as its receiver sees it. */
export interface SubscribeMessage {
  readonly openId: string
  readonly templateId: string
  readonly page?: string
  readonly data: Readonly<Record<string, string>>
  readonly sentAtMs: number
}
