import { z } from 'zod'
import { rfc3339 } from '../../gateway/china-time'
import { ok, refuse } from '../../gateway/result'
import type { Endpoint } from '../context'
import { isNotifyUrl } from '../notice/notify-url'
import { paramError, parseAs } from '../wire/parse'
import { REFUSALS } from '../wire/refusal'

const PATH = '/v3/marketing/busifavor/callbacks'
const mchid = z.string().min(8).max(15).optional()

const callbackRequest = z.strictObject({ mchid, notify_url: z.string().min(10).max(256) })

/** 设置商家券事件通知地址. One for all stocks of the merchant. */
export const setCouponCallback: Endpoint = {
  operation: 'coupon-callback',
  method: 'POST',
  path: PATH,
  answer({ books, service, keys, switches }, { body }) {
    const parsed = parseAs(callbackRequest, body, 'body')
    if (!parsed.ok) return parsed
    const { notify_url: url } = parsed.value
    if ((parsed.value.mchid ?? keys.mchid) !== keys.mchid) return refuse(REFUSALS.unknownMerchant)
    if (!isNotifyUrl(url, switches.loopbackNotifyUrls)) {
      return refuse(paramError('body', ['notify_url'], url, '通知地址不合法'))
    }
    books.couponCallbacks.put(keys.mchid, url)
    const told = { update_time: rfc3339(service.clock.now()), notify_url: url, mchid: keys.mchid }
    return ok({ body: told, note: '商家券通知地址' })
  },
}

const callbackQuery = z.strictObject({ mchid })

/** 获取商家券事件通知地址. */
export const queryCouponCallback: Endpoint = {
  operation: 'coupon-callback-query',
  method: 'GET',
  path: PATH,
  answer({ books, keys }, { query }) {
    const parsed = parseAs(callbackQuery, query, 'query')
    if (!parsed.ok) return parsed
    if ((parsed.value.mchid ?? keys.mchid) !== keys.mchid) return refuse(REFUSALS.unknownMerchant)
    const url = books.couponCallbacks.get(keys.mchid)
    if (url === undefined) return refuse(REFUSALS.noCallback)
    return ok({ body: { notify_url: url, mchid: keys.mchid }, note: '商家券通知地址' })
  },
}
