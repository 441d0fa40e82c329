import { createPrivateKey, createSign, type KeyObject } from 'node:crypto'
import type { FaultRule } from '../../faults'
import { compactDate, dateTime, dateTimeMs } from '../../gateway/china-time'
import { drawDigits } from '../../gateway/drawn'
import type { Reception } from '../../gateway/merchant-post'
import { createOutbox, type Delivery, type Letter, type Outbox } from '../../gateway/outbox'
import { signRsa, strangerKey } from '../../gateway/rsa'
import { postponement, tell, type DeliveryReport } from '../../gateway/delivery'
import { toYuan } from '../../gateway/yuan'
import type { Context, Store } from '../context'
import { NOTICE_FAULTS, type NoticeFault } from './notice-fault'
import { type Parameters, signString, withoutEmpty } from '../wire/signing'
import { isPaid, type Refund, refundedFen, type Trade } from '../trade/trade'
import type { Notice } from './notice'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** 4m,10m,10m,1h,2h,6h,15h (opendocs.alipay.com/open/270/105902, from secondary sources). */
export const RETRY_DELAYS_MS: readonly number[] = [
  ...[4, 10, 10].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 6, 15].map((hours) => hours * HOUR_MS),
]

export function createNotifications(store: Store): Outbox<Notice> {
  const key = createPrivateKey(store.keys.platform.privateKeyPem)
  return createOutbox<Notice>(store.service, {
    shelf: 'alipay.notice',
    retryDelaysMs: () => RETRY_DELAYS_MS,
    deliver: (letter) => deliver(store, key, letter),
  })
}

/** 异步通知: `refund` makes it the notification of that refund. Resolves after the first delivery. */
export async function notifyStatus(
  context: Omit<Context, 'deadlines'>,
  trade: Trade,
  refund?: Refund,
): Promise<void> {
  if (trade.notifyUrl === undefined) return
  const { service, keys, notifications } = context
  const atMs = service.clock.now()
  const id = drawNoticeId(service)
  const told: Parameters = {
    notify_id: id,
    notify_type: 'trade_status_sync',
    charset: 'utf-8',
    version: '1.0',
    app_id: keys.appId,
    auth_app_id: keys.appId,
    seller_id: trade.sellerId ?? keys.sellerId,
    seller_email: 'local-test@example.invalid',
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    trade_status: trade.status,
    subject: trade.subject,
    body: trade.body ?? '',
    passback_params: trade.passbackParams ?? '',
    total_amount: toYuan(trade.totalFen),
    gmt_create: dateTime(trade.createdAtMs),
    ...(isPaid(trade) ? tellPayment(trade) : {}),
    ...(isPaid(trade) && refund ? tellRefund(refundedFen(trade), refund) : {}),
    ...(trade.status === 'TRADE_CLOSED' ? { gmt_close: dateTime(atMs) } : {}),
  }
  await notifications.post(id, { url: trade.notifyUrl, told: withoutEmpty(told) })
}

/**
 * 应用网关消息 (opendocs.alipay.com/common/02km9j): messages without a trade are sent to the app's
 * address, if it has one.
 */
export async function postMessage(
  { books, service, keys, notifications }: Omit<Context, 'deadlines'>,
  method: string,
  content: object,
): Promise<void> {
  const url = books.messageUrls.get(keys.appId)
  if (url === undefined) return
  const id = drawNoticeId(service)
  const told: Parameters = {
    notify_id: id,
    msg_method: method,
    app_id: keys.appId,
    version: '1.1',
    charset: 'UTF-8',
    biz_content: JSON.stringify(content),
  }
  await notifications.post(id, { url, told })
}

const drawNoticeId = ({ clock, random }: Store['service']): string =>
  `${compactDate(clock.now())}${drawDigits(random, 26)}`

