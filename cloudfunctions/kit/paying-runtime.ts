import { type Channels, openChannels } from './pay/channels'
import {
  type AnyFlow,
  type AnyPayable,
  openFlows,
  openPayments,
  type Payments,
} from './trade/payments'
import type { Runtime } from './runtime'

/** Runtime of functions that call payment providers; the others start faster without it. */
export interface PayingRuntime extends Runtime {
  readonly channels: Channels
  readonly payments: Payments
  /** Flows of all payables, for the receiver and the timer. */
  readonly flows: readonly AnyFlow[]
  /** Payables besides those of `payments`. */
  readonly others: readonly AnyPayable[]
}

export function withPayments(runtime: Runtime, others: readonly AnyPayable[] = []): PayingRuntime {
  return withChannels({ ...runtime, others }, openChannels(runtime))
}

/** Runtime with other channels: the timer passes some that it can stop. */
export function withChannels(
  runtime: Runtime & Pick<PayingRuntime, 'others'>,
  channels: Channels,
): PayingRuntime {
  const context = { ...runtime, channels }
  const payments = openPayments(context)
  return { ...context, payments, flows: openFlows(context, payments, runtime.others) }
}
