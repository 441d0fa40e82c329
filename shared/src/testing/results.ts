/** How a test says that a decision was refused. */
export const refused = (code: string) => ({ ok: false, refusal: { code } })

/** How a test says in which state an accepted decision leaves the order. */
export const accepted = (status: string) => ({ ok: true, value: { order: { state: { status } } } })

export function valueOf<Value>(
  result: { ok: true; value: Value } | { ok: false; refusal: { code: string } },
): Value {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`)
  return result.value
}
