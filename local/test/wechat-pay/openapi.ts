import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Ajv, { type ErrorObject } from 'ajv'
import { parse } from 'yaml'
import type { Endpoint } from '../../src/wechat-pay/context'

/** One endpoint as described by a third party (fixtures/openapi). */
export interface Description {
  /** Errors in a request's body or query, and in a reply's body; empty if there are none. */
  checkBody(body: unknown): readonly string[]
  checkQuery(query: Readonly<Record<string, unknown>>): readonly string[]
  checkReply(status: number, body: unknown): readonly string[]
}

type Json = Readonly<Record<string, unknown>>

interface Parameter extends Json {
  readonly in: 'body' | 'header' | 'path' | 'query'
  readonly name: string
  readonly required?: boolean
  readonly schema?: Json
}

interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly responses: Readonly<Record<string, { readonly schema?: Json }>>
}

const FOLDER = join(__dirname, '../fixtures/openapi')

/** `path` as routes write it: `/v3/refund/domestic/refunds/:out_refund_no`. */
export function readDescription(method: Endpoint['method'], path: string): Description {
  const file = join(FOLDER, `${path.replaceAll(/:(\w+)/g, '{$1}')}.yaml`)
  const described = resolve(parse(readFileSync(file, 'utf8')), file) as Record<string, Operation>
  const operation = described[method.toLowerCase()]
  if (!operation) throw new Error(`${method} ${path} is not described`)
  const parameters = operation.parameters ?? []
  const body = parameters.find((parameter) => parameter.in === 'body')?.schema
  const query = parameters.filter((parameter) => parameter.in === 'query')
  return {
    checkBody: (told) => check(body && closed(body), told),
    checkQuery: (told) => check(closed(querySchema(query)), told),
    checkReply(status, told) {
      const response = operation.responses[status]
      if (!response) return [`an answer of ${status} is not described`]
      return response.schema ? check(closed(response.schema), told) : []
    },
  }
}

const querySchema = (parameters: readonly Parameter[]): Json => ({
  type: 'object',
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
  properties: Object.fromEntries(
    parameters.map(({ in: _in, name, required: _required, ...schema }) => [name, schema]),
  ),
})

/**
 * Undescribed fields are errors at any depth. An object without described fields may contain
 * anything.
 */
function closed(schema: Json): Json {
  const { items, properties, ...rest }: Shape = whole(schema)
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [name, closed(field)])
  return {
    ...rest,
    ...(items ? { items: closed(items) } : {}),
    ...(properties ? { properties: Object.fromEntries(fields), additionalProperties: false } : {}),
  }
}

interface Shape extends Json {
  readonly allOf?: readonly Json[]
  readonly items?: Json
  readonly properties?: Readonly<Record<string, Json>>
  readonly required?: readonly string[]
}

/** Merges the parts of an `allOf`: two of them may describe the same object in part. */
function whole({ allOf = [], ...own }: Shape): Shape {
  return allOf.map(whole).reduce<Shape>(merge, own)
}

function merge(one: Shape, other: Shape): Shape {
  const properties = { ...one.properties }
  for (const [name, field] of Object.entries(other.properties ?? {})) {
    properties[name] = merge(whole(properties[name] ?? {}), whole(field))
  }
  const required = [...(one.required ?? []), ...(other.required ?? [])]
  return {
    ...one,
    ...other,
    ...(required.length > 0 ? { required: [...new Set(required)] } : {}),
    ...(one.properties || other.properties ? { properties } : {}),
  }
}

/** Formats are labels here: base64, rfc3339. */
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })

function check(schema: Json | undefined, value: unknown): readonly string[] {
  if (!schema) return []
  const validate = ajv.compile(schema)
  return validate(value) ? [] : (validate.errors ?? []).map(print)
}

/** Position, and the missing or additional field. */
const print = ({ instancePath, message, params }: ErrorObject): string => {
  const field = params['missingProperty'] ?? params['additionalProperty']
  return typeof field === 'string' || params['allowedValues']
    ? `${instancePath} ${field ?? ''}`
    : `${instancePath} ${message}`
}

/** Replaces `$ref` by its target. A missing file accepts anything. */
function resolve(node: unknown, file: string): unknown {
  if (Array.isArray(node)) return node.map((item) => resolve(item, file))
  if (typeof node !== 'object' || node === null) return node
  const { $ref: reference, ...rest } = node as Json
  if (typeof reference === 'string') return resolveReference(reference, file)
  return Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, resolve(item, file)]))
}

function resolveReference(reference: string, from: string): unknown {
  const [path = '', name = ''] = reference.split('#')
  const file = path === '' ? from : join(dirname(from), path)
  if (!existsSync(file)) return {}
  const definitions = parse(readFileSync(file, 'utf8')) as Json
  return resolve(definitions[name.replace(/^\//, '')], file)
}
