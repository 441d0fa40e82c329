import type { z } from 'zod'
import type { BilledKind } from './billing'
import { invalidParam } from './cloud-error'
import type { RunningCall } from './functions/functions'

/** One thing that the SDK can ask of the service, by the name it asks for it. */
export interface Action {
  /** What it counts as on the bill; `null` is free. */
  readonly bills: BilledKind | null
  run(params: unknown, caller: Caller): Promise<Reply>
}

export type Actions = Readonly<Record<string, Action>>

/** Who asks. */
export interface Caller {
  /** The function's call that the request comes from, if it comes from one. */
  readonly running: RunningCall | undefined
}

/** What stands beside `requestId` in the answer. */
export interface Reply {
  readonly data?: unknown
  /** Of `startTransaction`, which the SDK wants at the top. */
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
