import { refuse } from '@palm/shared/kernel/result'
import type { Provider } from '@palm/shared/trade/fact'
import { PROVIDER_DEADLINE_MS, type ProviderRefusal, type PaymentProvider } from './provider'
import type { Providers } from './providers'

/**
 * Consecutive calls without an answer after which the provider is skipped for the rest of the run.
 */
const FAILURES_MAX = 3

/** Call budget of one timer run for one provider. */
export interface Breaker {
  /** False once the provider is unresponsive, or too little time is left for another call. */
  mayCall(): boolean
  /** Whether the provider has answered in this run. */
  hasAnswered(): boolean
  heard(answered: boolean): void
}

/** @param remainingMs remaining time of the run, in milliseconds */
export function openBreaker(remainingMs: () => number): Breaker {
  let [inARow, answers] = [0, 0]
  return {
    mayCall: () => inARow < FAILURES_MAX && remainingMs() >= PROVIDER_DEADLINE_MS,
    hasAnswered: () => answers > 0,
    heard(answered) {
      inARow = answered ? 0 : inARow + 1
      if (answered) answers++
    },
  }
}

/** Reason of calls that were not made. */
export const NOT_ASKED = 'not asked'

const notAsked = refuse({ code: 'payment/provider-unreachable', reason: NOT_ASKED } as const)

/** The same providers, with each call counted, and refused once the provider is unresponsive. */
export const guardedProviders =
  (providers: Providers, breakers: Readonly<Record<Provider, Breaker>>): Providers =>
  async (account) => {
    const provider = await providers(account)
    const breaker = breakers[account.provider]
    const guard =
      <Args extends readonly unknown[], Answer extends { readonly ok: boolean }>(
        call: (...args: Args) => Promise<Answer>,
      ) =>
      async (...args: Args): Promise<Answer | typeof notAsked> => {
        if (!breaker.mayCall()) return notAsked
        const answer = await call(...args)
        breaker.heard(!isUnreachable(answer))
        return answer
      }
    return {
      ...provider,
      openPayment: guard(provider.openPayment),
      query: guard(provider.query),
      close: guard(provider.close),
      refund: guard(provider.refund),
      queryRefund: guard(provider.queryRefund),
    } satisfies PaymentProvider
  }

const isUnreachable = (answer: { readonly ok: boolean; readonly refusal?: unknown }): boolean =>
  !answer.ok && (answer.refusal as ProviderRefusal).code === 'payment/provider-unreachable'
