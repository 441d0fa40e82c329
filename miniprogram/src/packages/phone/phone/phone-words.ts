import type { Words } from '@palm/client/words/refusals/refusal-words'
import { dayAndTime } from '@palm/client/words/times'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Provider } from '@palm/shared/trade/fact'
import type { PhoneAnswer } from '../../../platform/ports'

/** The apps, not their ways of paying. */
export const APP_WORDS: Readonly<Record<Provider, string>> = { wechat: '微信', alipay: '支付宝' }

/** Words of this screen only: they stay in its package. */
export const NO_NUMBER_WORDS: Readonly<Record<Extract<PhoneAnswer, string>, Words>> = {
  denied: { what: '您没有允许', next: '没有绑定，也不影响付款。想绑定时再点一次。' },
  'quota-out': { what: '现在拿不到手机号', next: '没有绑定，也不影响付款。请过些时候再来。' },
  unavailable: { what: '没有拿到手机号', next: '没有绑定。请再试一次，或先更新一下 App。' },
}

/** `384 912` */
export const codeWords = (code: string): string => code.replace(/^(\d{3})/, '$1 ')

export const whereToLook = (wallet: Provider): string =>
  `打开${APP_WORDS[wallet]}里的掌上加油，点「我的 → 手机号」`

export const validUntil = (untilMs: EpochMs, nowMs: EpochMs): string =>
  `确认码 ${dayAndTime(untilMs, nowMs)} 前有效`

/** Members of WeChat go on, so that what comes later is theirs. */
export const separationWords = (): string =>
  '合并时各自带来的，还回各自的账户；合并以后得到的，留在微信的账户里。'
