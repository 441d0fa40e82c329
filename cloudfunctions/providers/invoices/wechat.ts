import type { InvoiceFact, InvoiceFactState } from '@palm/shared/invoice/fact'
import { type FailureReason, type Invoice, numberOf } from '@palm/shared/invoice/invoice'
import { epochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Output } from 'wechatpay-node-v3/dist/define'
import { z } from 'zod'
import type { WechatMerchant } from '../../credentials/merchants'
import { exchangeHttp } from '../http-exchange'
import { providerOrigin } from '../origin'
import type { AdapterOptions, NotificationRefusal } from '../provider'
import { askWechat } from '../wechat/ask'
import { SafeWechatPay } from '../wechat/client'
import { wechatHttp } from '../wechat/http'
import { openWechatNotice } from '../wechat/notification'
import { trustedKeys } from '../wechat/trust'
import type { InvoiceNotice, InvoiceProvider, IssuerRefusal } from './issuer'
import {
  APPLICATIONS,
  applyIdOf,
  DEVELOPMENT_CONFIG,
  issuePathOf,
  issueRequest,
  reverseRequest,
} from './wechat-request'

export interface WechatIssuerOptions extends Omit<AdapterOptions, 'merchant'> {
  readonly credentials: WechatMerchant
  readonly billingPersonId: string
}

const ORIGINS = ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com']
const FILE_ORIGIN = 'https://pay.wechatpay.cn'

/** 微信支付电子发票, of a service provider 服务商 for a sub-merchant. */
export function openWechatIssuer(options: WechatIssuerOptions): InvoiceProvider {
  const { billingPersonId, clock, credentials, deadlineMs, notifyUrl } = options
  const { subMchId } = credentials
  if (subMchId === null) throw new Error('WeChat issues invoices for sub-merchants only')
  const keys = trustedKeys(credentials.platformKeys)
  const baseUrl = providerOrigin(credentials.baseUrl, ORIGINS, options.onLocalStack)
  const pay = new SafeWechatPay(
    credentials,
    clock,
    wechatHttp({ baseUrl, keys, clock, deadlineMs }),
  )
  const factOf = (invoice: Invoice, now: InvoiceFactState): InvoiceFact => ({
    issuer: 'wechat',
    number: numberOf(invoice),
    now,
  })
  const query = (invoice: Invoice, of = '') =>
    `${APPLICATIONS}/${applyIdOf(invoice)}${of}?sub_mchid=${subMchId}&fapiao_id=${numberOf(invoice)}`
  const configured = configuring(pay, { callback_url: notifyUrl, sub_mch_code: subMchId })

  return {
    issuer: 'wechat',

    async apply(invoice) {
      const ready = await configured()
      if (!ready.ok) return ready
      const answer = await ask(() =>
        pay.postTo(issuePathOf(invoice), issueRequest(invoice, { billingPersonId, subMchId })),
      )
      if (answer.ok || answer.refusal.reason === KNOWN)
        return ok(factOf(invoice, { at: 'accepted' }))
      if (answer.refusal.code === 'issuer/unreachable') return refuse(answer.refusal)
      return ok(factOf(invoice, { at: 'failed', reason: refusedFor(answer.refusal.reason) }))
    },

    async find(invoice) {
      const answer = await ask(() => pay.getFrom(query(invoice)))
      if (!answer.ok) return answer.refusal.reason === UNKNOWN ? ok(null) : answer
      const read = found.safeParse(answer.value)
      const one = read.data?.fapiao_information.find(
        ({ fapiao_id }) => fapiao_id === numberOf(invoice),
      )
      const now = one && stateOf(one)
      return now ? ok(factOf(invoice, now)) : unreadable
    },

    async reverse(invoice) {
      const { body, issued } = reverseRequest(invoice, subMchId)
      const path = `${APPLICATIONS}/${applyIdOf(invoice)}/reverse`
      const answer = await ask(() => pay.postTo(path, body))
      return answer.ok ? ok(factOf(invoice, { at: 'reversing', ...issued })) : answer
    },

    async file(invoice) {
      const answer = await ask(() => pay.getFrom(query(invoice, '/fapiao-files')))
      if (!answer.ok) return answer
      const url = files.safeParse(answer.value).data?.fapiao_download_info_list[0]?.download_url
      return url === undefined ? unreadable : download(url, { baseUrl, deadlineMs })
    },

    readNotice: (delivery, nowMs) =>
      readNotice(openWechatNotice(delivery, nowMs, { keys, pay }), credentials),

    acknowledge: (outcome) => ACKNOWLEDGEMENTS[outcome],
  }
}

function readNotice(
  opened: ReturnType<typeof openWechatNotice>,
  { mchId, subMchId }: WechatMerchant,
): Result<InvoiceNotice, NotificationRefusal> {
  if (!opened.ok) return opened
  const { event, plain } = opened.value
  if (!EVENTS.includes(event)) return ok({ numbers: [] })
  const read = notice.safeParse(plain)
  if (!read.success) return refuse({ code: 'notification/unreadable' })
  const { fapiao_information: all, mchid, sub_mchid } = read.data
  return mchid === mchId && sub_mchid === subMchId
    ? ok({ numbers: all.map(({ fapiao_id }) => fapiao_id) })
    : refuse({ code: 'notification/foreign' })
}

