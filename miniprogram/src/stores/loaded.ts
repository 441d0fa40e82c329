import type { Result } from '@palm/shared/kernel/result'
import type { AnyRefusal } from '../api/api-client'

/** Something that a screen waits for. */
export type Loaded<Value> =
  | { readonly at: 'loading' }
  | { readonly at: 'ready'; readonly value: Value }
  | { readonly at: 'refused'; readonly refusal: AnyRefusal }

export const LOADING = { at: 'loading' } as const

/** What was there before is better than nothing when it cannot be had anew. */
export function reloaded<Value>(
  before: Loaded<Value>,
  result: Result<Value, AnyRefusal>,
): Loaded<Value> {
  if (result.ok) return { at: 'ready', value: result.value }
  return before.at === 'ready' ? before : { at: 'refused', refusal: result.refusal }
}
