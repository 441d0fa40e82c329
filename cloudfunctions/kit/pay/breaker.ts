import { refuse } from '@palm/shared/kernel/result'
import type { Channel } from '@palm/shared/trade/fact'
import { CHANNEL_DEADLINE_MS, type ChannelRefusal, type PaymentChannel } from './channel'
import type { Channels } from './channels'

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
    mayCall: () => inARow < FAILURES_MAX && remainingMs() >= CHANNEL_DEADLINE_MS,
    hasAnswered: () => answers > 0,
    heard(answered) {
      inARow = answered ? 0 : inARow + 1
      if (answered) answers++
    },
  }
}

/** Reason of calls that were not made. */
export const NOT_ASKED = 'not asked'

const notAsked = refuse({ code: 'payment/channel-unreachable', reason: NOT_ASKED } as const)

/** The same channels, with each call counted, and refused once the provider is unresponsive. */
export const guardedChannels =
  (channels: Channels, breakers: Readonly<Record<Channel, Breaker>>): Channels =>
  async (name) => {
    const channel = await channels(name)
    const breaker = breakers[name]
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
      ...channel,
      openPayment: guard(channel.openPayment),
      query: guard(channel.query),
      close: guard(channel.close),
      refund: guard(channel.refund),
      queryRefund: guard(channel.queryRefund),
    } satisfies PaymentChannel
  }

const isUnreachable = (answer: { readonly ok: boolean; readonly refusal?: unknown }): boolean =>
  !answer.ok && (answer.refusal as ChannelRefusal).code === 'payment/channel-unreachable'