const json = { 'content-type': 'application/json' }
const ACKNOWLEDGEMENTS = {
  done: { statusCode: 204, headers: {}, body: '' },
  again: {
    statusCode: 500,
    headers: json,
    body: JSON.stringify({ code: 'FAIL', message: 'again' }),
  },
  refused: {
    statusCode: 401,
    headers: json,
    body: JSON.stringify({ code: 'FAIL', message: 'not verified' }),
  },
} as const

/** The others are about cards in the pocket, which decide nothing. */
const EVENTS: readonly string[] = ['FAPIAO.ISSUED', 'FAPIAO.REVERSED']

/** Codes without underscores, which the pages use and leave out at random. */
const KNOWN = 'RESOURCEALREADYEXISTS'
const UNKNOWN = 'RESOURCENOTEXISTS'

const refusedFor = (reason: string): FailureReason =>
  reason === UNKNOWN || reason === 'INVALIDTRANSACTION' ? 'payment-refused' : 'other'

/** 配置开发选项, once per warm instance: notices have no address otherwise. Idempotent. */
function configuring(pay: SafeWechatPay, config: Record<string, unknown>) {
  let isDone = false
  return async (): Promise<Result<null, IssuerRefusal>> => {
    if (isDone) return ok(null)
    const answer = await ask(() => pay.patchAt(DEVELOPMENT_CONFIG, config))
    if (!answer.ok) return refuse({ code: 'issuer/unreachable', reason: answer.refusal.reason })
    isDone = true
    return ok(null)
  }
}

async function ask(call: () => Promise<Output>): Promise<Result<unknown, IssuerRefusal>> {
  const answer = await askWechat(call)
  if (answer.ok) return answer
  const { code, reason } = answer.refusal
  return code === 'payment/provider-refused'
    ? refuse({ code: 'issuer/refused', reason })
    : refuse({ code: 'issuer/unreachable', reason })
}

const unreadable = refuse({ code: 'issuer/unreachable', reason: 'unreadable answer' })

const paper = z.object({ fapiao_number: z.string(), fapiao_time: z.string() })
const one = z.object({
  fapiao_id: z.string(),
  status: z.string(),
  blue_fapiao: paper.optional(),
  red_fapiao: paper.optional(),
  fapiao_error_message: z.string().optional(),
})
const found = z.object({ fapiao_information: z.array(one) })
const files = z.object({
  fapiao_download_info_list: z.array(z.object({ download_url: z.url() })),
})
const notice = z.object({
  mchid: z.string(),
  sub_mchid: z.string().optional(),
  fapiao_information: z.array(z.object({ fapiao_id: z.string().max(32) })).max(5),
})

/** 查询电子发票 (pay.weixin.qq.com/doc/v3/partner/4015792567). Null if the answer lacks what it says. */
function stateOf(told: z.infer<typeof one>): InvoiceFactState | null {
  const { blue_fapiao: blue, red_fapiao: red, status } = told
  if (status === 'ISSUE_ACCEPTED') return { at: 'accepted' }
  if (status === 'ISSUE_FAILED') return { at: 'failed', reason: failureIn(told) }
  if (status === 'REVERSE_FAILED') return { at: 'reverse-failed' }
  const issuedAtMs = blue ? Date.parse(blue.fapiao_time) : NaN
  if (!blue || Number.isNaN(issuedAtMs)) return null
  const issued = { fapiaoNumber: blue.fapiao_number, issuedAtMs: epochMs(issuedAtMs) }
  if (status === 'ISSUED') return { at: 'issued', ...issued }
  if (status === 'REVERSE_ACCEPTED') return { at: 'reversing', ...issued }
  const reversedAtMs = red ? Date.parse(red.fapiao_time) : NaN
  if (status !== 'REVERSED' || !red || Number.isNaN(reversedAtMs)) return null
  return {
    at: 'reversed',
    ...issued,
    redNumber: red.fapiao_number,
    reversedAtMs: epochMs(reversedAtMs),
  }
}

/** The pages list no codes, so the tax office's words are looked at. */
function failureIn({ fapiao_error_message: words = '' }: z.infer<typeof one>): FailureReason {
  if (/抬头|识别号|税号|购买方/.test(words)) return 'title-refused'
  return words.includes('库存') ? 'no-inventory' : 'other'
}

/** 下载发票文件: not signed, and for a short time. Only from the provider's own host. */
async function download(
  address: string,
  { baseUrl, deadlineMs }: { readonly baseUrl: URL; readonly deadlineMs: number },
): Promise<Result<Buffer, IssuerRefusal>> {
  const url = new URL(address)
  if (url.origin !== FILE_ORIGIN) return unreadable
  const isOfficial = ORIGINS.includes(baseUrl.origin)
  const target = isOfficial ? url : new URL(`${url.pathname}${url.search}`, baseUrl)
  try {
    const signal = AbortSignal.timeout(deadlineMs)
    const headers = { accept: '*/*', 'user-agent': 'palm-refuel' }
    const answer = await exchangeHttp(target, { method: 'GET', headers, signal })
    return answer.status === 200 && answer.bytes.subarray(0, 5).toString() === '%PDF-'
      ? ok(answer.bytes)
      : unreadable
  } catch {
    return unreadable
  }
}
