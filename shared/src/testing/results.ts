/** Expected result of a refused decision. */
export const refused = (code: string) => ({ ok: false, refusal: { code } })

/** Expected state of the order after an accepted decision. */
export const accepted = (status: string) => ({ ok: true, value: { order: { state: { status } } } })

export function valueOf<Value>(
  result: { ok: true; value: Value } | { ok: false; refusal: { code: string } },
): Value {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`)
  return result.value
}
