import { refuse } from '@palm/shared/kernel/result'
import type { Channel } from '@palm/shared/trade/fact'
import { CHANNEL_DEADLINE_MS, type ChannelRefusal, type PaymentChannel } from './channel'
import type { Channels } from './channels'

/** So many calls without an answer in a row, and the provider is left alone for the rest of the run. */
const FAILURES_MAX = 3

/** What one run of the timer may ask of one provider. */
export interface Breaker {
  /** False once the provider does not answer, or too little time is left for another call. */
  mayCall(): boolean
  /** Whether the provider has answered anything in this run. */
  hasAnswered(): boolean
  heard(answered: boolean): void
}

/** @param remainingMs how long the run may still go on */
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

/** Why a call was not made at all. */
export const NOT_ASKED = 'not asked'

const notAsked = refuse({ code: 'payment/channel-unreachable', reason: NOT_ASKED } as const)

/** The same channels, each call of which is counted and refused once its provider is away. */
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
