import type { Result } from '@palm/shared/kernel/result'
import type { AnyRefusal } from './api-client'

/** Calls, and on a first visit creates the member and calls again. */
export async function asMember<Value>(
  enter: () => Promise<void>,
  ask: () => Promise<Result<Value, AnyRefusal>>,
): Promise<Result<Value, AnyRefusal>> {
  const answer = await ask()
  if (answer.ok || answer.refusal.code !== 'member/unknown') return answer
  await enter()
  return ask()
}
