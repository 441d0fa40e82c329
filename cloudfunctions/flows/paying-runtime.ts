import { type Providers, openProviders } from '../providers/providers'
import {
  type AnyFlow,
  type AnyPayable,
  openFlows,
  openPayments,
  type Payments,
} from './trade/payments'
import type { Runtime } from '../edge/runtime'

/** Runtime of functions that call payment providers; the others start faster without it. */
export interface PayingRuntime extends Runtime {
  readonly providers: Providers
  readonly payments: Payments
  /** Flows of all payables, for the receiver and the timer. */
  readonly flows: readonly AnyFlow[]
  /** Payables besides those of `payments`. */
  readonly others: readonly AnyPayable[]
}

export function withPayments(runtime: Runtime, others: readonly AnyPayable[] = []): PayingRuntime {
  return withProviders({ ...runtime, others }, openProviders(runtime))
}

/** Runtime with other providers: the timer passes some that it can stop. */
export function withProviders(
  runtime: Runtime & Pick<PayingRuntime, 'others'>,
  providers: Providers,
): PayingRuntime {
  const context = { ...runtime, providers }
  const payments = openPayments(context)
  return { ...context, payments, flows: openFlows(context, payments, runtime.others) }
}
