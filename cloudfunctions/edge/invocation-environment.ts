import { z } from 'zod'

/** Environment of an invocation. */
export interface InvocationEnvironment {
  readonly WX_APPID?: string | undefined
  readonly WX_OPENID?: string | undefined
  /**
   * Source of the call: `wx_client`, `wx_http`, `wx_trigger`; a chain if functions call functions.
   */
  readonly TCB_SOURCE?: string | undefined
}

const text = z.string().optional().catch(undefined)
const form = z.object({ WX_APPID: text, WX_OPENID: text, TCB_SOURCE: text })

const contextForm = z.object({ environment: text, environ: text })

/**
 * Reads the environment of one invocation from its own context only. The SDK's
 * `getCloudbaseContext` fills missing values from `process.env`, where an earlier call of the same
 * instance may have left another caller's identity.
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

/** `KEY=value;KEY=value`, the older runtime's format. */
const pairsOf = (environ: string): Record<string, string> =>
  Object.fromEntries(
    environ.split(';').flatMap((pair) => {
      const at = pair.indexOf('=')
      return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]]
    }),
  )
