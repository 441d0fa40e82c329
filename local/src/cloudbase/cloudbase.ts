import type { StackClock } from '../clock'
import type { Deployment } from '../deployment'
import type { Service, ServiceContext } from '../service'
import { adminRoutes } from './admin'
import { type Billing, createBilling } from './billing'
import { databaseActions } from './database/actions'
import { type Database, openDatabase } from './database/database'
import { createFunctions, type Functions } from './functions/functions'
import type { KeptInstances } from './functions/kept-instances'
import { invokeFunction } from './functions/invoke-function'
import { startTimers } from './functions/timers'
import { reportOutside } from './outside-transaction'
import { storageActions } from './storage/actions'
import { openFiles } from './storage/files'
import { storageRoutes } from './storage/routes'
import { createStorageLinks } from './storage/storage-links'
import { getUserInfoForAdmin } from './user-info'

export interface CloudbaseOptions {
  readonly context: ServiceContext & { readonly clock: StackClock }
  readonly deployment: Deployment
  readonly bundlesDir: string
  /** Each function's environment, read when an instance starts. */
  readonly environment: () => Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly instancesMax: number
  readonly kept?: KeptInstances | undefined
  /** Address of `service`; known once it listens. */
  readonly url: () => string
}

/** Tencent CloudBase, to the extent that a mini-program's back end needs it. */
export interface Cloudbase {
  readonly service: Service
  readonly database: Database
  readonly functions: Functions
  readonly billing: Billing
  stop(): Promise<void>
}

export function createCloudbase(options: CloudbaseOptions): Cloudbase {
  const { context, deployment, url } = options
  const { clock, faults, file, wire } = context
  const billing = createBilling()
  const database = openDatabase({ clock, file })
  const files = openFiles(file)
  const links = createStorageLinks({ clock, baseUrl: () => `${url()}/storage` })
  const functions = createFunctions({
    clock,
    wire,
    faults,
    billing,
    functions: deployment.functions,
    bundlesDir: options.bundlesDir,
    environment: options.environment,
    adminUrl: () => `${url()}/admin`,
    instancesMax: options.instancesMax,
    kept: options.kept,
  })
  const collections = indexesOf(deployment)
  database.catalog.declare(collections)
  const cancelTimers = startTimers({ clock, functions }, deployment.timers)

  return {
    database,
    functions,
    billing,
    service: {
      routes: async (server) => {
        await server.register(storageRoutes({ durable: file.durable, files, links }), {
          prefix: '/storage',
        })
        await server.register(
          adminRoutes({
            context,
            billing,
            watch: reportOutside(database, context),
            callerOf: (token) => ({ running: token ? functions.callOf(token) : undefined }),
            actions: {
              ...databaseActions({ clock, database }),
              ...storageActions({ files, links }),
              'functions.invokeFunction': invokeFunction(functions),
              'auth.getUserInfoForAdmin': getUserInfoForAdmin(),
            },
          }),
        )
      },
      reset() {
        database.reset(collections)
        files.clear()
        billing.reset()
        functions.logs.clear()
      },
    },
    async stop() {
      cancelTimers()
      await functions.stop()
    },
  }
}

const indexesOf = ({ collections }: Deployment) =>
  Object.fromEntries(Object.entries(collections).map(([name, { indexes }]) => [name, indexes]))
