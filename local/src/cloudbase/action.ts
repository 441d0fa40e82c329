import type { z } from 'zod'
import type { BilledKind } from './billing'
import { invalidParam } from './cloud-error'
import type { RunningCall } from './functions/functions'

/** One action of the SDK's protocol, by name. */
export interface Action {
  /** Kind of billed call; `null` is free. */
  readonly bills: BilledKind | null
  run(params: unknown, caller: Caller): Promise<Reply>
}

export type Actions = Readonly<Record<string, Action>>

/** The caller. */
export interface Caller {
  /** The function call that sent the request, if any. */
  readonly running: RunningCall | undefined
}

/** Fields beside `requestId` in the answer. */
export interface Reply {
  readonly data?: unknown
  /** Of `startTransaction`; the SDK expects it at the top level. */
  readonly transactionId?: string
  readonly total?: number
  readonly limit?: number
  readonly offset?: number
}

/** An action with its parameters parsed. */
export function action<Schema extends z.ZodType>(
  bills: BilledKind | null,
  schema: Schema,
  run: (params: z.infer<Schema>, caller: Caller) => Promise<Reply>,
): Action {
  return {
    bills,
    run(params, caller) {
      const parsed = schema.safeParse(params)
      if (parsed.success) return run(parsed.data, caller)
      const issue = parsed.error.issues[0]
      throw invalidParam(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`)
    },
  }
}
