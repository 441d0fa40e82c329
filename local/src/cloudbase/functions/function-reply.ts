import { validateHeaderName, validateHeaderValue } from 'node:http'
import { z } from 'zod'

/** HTTP reply made from a function's result. */
export interface FunctionReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** Set by the gateway only. */
const NOT_FOR_FUNCTIONS = /^(connection|content-length|keep-alive|transfer-encoding|upgrade)$/i

const headers = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
  .refine((all) => Object.entries(all).every(isHeader))

const integrated = z.object({
  statusCode: z.number().int().min(200).max(599),
  headers: headers.default({}),
  body: z.unknown().optional(),
  isBase64Encoded: z.unknown().optional(),
})

/**
 * A text unchanged, an object as JSON, or a reply composed by the function with a status. `null` if
 * its status or headers are invalid.
 */
export function replyOf(result: unknown): FunctionReply | null {
  if (typeof result === 'string')
    return { status: 200, headers: contentType('text/plain'), body: result }
  if (!isIntegrated(result))
    return { status: 200, headers: contentType('application/json'), body: JSON.stringify(result) }
  const parsed = integrated.safeParse(result)
  if (!parsed.success) return null
  const { body, headers: given, isBase64Encoded, statusCode } = parsed.data
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '')
  return {
    status: statusCode,
    headers: Object.fromEntries(
      Object.entries(given).filter(([name]) => !NOT_FOR_FUNCTIONS.test(name)),
    ),
    body: Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8'),
  }
}

const contentType = (type: string) => ({ 'content-type': `${type}; charset=utf-8` })

const isIntegrated = (result: unknown) =>
  typeof (result as { statusCode?: unknown } | null)?.statusCode === 'number'

function isHeader([name, value]: [string, string]): boolean {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}
