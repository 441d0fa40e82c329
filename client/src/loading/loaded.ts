import type { Result } from '@palm/shared/kernel/result'
import type { AnyRefusal } from '../api/api-client'

export interface Refused {
  readonly at: 'refused'
  readonly refusal: AnyRefusal
}

/** Data that a screen loads. */
export type Loaded<Value> =
  { readonly at: 'loading' } | { readonly at: 'ready'; readonly value: Value } | Refused

export const LOADING = { at: 'loading' } as const

/** Keeps the earlier value if reloading fails. */
export function reloaded<Value>(
  before: Loaded<Value>,
  result: Result<Value, AnyRefusal>,
): Loaded<Value> {
  if (result.ok) return { at: 'ready', value: result.value }
  return before.at === 'ready' ? before : { at: 'refused', refusal: result.refusal }
}
