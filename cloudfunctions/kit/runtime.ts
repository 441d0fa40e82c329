import { randomUUID } from 'node:crypto'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import { z } from 'zod'
import { audited } from './audit'
import { type Credentials, openCredentials, partKeysOf } from './credentials'
import type { Database } from './database/session'
import { type Invocation, readInvocation } from './invocation'
import { environmentOf } from './invocation-environment'
import { type Limiter, openLimiter, uncounted } from './limiter'
import { type Log, openLog } from './log'
import { openRevocations, type Revocations } from './revocations'

/** What every function stands on, opened once per instance. */
export interface Runtime {
  readonly database: Database
  readonly credentials: () => Promise<Credentials>
  readonly clock: () => EpochMs
  readonly log: Log
  readonly revocations: Revocations
  /** Counts how often who does what. */
  readonly limiter: Limiter
  /** Only stand-ins on loopback; see pay/origin.ts. */
  readonly onLocalStack: boolean
}

const environmentForm = z.looseObject({
  TCB_ENV: z.string().optional(),
  /** Only on the local stack, for a bench whose two drivers do what thousands would. */
  UNCOUNTED: z.literal('yes').optional(),
})

export function openRuntime(name: string, environment: unknown, plain: Database): Runtime {
  const read = environmentForm.parse(environment)
  const { TCB_ENV: cloudEnvironment, UNCOUNTED } = read
  const onLocalStack = cloudEnvironment === 'local'
  const clock = () => epochMs(Date.now())
  const database = audited(plain, clock)
  const keys = partKeysOf(read)
  const credentials = openCredentials({ database, keys, clock, onLocalStack })
  const revocations = openRevocations(database, clock)
  const limiter = UNCOUNTED && onLocalStack ? uncounted(clock) : openLimiter(clock)
  return { database, credentials, clock, limiter, revocations, log: openLog(name), onLocalStack }
}

/** What the cloud calls: an event, and a context that knows the identity behind it. */
export type Main = (event: unknown, context: unknown) => Promise<unknown>

const contextForm = z.object({ request_id: z.string() })

/** Identity comes from the invocation itself, never from what the one before left behind. */
export function mainOf(answer: (invocation: Invocation) => Promise<unknown>): Main {
  return (event, context) => {
    const read = contextForm.safeParse(context)
    const requestId = read.success ? read.data.request_id : randomUUID()
    return answer(readInvocation(event, environmentOf(context), requestId))
  }
}
