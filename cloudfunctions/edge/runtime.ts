import { randomUUID } from 'node:crypto'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import { z } from 'zod'
import { audited } from './audit'
import { type Credentials, openCredentials, partKeysOf } from '../credentials/credentials'
import type { Database } from '../database/session'
import { type Invocation, readInvocation } from './invocation'
import { environmentOf } from './invocation-environment'
import { type Limiter, openLimiter, uncounted } from './limiter'
import { type Log, openLog } from './log'
import { type Merchants, openMerchants } from '../credentials/merchants'
import { openRevocations, type Revocations } from './identity/revocations'

/** Context of every function, opened once per instance. */
export interface Runtime {
  readonly database: Database
  readonly credentials: () => Promise<Credentials>
  /** Keys of merchant accounts; only functions that call providers can open them. */
  readonly merchants: Merchants
  readonly clock: () => EpochMs
  readonly log: Log
  readonly revocations: Revocations
  /** Rate limiter per caller and action. */
  readonly limiter: Limiter
  /** Only emulators on loopback; see pay/origin.ts. */
  readonly onLocalStack: boolean
}

const environmentForm = z.looseObject({
  TCB_ENV: z.string().optional(),
  /** Only on the local stack, for a benchmark whose two drivers act for thousands. */
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
  const merchants = openMerchants({ database, keys, clock, credentials })
  const revocations = openRevocations(database, clock)
  const limiter = UNCOUNTED && onLocalStack ? uncounted(clock) : openLimiter(clock)
  const log = openLog(name)
  return { database, credentials, merchants, clock, limiter, revocations, log, onLocalStack }
}

/** Entry point called by the cloud: an event, and a context with the caller's identity. */
export type Main = (event: unknown, context: unknown) => Promise<unknown>

const contextForm = z.object({ request_id: z.string() })

/** The identity comes from the invocation itself, never from an earlier one's leftovers. */
export function mainOf(answer: (invocation: Invocation) => Promise<unknown>): Main {
  return (event, context) => {
    const read = contextForm.safeParse(context)
    const requestId = read.success ? read.data.request_id : randomUUID()
    return answer(readInvocation(event, environmentOf(context), requestId))
  }
}
