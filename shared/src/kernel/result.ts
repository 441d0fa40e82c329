/** An expected outcome: success with a value, or a refusal with a code that clients switch on. */
export type Result<Value, Refusal extends { readonly code: string }> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal }

export const ok = <Value>(value: Value) => ({ ok: true, value }) as const

export const refuse = <const Refusal extends { readonly code: string }>(refusal: Refusal) =>
  ({ ok: false, refusal }) as const
