import { type Channels, openChannels } from './pay/channels'
import {
  type AnyFlow,
  type AnyPayable,
  openFlows,
  openPayments,
  type Payments,
} from './trade/payments'
import type { Runtime } from './runtime'

/** A runtime for functions that deal with payment providers; the others start faster without. */
export interface PayingRuntime extends Runtime {
  readonly channels: Channels
  readonly payments: Payments
  /** All that is paid through a trade: what the receiver and the timer go through. */
  readonly flows: readonly AnyFlow[]
  /** Besides those of `payments`. */
  readonly others: readonly AnyPayable[]
}

export function withPayments(runtime: Runtime, others: readonly AnyPayable[] = []): PayingRuntime {
  return withChannels({ ...runtime, others }, openChannels(runtime))
}

/** The same over other channels: the timer asks through some that it can stop. */
export function withChannels(
  runtime: Runtime & Pick<PayingRuntime, 'others'>,
  channels: Channels,
): PayingRuntime {
  const context = { ...runtime, channels }
  const payments = openPayments(context)
  return { ...context, payments, flows: openFlows(context, payments, runtime.others) }
}
