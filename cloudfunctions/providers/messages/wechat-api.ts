import { z } from 'zod'
import { exchangeHttp } from '../http-exchange'
import { providerOrigin } from '../origin'

const OFFICIAL_ORIGIN = 'https://api.weixin.qq.com'

export interface WechatApiOptions {
  readonly baseUrl: string
  readonly onLocalStack: boolean
  readonly deadlineMs: number
}

/** An answer of WeChat's open API, of which errors are numbers with HTTP 200. */
export type WechatAnswer = Readonly<Record<string, unknown>> & { readonly errcode: number }

/** Posts JSON; null if there is no answer, or none of the API's own. */
export type WechatApi = (path: string, body: object) => Promise<WechatAnswer | null>

const answerForm = z.looseObject({ errcode: z.int().default(0) })

/** The open API for mini-programs. The path may hold a token: it is in no error and in no log. */
export function openWechatApi(options: WechatApiOptions): WechatApi {
  const origin = providerOrigin(options.baseUrl, [OFFICIAL_ORIGIN], options.onLocalStack)
  return async (path, body) => {
    try {
      const { bytes, status } = await exchangeHttp(new URL(path, origin), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(options.deadlineMs),
      })
      if (status !== 200) return null
      const read = answerForm.safeParse(JSON.parse(bytes.toString('utf8')))
      return read.success ? read.data : null
    } catch {
      return null // no connection, cut off, too late, or a page of some gateway
    }
  }
}
