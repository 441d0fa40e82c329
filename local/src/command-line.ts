import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { parseDeployment } from './deployment'
import type { StackOptions } from './stack'

export const USAGE = `palm-local --deployment FILE --bundles FOLDER [options]

Emulates Tencent CloudBase on this machine for the functions of a mini-program.

  --deployment FILE    collections, functions, timers and routes, as JSON
  --bundles FOLDER     contains <function>/index.js for each function
  --data FOLDER        database folder; in memory by default
  --port NUMBER        port of the routes and the control door; any by default
  --environment FILE   variables of each function: { "<function>": { "<NAME>": "…" } }
  --help               prints this text
`

/** An error that the user of the command has to correct; the message describes it. */
export class WrongUse extends Error {}

/** Options of the command line; `null` for help. Throws `WrongUse`. */
export function readCommandLine(args: readonly string[]): StackOptions | null {
  const given = parsed(args)
  if (given.help) return null
  const folder = resolve(required('bundles', given.bundles))
  if (!existsSync(folder)) throw new WrongUse(`--bundles: no such folder: ${folder}`)
  return {
    deployment: readJson('deployment', required('deployment', given.deployment), parseDeployment),
    bundlesDir: folder,
    ...(given.data !== undefined && { dataDir: resolve(given.data) }),
    ...(given.port !== undefined && { port: portOf(given.port) }),
    ...(given.environment !== undefined && {
      environment: readJson('environment', given.environment, (json) => environment.parse(json)),
    }),
  }
}

const environment = z.record(z.string(), z.record(z.string(), z.string()))

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args: [...args],
      options: {
        deployment: text,
        bundles: text,
        data: text,
        port: text,
        environment: text,
        help: { type: 'boolean' },
      },
    })
    return values
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}

function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new WrongUse(`--${name} is missing`)
  return value
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new WrongUse(`--port: ${text} is not a port`)
  return port
}

function readJson<Value>(name: string, path: string, parse: (json: unknown) => Value): Value {
  try {
    return parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    throw new WrongUse(`--${name}: ${path}: ${reason}`)
  }
}
