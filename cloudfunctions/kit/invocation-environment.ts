import { z } from 'zod'

/** What an invocation says of itself (cloudbase reference 1.5). */
export interface InvocationEnvironment {
  readonly WX_APPID?: string | undefined
  readonly WX_OPENID?: string | undefined
  /** By which way the call came: `wx_client`, `wx_http`, `wx_trigger`; a chain where functions call functions. */
  readonly TCB_SOURCE?: string | undefined
}

const text = z.string().optional().catch(undefined)
const form = z.object({ WX_APPID: text, WX_OPENID: text, TCB_SOURCE: text })

const contextForm = z.object({ environment: text, environ: text })

/**
 * Reads the environment of one invocation from its own context and from nowhere else. The SDK's
 * `getCloudbaseContext` fills what is missing from `process.env`, where an earlier call of the same
 * instance may have left somebody's identity behind.
 */
export function environmentOf(context: unknown): InvocationEnvironment {
  const read = contextForm.safeParse(context)
  if (!read.success) return {}
  const { environ, environment } = read.data
  const parsed = form.safeParse(environment ? readJson(environment) : pairsOf(environ ?? ''))
  return parsed.success ? parsed.data : {}
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** `KEY=value;KEY=value`, as the older runtime writes it. */
const pairsOf = (environ: string): Record<string, string> =>
  Object.fromEntries(
    environ.split(';').flatMap((pair) => {
      const at = pair.indexOf('=')
      return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]]
    }),
  )
