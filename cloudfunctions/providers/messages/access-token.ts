import { createHash } from 'node:crypto'
import { type EpochMs, epochMs, later, MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { z } from 'zod'
import type { WechatAppCredentials } from '../../credentials/messages'
import { openSealed, sealOne } from '../../credentials/seal'
import type { Database } from '../../database/session'
import { accessTokens, type KeptToken } from '../../documents/access-tokens'
import type { WechatApi } from './wechat-api'

/**
 * 稳定版接口调用凭据: the same token for all who ask while it is valid. It is fetched by one instance at a
 * time and kept, sealed, in the database.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
 */
export interface AccessToken {
  /** Null if WeChat does not give one, or another instance is fetching it: try again later. */
  read(): Promise<string | null>
  /** WeChat has refused this token before its time: the next read fetches another. */
  refused(token: string): Promise<void>
}

export interface AccessTokenOptions {
  readonly app: WechatAppCredentials
  readonly api: WechatApi
  readonly database: Database
  readonly clock: () => EpochMs
}

/** WeChat renews a token in its last five minutes; the old one stays valid for that time. */
const RENEW_BEFORE_MS = 5 * MINUTE_MS
/** Longer than a fetch with its deadline. */
const FETCH_WITHIN_MS = 15 * SECOND_MS

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.int().positive() })
const sealedForm = z.object({ token: z.string() })

export function openAccessToken(options: AccessTokenOptions): AccessToken {
  const { app, clock, database } = options
  const id = `access-token:${app.appId}` as const
  const key = createHash('sha256').update(`access-token:${app.appSecret}`).digest('base64url')
  let known: { readonly token: string; readonly untilMs: number } | null = null

  const opened = async ({ expiresAtMs, sealed }: KeptToken): Promise<string | null> => {
    if (sealed === null || expiresAtMs - RENEW_BEFORE_MS <= clock()) return null
    const { token } = sealedForm.parse(await openSealed(sealed, key))
    known = { token, untilMs: expiresAtMs - RENEW_BEFORE_MS }
    return token
  }

  async function fetched(before: KeptToken): Promise<string | null> {
    if (!(await claimFetch(database, before, clock()))) return null
    const answer = tokenAnswer.safeParse(
      await options.api('/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: app.appId,
        secret: app.appSecret,
      }),
    )
    if (!answer.success) return null
    const { access_token: token, expires_in: seconds } = answer.data
    const nowMs = clock()
    const kept: KeptToken = {
      id,
      sealed: await sealOne({ token }, key),
      expiresAtMs: later(nowMs, seconds * SECOND_MS),
      fetchedUntilMs: nowMs,
    }
    await database.put(accessTokens, kept)
    known = { token, untilMs: kept.expiresAtMs - RENEW_BEFORE_MS }
    // In its last minutes WeChat still gives the old one, which is valid until the end.
    return token
  }

  async function keptOrFetched(): Promise<string | null> {
    const kept = (await database.get(accessTokens, id)) ?? (await first())
    return kept && ((await opened(kept)) ?? fetched(kept))
  }

  async function first(): Promise<KeptToken | null> {
    const none = { id, sealed: null, expiresAtMs: epochMs(0), fetchedUntilMs: epochMs(0) }
    await database.insert(accessTokens, none)
    return database.get(accessTokens, id)
  }

  let reading: Promise<string | null> | null = null

  return {
    // Messages sent at once wait for one fetch, instead of finding it claimed by themselves.
    read() {
      if (known && clock() < known.untilMs) return Promise.resolve(known.token)
      reading ??= keptOrFetched().finally(() => (reading = null))
      return reading
    },
    async refused(token) {
      if (known?.token === token) known = null
      const kept = await database.get(accessTokens, id)
      if (!kept || (await opened(kept)) !== token) return
      known = null
      await database.replace(accessTokens, kept, { ...kept, sealed: null })
    },
  }
}

/** One at a time: of two that read the same document, one replaces it. */
async function claimFetch(database: Database, kept: KeptToken, nowMs: EpochMs): Promise<boolean> {
  if (kept.fetchedUntilMs > nowMs) return false
  const fetchedUntilMs = later(nowMs, FETCH_WITHIN_MS)
  return (await database.replace(accessTokens, kept, { ...kept, fetchedUntilMs })) === 'replaced'
}
