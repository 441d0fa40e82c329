import type { FaultRule } from '../../faults'
import { rfc3339 } from '../../gateway/china-time'
import { drawAlphanumeric, drawHex } from '../../gateway/drawn'
import type { Reception } from '../../gateway/merchant-post'
import { createOutbox, type Delivery, type Letter, type Outbox } from '../../gateway/outbox'
import { postponement, tell, type DeliveryReport } from '../../gateway/delivery'
import { seal } from '../wire/aead'
import type { Context, Store } from '../context'
import { keysOf } from '../merchants'
import { type Envelope, NOTICE_FAULTS, type NoticeFault } from './notice-fault'
import { pickCertificate, signatureHeaders, type SigningKey } from '../wire/platform-signer'
import type { Notice } from './notice'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/**
 * 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h, in total 24h4m (…/merchant/4012075249).
 */
export const RETRY_DELAYS_MS: readonly number[] = [
  ...[15, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[3, 10, 20, 30, 30, 30, 60].map((minutes) => minutes * MINUTE_MS),
  ...[3, 3, 3, 6, 6].map((hours) => hours * HOUR_MS),
]

/** 领券: 60s/次, eleven times in total (…/merchant-exclusive-coupon/coupon/busicoupon-send). */
const COUPON_RETRY_DELAYS_MS: readonly number[] = Array.from({ length: 10 }, () => MINUTE_MS)

export function createNotifications(store: Store): Outbox<Notice> {
  return createOutbox<Notice>(store.service, {
    shelf: 'wechat-pay.notice',
    retryDelaysMs: ({ event }) =>
      event === 'COUPON.SEND' ? COUPON_RETRY_DELAYS_MS : RETRY_DELAYS_MS,
    deliver: (letter) => deliver(store, letter),
  })
}

/** Resolves after the first delivery. */
export function postNotice(
  { service, notifications }: Context,
  notice: Omit<Notice, 'happenedAtMs'>,
): Promise<void> {
  const id = drawHex(service.random, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  return notifications.post(id, { ...notice, happenedAtMs: service.clock.now() })
}

async function deliver(store: Store, letter: Letter<Notice>): Promise<Delivery> {
  const { event, outTradeNo, url } = letter.content
  const rule = store.service.faults.take('wechat-pay.notify', { event, outTradeNo })
  if (rule?.kind === 'late') return postponement(rule)
  const fault = (rule && NOTICE_FAULTS.get(rule.kind)) ?? {}
  const post = {
    ...write(store, letter, fault, rule),
    url,
    deadlineMs: store.switches.ackDeadlineMs,
  }
  const report = await tell(store.service, post, { rule, fault, isHeard })
  record(store, letter, rule, report)
  return report.delivery
}

const isHeard = ({ status }: Reception): boolean => status === 200 || status === 204

/** Encrypted and signed again for every delivery; only the id stays. */
function write(store: Store, letter: Letter<Notice>, fault: NoticeFault, rule: FaultRule | null) {
  const { clock, random } = store.service
  const envelope = enclose(store, letter, fault, rule)
  const body = (fault.print ?? JSON.stringify)(fault.envelope?.(envelope) ?? envelope)
  const signed = signatureHeaders({
    key: pickKey(store, fault, rule),
    nonce: drawAlphanumeric(random, 32),
    atMs: clock.now() + (fault.shiftMs ?? 0),
    body,
  })
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Mozilla/4.0',
    'request-id': drawHex(random, 40).toUpperCase(),
    ...(fault.headers?.(signed) ?? signed),
  }
  return { headers, body }
}

function enclose(
  { service, keys }: Store,
  { content, id }: Letter<Notice>,
  fault: NoticeFault,
  rule: FaultRule | null,
): Envelope {
  const resource = (rule && fault.resource?.(content.resource, rule)) ?? content.resource
  const nonce = drawAlphanumeric(service.random, 12)
  const { told = content.originalType, sealed = content.originalType } = fault.associatedData ?? {}
  const { apiV3Key } = keysOf(keys, content.mchid ?? keys.mchid) ?? keys
  const sealing = { key: apiV3Key, nonce, associatedData: sealed }
  return {
    id,
    create_time: rfc3339(content.happenedAtMs),
    resource_type: 'encrypt-resource',
    event_type: content.event,
    summary: content.summary,
    resource: {
      original_type: content.originalType,
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: seal(JSON.stringify(resource), sealing),
      associated_data: told,
      nonce,
    },
  }
}

/**
 * While a merchant changes to the public key, some are signed with it and some with a certificate.
 */
function pickKey(
  { service, signingKeys, switches }: Store,
  fault: NoticeFault,
  rule: FaultRule | null,
): SigningKey {
  const { newestCertificatePercent, publicKeyPercent } = switches
  const isByPublicKey = service.random() * 100 < publicKeyPercent
  const wantsPublicKey = fault.key === 'other' ? !isByPublicKey : isByPublicKey
  const certificate = wantsPublicKey
    ? null
    : pickCertificate(signingKeys, service.random, newestCertificatePercent)
  const key = certificate ?? signingKeys.publicKey
  return rule && typeof fault.key === 'function' ? fault.key(key, rule) : key
}

function record(
  { service }: Store,
  { content, id, sent }: Letter<Notice>,
  rule: FaultRule | null,
  { receptions, tookMs }: DeliveryReport,
): void {
  const [reception] = receptions
  const answer = reception ? `应答 ${reception.status ?? '无'}，${tookMs} ms` : '未送达'
  const trouble = rule ? [`故障 ${rule.kind}`] : []
  service.wire.record({
    atMs: service.clock.now(),
    service: 'wechat-pay',
    title: `POST ${new URL(content.url).pathname}`,
    detail: [content.event, ...trouble, `第 ${sent + 1} 次`, answer].join(' · '),
    outcome: rule ? 'fault' : reception && isHeard(reception) ? 'ok' : 'refused',
    ...(reception ? { durationMs: tookMs } : {}),
    data: { id, event: content.event, outTradeNo: content.outTradeNo, attempt: sent + 1 },
  })
}
