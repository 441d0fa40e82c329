import fastify, { type FastifyInstance } from 'fastify'
import { StackClock } from '../../src/clock'
import { openDurableFile } from '../../src/durable-file'
import { createFaults } from '../../src/faults'
import { seededRandom } from '../../src/random'
import type { Service, ServiceContext } from '../../src/service'
import { createWire } from '../../src/wire'

/** 2026-11-21 14:05:20 in Beijing. */
export const NOON_MS = Date.UTC(2026, 10, 21, 6, 5, 20)

export interface BenchContext extends ServiceContext {
  readonly clock: StackClock
}

/** Context of a service, with a clock moved only by `advance` and a temporary file. */
export function openBenchContext(startAtMs = NOON_MS, seed = 7): BenchContext {
  const random = seededRandom(seed)
  return {
    clock: new StackClock({
      startAtMs,
      frozen: true,
      onError(error) {
        throw error
      },
    }),
    wire: createWire(),
    faults: createFaults(random),
    file: openDurableFile({ path: ':memory:' }),
    random,
  }
}

export interface Listening {
  readonly url: string
  close(): Promise<void>
}

/** Puts services on a free port of the loopback interface. */
export async function listen(...services: Pick<Service, 'routes'>[]): Promise<Listening> {
  const server = fastify({ forceCloseConnections: true })
  for (const { routes } of services) await server.register(routes)
  return { url: await listenOnLoopback(server), close: () => server.close() }
}

export const listenOnLoopback = (server: FastifyInstance): Promise<string> =>
  server.listen({ host: '127.0.0.1', port: 0 })
