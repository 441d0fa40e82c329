import type { EdgeRefusal } from '@palm/shared/api/action'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { z } from 'zod'
import type { Invocation } from './invocation'

/** Far above any member's request; an operator's table may be larger. In bytes. */
export const REQUEST_BYTES_MAX = 64 * 1024
export const TABLE_BYTES_MAX = 5 * 1024 * 1024

/** Three times the depth of our deepest schema. */
const NESTING_MAX = 32

export interface Envelope {
  readonly name: string
  readonly request: unknown
  readonly bytes: number
}

/** Runtimes add their own fields, which are ignored. */
const envelope = z.object({ action: z.string().max(64), request: z.unknown() })

/**
 * Action and request of a call. Size and nesting are bounded before parsing or copying: a bracket
 * costs the sender one byte and the parser a hundred.
 */
export function readEnvelope(
  invocation: Invocation,
  bytesMax: number,
): Result<Envelope, EdgeRefusal> {
  if (invocation.by === 'timer') return refuse({ code: 'request/unknown-action' })
  if (invocation.by === 'call') {
    if (isNestedDeeper(invocation.data)) return refuse({ code: 'request/malformed', at: 'request' })
    const bytes = Buffer.byteLength(JSON.stringify(invocation.data ?? null))
    return bytes > bytesMax ? tooLarge : open(invocation.data, bytes)
  }
  const { body } = invocation
  if (body.length > bytesMax) return tooLarge
  if (isTextNestedDeeper(body)) return refuse({ code: 'request/malformed', at: 'body' })
  try {
    return open(JSON.parse(body.toString('utf8')), body.length)
  } catch {
    return refuse({ code: 'request/malformed', at: 'body' })
  }
}

export const tooLarge = refuse({ code: 'request/too-large' })

function open(data: unknown, bytes: number): Result<Envelope, EdgeRefusal> {
  const read = envelope.safeParse(data)
  if (!read.success) return refuse(malformed(read.error))
  return ok({ name: read.data.action, request: read.data.request, bytes })
}

/** Path of the first error; its value is not repeated. */
export function malformed({ issues }: z.ZodError): EdgeRefusal {
  const issue = issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = [...(issue?.path ?? []), ...unknown]
  return { code: 'request/malformed', at: path.map(String).join('.').slice(0, 100) || 'request' }
}

/** Level by level and without recursion, which deep nesting would exhaust. */
function isNestedDeeper(data: unknown): boolean {
  let level = [data]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > NESTING_MAX) return true
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** The same for unparsed JSON. All relevant characters are ASCII, so bytes suffice. */
function isTextNestedDeeper(json: Buffer): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!
    if (inText) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) inText = false
    } else if (byte === QUOTE) inText = true
    else if (OPENING.has(byte) && ++depth > NESTING_MAX) return true
    else if (CLOSING.has(byte)) depth--
  }
  return false
}
