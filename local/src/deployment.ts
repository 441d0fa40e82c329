import { z } from 'zod'

const direction = z.union([z.literal(1), z.literal(-1), z.literal('2dsphere')])

const index = z.strictObject({
  name: z.string().min(1),
  keys: z.record(z.string().min(1), direction),
  unique: z.boolean().default(false),
})

/**
 * Requests per second: of all clients together, and of one client; with the service's ranges.
 * https://docs.cloudbase.net/service/ratelimit https://docs.cloudbase.net/envconfig/ratelimit/intro
 */
const rates = {
  qps: z.int().min(100).optional(),
  clientQps: z.int().min(1).max(30).optional(),
}

/** https://docs.cloudbase.net/cloud-function/function-configuration/config */
const cloudFunction = z.strictObject({
  memoryMb: z.number().int().min(64).max(3072).default(256),
  timeoutSeconds: z.number().int().min(1).max(900).default(3),
  /** Required variables. */
  env: z.array(z.string()).default([]),
  ...rates,
})

const timer = z.strictObject({
  name: z.string().regex(/^[A-Za-z][\w-]{0,59}$/),
  function: z.string(),
  cron: z.string(),
  message: z.string().default(''),
})

const route = z.strictObject({
  path: z.string().startsWith('/'),
  function: z.string(),
  ...rates,
})

/** Permissions of clients without a function. Here only functions reach the database. */
const collection = z.strictObject({
  acl: z.enum(['ADMINONLY', 'ADMINWRITE', 'READONLY', 'PRIVATE']).default('ADMINONLY'),
  indexes: z.array(index).default([]),
})

const deployment = z.strictObject({
  collections: z.record(z.string(), collection).default({}),
  functions: z.record(z.string(), cloudFunction).default({}),
  timers: z.array(timer).default([]),
  routes: z.array(route).default([]),
  /** Hosts (with port) whose pages may call the routes from a browser. */
  safeDomains: z.array(z.string()).default([]),
})

/** The deployment: the one file that this stack and the real deployment read. */
export type Deployment = z.infer<typeof deployment>
export type FunctionDefinition = Deployment['functions'][string]

/** Throws with position and reason if the file is invalid. */
export function parseDeployment(json: unknown): Deployment {
  const parsed = deployment.parse(json)
  for (const { function: name } of [...parsed.timers, ...parsed.routes])
    if (!parsed.functions[name]) throw new Error(`there is no function ${name} to call`)
  return parsed
}
