import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import { type ClockOptions, StackClock } from './clock'
import { type Cloudbase, createCloudbase } from './cloudbase/cloudbase'
import type { KeptInstances } from './cloudbase/functions/kept-instances'
import { httpAccess } from './cloudbase/functions/http-access'
import { controlRoutes } from './control'
import type { Deployment } from './deployment'
import { type DurableFile, openDurableFile } from './durable-file'
import { createFaults } from './faults'
import { documentsOf } from './inspect'
import { listen, refuseForeignHost } from './loopback'
import { seededRandom } from './random'
import type { Service, ServiceContext } from './service'
import { createWire, type Wire } from './wire'
import type { ServiceUrls, Stack } from './running-stack'

export interface StackOptions {
  /** Data folder; by default everything is in memory and lost with the stack. */
  readonly dataDir?: string
  /** Port of the main listener: routes of functions, control door and `mount`. By default any. */
  readonly port?: number
  readonly deployment: Deployment
  /** Holds `<name>/index.js`, self-contained, for each function. */
  readonly bundlesDir: string
  /**
   * Each function's own environment; or a function of the addresses: the services by name, and the
   * routes under `main`.
   */
  readonly environment?: Environment | ((urls: ServiceUrls) => Environment)
  readonly clock?: Omit<ClockOptions, 'onError'>
  /** Ports of services by name; by default any. */
  readonly servicePorts?: Readonly<Record<string, number>>
  /** From a former stack with the same ports and clock face, and for a later one. */
  readonly kept?: KeptInstances
  /** For faults and schedules. */
  readonly seed?: number
  /** Other clouds to emulate, each on its own port. */
  readonly services?: Readonly<Record<string, (context: StackContext) => Service>>
  /** Pages and phones, on the main listener. */
  readonly mount?: readonly ((stack: Stack) => FastifyPluginAsync)[]
  /** Instances of one function at a time. */
  readonly instancesMax?: number
}

export type Environment = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Context of a service, with the addresses of all of them, to be read once they listen. */
export interface StackContext extends ServiceContext {
  readonly urls: () => ServiceUrls
}

const INSTANCES_MAX_DEFAULT = 4

/** Starts everything. Throws, with nothing left running, if a port is taken or a start fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  if (process.env['NODE_ENV'] === 'production')
    throw new Error('the local stack emulates clouds and banks, and does not start in production')
  const parts = await assemble(options)
  const { cloudbase, services, urls } = parts
  const main = createServer()
  const servers = [main]
  const stack = stackOf(parts, () => closeAll(parts, servers))
  try {
    for (const [name, service] of Object.entries(services)) {
      const server = createServer()
      servers.push(server)
      await server.register(service.routes)
      urls[name] = await listen(server, options.servicePorts?.[name] ?? 0)
    }
    await main.register(httpAccess(cloudbase.functions, options.deployment))
    await main.register(controlRoutes(stack), { prefix: '/_stack' })
    for (const plugin of options.mount ?? []) await main.register(plugin(stack))
    urls['main'] = await listen(main, options.port ?? 0)
    assertEnvironment(options, urls)
    return stack
  } catch (error) {
    await stack.close()
    throw error
  }
}

function stackOf({ cloudbase, context, services, urls }: Parts, close: () => Promise<void>): Stack {
  const { billing, database, functions } = cloudbase
  const { clock, faults, file, wire } = context
  return {
    get url() {
      return urls['main'] ?? ''
    },
    urls,
    clock,
    faults,
    wire,
    billing,
    database,
    functions,
    documents: (collection, limit = 100) => documentsOf(database, collection, limit),
    async reset() {
      for (const service of Object.values(services)) service.reset()
      faults.clear()
      await functions.retire()
      await file.durable()
    },
    close,
  }
}

interface Parts {
  readonly context: StackContext & { readonly clock: StackClock }
  readonly cloudbase: Cloudbase
  readonly services: Readonly<Record<string, Service>>
  /** Filled in as they begin to listen. */
  readonly urls: Record<string, string>
}

async function assemble(options: StackOptions): Promise<Parts> {
  const urls: Record<string, string> = {}
  const wire = createWire()
  const clock = new StackClock({
    ...options.clock,
    onError: (error) => recordError(wire, clock.now(), error),
  })
  const random = seededRandom(options.seed ?? 1)
  const file = openFile(options.dataDir)
  const context = { clock, wire, faults: createFaults(random), file, random, urls: () => urls }
  try {
    const cloudbase = createCloudbase({
      context,
      deployment: options.deployment,
      bundlesDir: resolve(options.bundlesDir),
      environment: () => environmentOf(options, urls),
      instancesMax: options.instancesMax ?? INSTANCES_MAX_DEFAULT,
      kept: options.kept,
      url: () => urls['cloudbase'] ?? '',
    })
    const others = Object.entries(options.services ?? {}).map(
      ([name, create]) => [name, create(context)] as const,
    )
    const services = { cloudbase: cloudbase.service, ...Object.fromEntries(others) }
    return { context, cloudbase, services, urls }
  } catch (error) {
    clock.stop()
    await file.close()
    throw error
  }
}

/** Closing must not wait for clients that keep their connections. */
function createServer(): FastifyInstance {
  const server = fastify({
    forceCloseConnections: true,
    frameworkErrors(_, { id: requestId }, { raw }) {
      const refusal = { requestId, code: 'BAD_REQUEST', message: 'the path is malformed' }
      raw.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(refusal))
    },
  })
  server.addHook('onRequest', refuseForeignHost)
  return server
}

function openFile(dataDir: string | undefined): DurableFile {
  if (dataDir === undefined) return openDurableFile({ path: ':memory:' })
  mkdirSync(dataDir, { recursive: true })
  return openDurableFile({ path: join(dataDir, 'stack.sqlite') })
}

function environmentOf({ environment = {} }: StackOptions, urls: ServiceUrls): Environment {
  return typeof environment === 'function' ? environment(urls) : environment
}

/** A function that lacks a variable would fail at its first call, far from the cause. */
function assertEnvironment(options: StackOptions, urls: ServiceUrls): void {
  const environment = environmentOf(options, urls)
  for (const [name, { env }] of Object.entries(options.deployment.functions))
    for (const variable of env)
      if (environment[name]?.[variable] === undefined)
        throw new Error(`function ${name} lacks the variable ${variable}`)
}

function recordError(wire: Wire, atMs: number, error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error)
  wire.record({ atMs, service: 'cloudbase', title: 'a task failed', detail, outcome: 'fault' })
}

/** Listeners first, so that no new request arrives; the file last. */
async function closeAll({ cloudbase, context }: Parts, servers: readonly FastifyInstance[]) {
  context.clock.stop()
  await Promise.all(servers.map((server) => server.close()))
  await cloudbase.stop()
  await context.file.close()
}