function tellPayment(trade: Trade & { paidAtMs: number }): Parameters {
  const total = toYuan(trade.totalFen)
  return {
    buyer_open_id: trade.buyer,
    buyer_logon_id: '138****0000',
    gmt_payment: dateTime(trade.paidAtMs),
    receipt_amount: total,
    invoice_amount: total,
    buyer_pay_amount: total,
    point_amount: '0.00',
    fund_bill_list: JSON.stringify([{ amount: total, fundChannel: 'ALIPAYACCOUNT' }]),
  }
}

const tellRefund = (refundedSoFarFen: number, refund: Refund): Parameters => ({
  out_biz_no: refund.requestNo,
  refund_fee: toYuan(refundedSoFarFen),
  gmt_refund: dateTimeMs(refund.refundedAtMs),
})

async function deliver(store: Store, key: KeyObject, letter: Letter<Notice>): Promise<Delivery> {
  const { told, url } = letter.content
  const subject = { outTradeNo: told['out_trade_no'] ?? '', status: statusOf(told) }
  const rule = store.service.faults.take('alipay.notify', subject)
  if (rule?.kind === 'late') return postponement(rule)
  const fault = (rule && NOTICE_FAULTS.get(rule.kind)) ?? {}
  const form = new URLSearchParams(write(store, key, told, fault, rule)).toString()
  const post = {
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: fault.form?.(form) ?? form,
    deadlineMs: store.switches.ackDeadlineMs,
  }
  const report = await tell(store.service, post, { rule, fault, isHeard })
  record(store, letter, rule, report)
  return report.delivery
}

/** Subject: the state of a trade, or the name of a message. */
const statusOf = ({ msg_method: message, trade_status: status }: Parameters): string =>
  status ?? message ?? ''

/** Exactly these seven characters, and no redirect. */
const isHeard = ({ body, status }: Reception): boolean => status === 200 && body === 'success'

/**
 * Signed again for every delivery; only the id stays. The signature covers all but `sign` and
 * `sign_type`.
 */
function write(
  { service }: Store,
  key: KeyObject,
  content: Parameters,
  fault: NoticeFault,
  rule: FaultRule | null,
): Parameters {
  const atMs = service.clock.now() + (fault.shiftMs ?? 0)
  const isMessage = content['msg_method'] !== undefined
  const sentAt = isMessage ? { utc_timestamp: String(atMs) } : { notify_time: dateTime(atMs) }
  const fresh = { ...content, ...sentAt }
  const told = (rule && fault.told?.(fresh, rule)) ?? fresh
  const text = signString(told, [])
  const signed =
    fault.signature === 'sha1'
      ? { ...told, sign_type: 'RSA', sign: createSign('RSA-SHA1').update(text).sign(key, 'base64') }
      : { ...told, sign_type: 'RSA2', sign: signRsa(fault.signature ? strangerKey() : key, text) }
  return fault.signed?.(signed) ?? signed
}

function record(
  { service }: Store,
  { content, id, sent }: Letter<Notice>,
  rule: FaultRule | null,
  report: DeliveryReport,
): void {
  const [reception] = report.receptions
  const { out_trade_no: outTradeNo = '' } = content.told
  const status = statusOf(content.told)
  const trouble = rule ? [`故障 ${rule.kind}`] : []
  service.wire.record({
    atMs: service.clock.now(),
    service: 'alipay',
    title: `POST ${new URL(content.url).pathname}`,
    detail: [status, ...trouble, `第 ${sent + 1} 次`, tellAnswer(report)].join(' · '),
    outcome: rule ? 'fault' : reception && isHeard(reception) ? 'ok' : 'refused',
    ...(reception ? { durationMs: report.tookMs } : {}),
    data: { id, status, outTradeNo, attempt: sent + 1 },
  })
}

function tellAnswer({ receptions, tookMs }: DeliveryReport): string {
  const [reception] = receptions
  if (!reception) return '未送达'
  const { body, status } = reception
  const words = status === 200 ? body.trim().slice(0, 20) : (status ?? '无')
  return `应答 ${words}，${tookMs} ms`
}
