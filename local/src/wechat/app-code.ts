import { toBuffer } from 'qrcode'
import { z } from 'zod'
import { isToken } from './access-token'
import { type Context, type Endpoint, ERRORS } from './context'

const WIDTH_MIN = 280
const WIDTH_MAX = 1280
const WIDTH = 430

const codeRequest = z.object({
  scene: z.string(),
  page: z.string().max(1024).optional(),
  check_path: z.boolean().default(true),
  env_version: z.enum(['release', 'trial', 'develop']).default('release'),
  width: z.int().default(WIDTH),
  auto_color: z.boolean().optional(),
  line_color: z
    .object({ r: z.coerce.number(), g: z.coerce.number(), b: z.coerce.number() })
    .optional(),
  is_hyaline: z.boolean().optional(),
})

/** 最大32个可见字符; no %, because the client does not encode. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/

/** 获取不限制的小程序码 (developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code). */
export const appCode: Endpoint = {
  operation: 'app-code',
  method: 'POST',
  path: '/wxa/getwxacodeunlimit',
  async answer(context, { body, query }) {
    if (!isToken(context, query['access_token'])) return ERRORS.badToken
    if (!context.appCodeQuota.take()) return ERRORS.codesLimited
    const parsed = codeRequest.safeParse(body)
    if (!parsed.success) return ERRORS.badCodeArguments
    const { check_path: isChecked, page, scene, width } = parsed.data
    if (!SCENE.test(scene)) return ERRORS.badScene
    if (page?.startsWith('/') || page?.includes('?')) return ERRORS.badPage
    if (isChecked && page !== undefined && !isPublished(context, page)) return ERRORS.badPage
    const target = new URLSearchParams({
      appid: context.app.appId,
      path: page ?? '',
      query: `scene=${encodeURIComponent(scene)}`,
    })
    const drawn = { width: Math.min(Math.max(width, WIDTH_MIN), WIDTH_MAX) }
    return { picture: await toBuffer(`weixin://dl/business/?${target}`, drawn) }
  },
}

const isPublished = ({ publishedPages }: Context, page: string): boolean =>
  publishedPages?.includes(page) ?? true
