import type { RefusalWords } from './refusal-words'

/** Messages about a member's own data and the end of their account. */
export const PRIVACY_REFUSALS = {
  'leave/not-yet': { what: '现在还不能注销', next: '请先办完上面列出的事。' },
} satisfies Partial<RefusalWords>
