import { type Channels, openChannels } from './pay/channels'
import { openPayments, type Payments } from './payments'
import type { Runtime } from './runtime'

/** A runtime for functions that deal with payment channels; the others start faster without. */
export interface PayingRuntime extends Runtime {
  readonly channels: Channels
  readonly payments: Payments
}

export function withPayments(runtime: Runtime): PayingRuntime {
  const channels = openChannels(runtime)
  return { ...runtime, channels, payments: openPayments({ ...runtime, channels }) }
}
