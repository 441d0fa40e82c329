/**
 * 消息主题: what a member consents to be told outside of the app. Each is one template with each
 * wallet, which asks for consent template by template.
 */
export const TOPICS = [
  'waiting',
  'done',
  'refund',
  'recharge',
  'expiry',
  'contract',
  'invoice',
  'shift',
] as const
export type Topic = (typeof TOPICS)[number]

/** Wallets take three templates in one question (WeChat's older clients refuse more with 20003). */
export const TOPICS_ASKED_MAX = 3
