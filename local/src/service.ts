import type { FastifyPluginAsync } from 'fastify'
import type { Clock } from './clock'
import type { DurableFile } from './durable-file'
import type { Faults } from './faults'
import type { Wire } from './wire'

/**
 * Context of every emulator. Emulators keep no other state, so a stack is fully described by it.
 */
export interface ServiceContext {
  readonly clock: Clock
  readonly wire: Wire
  readonly faults: Faults
  readonly file: DurableFile
  /** Seeded; for all non-secret randomness. */
  readonly random: () => number
}

/**
 * An emulated cloud service on loopback. Each has its own port, as each has its own host in
 * reality.
 */
export interface Service {
  readonly routes: FastifyPluginAsync
  /** Restores the state of the first start. */
  reset(): void
}
