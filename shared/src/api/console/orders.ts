import type { EpochMs } from '../../kernel/instant'
import { z } from 'zod'
import type { Fen } from '../../kernel/fen'
import type { Came } from '../../order/entry/channel'
import type { Doubt } from '../../order/explain/explain'
import type { Unused } from '../../pricing/plans/why-not'
import { action } from '../action'
import { orderId } from '../fields'
import type { OrderView } from '../order'

/** Explanation of an order. `doubts` is empty if every recomputed figure matches. */
export interface ExplanationView {
  readonly order: Omit<OrderView, 'passphrase'>
  /** How the driver came, by their phone; null if nothing is known. */
  readonly came: Came | null
  readonly quotedAgainFen: Fen | null
  readonly settledAgainFen: Fen | null
  readonly unused: readonly Unused[]
  readonly accounts: readonly { readonly account: string; readonly amountFen: Fen }[]
  /** Rules in force at that time, and since when; null if that version is unknown. */
  readonly rules: { readonly version: number; readonly savedAtMs: EpochMs } | null
  readonly doubts: readonly Doubt[]
}

type Unknown = { readonly code: 'order/unknown' }

export const ordersActions = {
  /** Recomputes an order's figures as of its instant, for support, tax and audit. */
  'console.explainOrder': action<ExplanationView, Unknown>()({
    audience: 'operator',
    request: z.strictObject({ orderId }),
  }),
} as const
