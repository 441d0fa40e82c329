import type { Provider } from '@palm/shared/trade/fact'
import { Notice } from '../../components/state/notice'
import type { AnyRefusal } from '@palm/client/api/api-client'
import type { PaymentStep } from '@palm/client/payment/payment-flow'
import { ORDER_PAYMENT, paymentWords } from '@palm/client/words/order/payment'
import { wordsFor } from '@palm/client/words/refusals/refusals'

interface PaymentNoticeProps {
  readonly provider: Provider
  readonly refusal: AnyRefusal | null
  readonly step: PaymentStep
}

/** Reason for an unfinished payment; empty if there is none. */
export function PaymentNotice({ provider, refusal, step }: PaymentNoticeProps) {
  if (refusal) return <Notice id='refusal' tone='danger' words={wordsFor(refusal)} />
  const words = paymentWords(step, provider, ORDER_PAYMENT)
  if (!words) return null
  return (
    <Notice id='payment-step' tone={step === 'failed' ? 'danger' : 'attention'} words={words} />
  )
}
