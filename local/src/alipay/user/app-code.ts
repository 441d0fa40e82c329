import { z } from 'zod'
import { drawFresh, drawHex } from '../../gateway/drawn'
import { ok, refuse } from '../../gateway/result'
import type { Method } from '../context'
import { REFUSALS } from '../wire/refusal'

const codeContent = z.object({
  url_param: z.string().min(1).max(256),
  query_param: z.string().max(1024).default(''),
  describe: z.string().min(1).max(32),
  color: z.string().optional(),
  size: z.string().optional(),
})

/** Address of the pictures of codes. */
export const APP_CODE_PATH = '/app-code/'

/** 小程序生成推广二维码 (opendocs.alipay.com/mini/009zva): opens a page of the mini-program. */
export const appCode: Method = {
  name: 'alipay.open.app.qrcode.create',
  operation: 'app-code',
  answer({ books, service, keys }, { content, origin }) {
    const parsed = codeContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.messageIllegal)
    const { query_param: query, url_param: page } = parsed.data
    const target = new URLSearchParams({ appId: keys.appId, page, query })
    const token = drawFresh(
      () => drawHex(service.random, 24),
      (drawn) => books.appCodes.get(drawn) !== undefined,
    )
    books.appCodes.put(token, `alipays://platformapi/startapp?${target}`)
    const url = `${origin}${APP_CODE_PATH}${token}.png`
    const fields = {
      qr_code_url: url,
      qr_code_url_circle_white: url,
      qr_code_url_circle_blue: url,
    }
    return ok({ fields, note: `小程序码 ${page}` })
  },
}
