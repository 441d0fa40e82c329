import type { Provider } from '@palm/shared/trade/fact'
import type { PaymentStep } from '../../payment/payment-flow'
import { PURSE_WORDS } from './order-status'
import type { Words } from '../refusals/refusal-words'

/** The few phrases that differ between payments. */
interface PaidForWords {
  /** Effect of a confirmed payment, at once and after a while. */
  readonly found: string
  readonly foundLate: string
  /** Name of the act that the driver cancelled, and how to repeat it. */
  readonly act: string
  readonly again: string
  /** Destination of money that arrives after the time for paying. */
  readonly chargedLate: string
}

export const ORDER_PAYMENT: PaidForWords = {
  found: '会自动出示口令',
  foundLate: '会自动出示口令',
  act: '付款',
  again: '再付',
  chargedLate: '会自动原路退回。请重新下一笔',
}

export const RECHARGE_PAYMENT: PaidForWords = {
  found: '马上到账',
  foundLate: '会自动到账',
  act: '充值',
  again: '再充',
  chargedLate: '会自动到账。请重新充一笔',
}

/** Message about an unfinished payment; null if there is none. */
export function paymentWords(
  step: PaymentStep,
  provider: Provider,
  paidFor: PaidForWords,
): Words | null {
  switch (step) {
    case 'asking':
    case 'unproven':
      return {
        what: `正在向${PURSE_WORDS[provider]}核实，请不要重复付款`,
        next: `核实到了${paidFor.found}。没有扣到款的话，也会在这里告诉您。`,
      }
    case 'unseen':
      return {
        what: `${PURSE_WORDS[provider]}那边还没有这笔付款`,
        next: `收到了${paidFor.foundLate}。没有扣款记录的话可以再付，同一笔不会扣两次款。`,
      }
    case 'cancelled':
      return { what: `您取消了${paidFor.act}`, next: `没有扣款。想好了可以${paidFor.again}。` }
    case 'failed':
      return { what: `${PURSE_WORDS[provider]}没有付成`, next: '没有扣款。可以再试一次。' }
    case 'too-late':
      return {
        what: '付款时间过了，这一笔不能再付',
        next: `没有看到付款。万一已经扣款，${paidFor.chargedLate}。`,
      }
    case 'none':
    case 'opening':
    case 'in-wallet':
      return null
  }
}
