import type { Channel } from '@palm/shared/trade/fact'
import type { PaymentStep } from '../stores/order-store'
import { PURSE_WORDS } from './order-status'
import type { Words } from './refusal-words'

/** Message about an unfinished recharge; null if there is none. */
export function rechargeStepWords(step: PaymentStep, channel: Channel): Words | null {
  switch (step) {
    case 'asking':
    case 'unproven':
      return {
        what: `正在向${PURSE_WORDS[channel]}核实，请不要重复付款`,
        next: '核实到了马上到账。没有扣到款的话，也会在这里告诉您。',
      }
    case 'unseen':
      return {
        what: `${PURSE_WORDS[channel]}那边还没有这笔付款`,
        next: '收到了会自动到账。没有扣款记录的话可以再付，同一笔不会扣两次款。',
      }
    case 'cancelled':
      return { what: '您取消了充值', next: '没有扣款。想好了可以再充。' }
    case 'failed':
      return { what: `${PURSE_WORDS[channel]}没有付成`, next: '没有扣款。可以再试一次。' }
    case 'too-late':
      return {
        what: '付款时间过了，这一笔不能再付',
        next: '没有看到付款。万一已经扣款，会自动到账。请重新充一笔。',
      }
    case 'none':
    case 'opening':
    case 'in-wallet':
      return null
  }
}
