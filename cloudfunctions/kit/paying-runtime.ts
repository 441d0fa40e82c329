import { type Channels, openChannels } from './pay/channels'
import { openPayments, type Payments } from './payments'
import { openRechargePayments, type RechargePayments } from './recharge-payments'
import type { Runtime } from './runtime'

/** A runtime for functions that use payment channels; the others start faster without. */
export interface PayingRuntime extends Runtime {
  readonly channels: Channels
  readonly payments: Payments
  readonly rechargePayments: RechargePayments
}

export function withPayments(runtime: Runtime): PayingRuntime {
  return withChannels(runtime, openChannels(runtime))
}

/** The same with other channels: the timer uses interruptible ones. */
export function withChannels(runtime: Runtime, channels: Channels): PayingRuntime {
  const context = { ...runtime, channels }
  const rechargePayments = openRechargePayments(context)
  return { ...context, payments: openPayments(context), rechargePayments }
}
