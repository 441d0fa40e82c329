import type { CloudBase } from '@cloudbase/node-sdk'

export type SdkDatabase = ReturnType<CloudBase['database']>

/** Some paths of the SDK return an error instead of throwing it. */
export function checked<Answer extends object>(answer: Answer): Answer {
  if (codeOf(answer) !== undefined) throw Object.assign(new Error(messageOf(answer)), answer)
  return answer
}

export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined

export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : ''
