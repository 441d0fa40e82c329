import type { FastifyPluginAsync } from 'fastify'
import type { Clock } from './clock'
import type { DurableFile } from './durable-file'
import type { Faults } from './faults'
import type { Wire } from './wire'

/** What every stand-in is given. It keeps nothing else, so a stack is all its state. */
export interface ServiceContext {
  readonly clock: Clock
  readonly wire: Wire
  readonly faults: Faults
  readonly file: DurableFile
  /** Seeded; for everything that varies and is no secret. */
  readonly random: () => number
}

/** A cloud service played on loopback. Each listens on a port of its own, as each has its own host in reality. */
export interface Service {
  readonly routes: FastifyPluginAsync
  /** Puts it back to how it was first started. */
  reset(): void
}
