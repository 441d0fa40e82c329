import type { EdgeRefusal } from '@palm/shared/api/action'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { z } from 'zod'
import type { Invocation } from './invocation'

/** No request of a member comes near this; an operator's table may. In bytes. */
export const REQUEST_BYTES_MAX = 64 * 1024
export const TABLE_BYTES_MAX = 5 * 1024 * 1024

/** The deepest form of ours is a third of this. */
const NESTING_MAX = 32

export interface Envelope {
  readonly name: string
  readonly request: unknown
  readonly bytes: number
}

/** Runtimes put fields of their own beside ours (cloudbase reference 7); they are left where they are. */
const envelope = z.object({ action: z.string().max(64), request: z.unknown() })

/**
 * Which action is asked for, and with what. Size and nesting are bounded before anything is parsed
 * or copied: a bracket costs the sender one byte and the parser a hundred.
 */
export function readEnvelope(
  invocation: Invocation,
  bytesMost: number,
): Result<Envelope, EdgeRefusal> {
  if (invocation.by === 'timer') return refuse({ code: 'request/unknown-action' })
  if (invocation.by === 'call') {
    if (isNestedDeeper(invocation.data)) return refuse({ code: 'request/malformed', at: 'request' })
    const bytes = Buffer.byteLength(JSON.stringify(invocation.data ?? null))
    return bytes > bytesMost ? tooLarge : open(invocation.data, bytes)
  }
  const { body } = invocation
  if (body.length > bytesMost) return tooLarge
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

/** The path of the first thing wrong; what was sent there is not repeated. */
export function malformed({ issues }: z.ZodError): EdgeRefusal {
  const issue = issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = [...(issue?.path ?? []), ...unknown]
  return { code: 'request/malformed', at: path.map(String).join('.').slice(0, 100) || 'request' }
}

/** Level by level and without recursion, which is what deep nesting would exhaust. */
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

/** The same of JSON that nobody has parsed yet. All that counts is ASCII, so bytes will do. */
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
