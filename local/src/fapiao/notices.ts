import { type DeliveryFault, postponement, tell } from '../gateway/delivery'
import { createOutbox, type Delivery, type Letter, type Outbox } from '../gateway/outbox'
import type { ServiceContext } from '../service'
import { type FapiaoKeys, signatureOf } from './keys'

/** Says that an attempt has changed, and not how. */
export interface Notice {
  readonly url: string
  readonly number: string
}

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const RETRY_DELAYS_MS = [15 * SECOND_MS, MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS]
const ACK_DEADLINE_MS = 5_000

/** Faults of a notice. */
export const NOTICE_FAULTS: ReadonlyMap<string, DeliveryFault> = new Map<string, DeliveryFault>([
  ['lost', { copies: () => 0 }],
  ['never', { isForgotten: true }],
  ['duplicate', { copies: (rule) => Number(rule.with?.['copies'] ?? 2) }],
  ['again', { isUnheard: true }],
  ['replayed', { isReplayed: true }],
])

export const createNotices = (service: ServiceContext, keys: FapiaoKeys): Outbox<Notice> =>
  createOutbox<Notice>(service, {
    shelf: 'fapiao.notice',
    retryDelaysMs: () => RETRY_DELAYS_MS,
    deliver: (letter) => deliver(service, keys, letter),
  })

async function deliver(
  service: ServiceContext,
  { secret }: FapiaoKeys,
  { content, sent }: Letter<Notice>,
): Promise<Delivery> {
  const rule = service.faults.take('fapiao.notify', { number: content.number })
  if (rule?.kind === 'late') return postponement(rule)
  const fault = (rule && NOTICE_FAULTS.get(rule.kind)) ?? {}
  const body = JSON.stringify({ number: content.number })
  const timestamp = String(Math.floor(service.clock.now()))
  const headers = {
    'content-type': 'application/json',
    'x-timestamp': timestamp,
    'x-signature': signatureOf(secret, ['NOTICE', timestamp, body]),
  }
  const post = { headers, body, url: content.url, deadlineMs: ACK_DEADLINE_MS }
  const isHeard = ({ status }: { status: number | null }) => status === 204
  const report = await tell(service, post, { rule, fault, isHeard })
  const status = report.receptions[0]?.status
  service.wire.record({
    atMs: service.clock.now(),
    service: 'fapiao',
    title: `POST ${new URL(content.url).pathname}`,
    detail: `第 ${sent + 1} 次 · 应答 ${status ?? '无'}`,
    outcome: rule ? 'fault' : status === 204 ? 'ok' : 'refused',
  })
  return report.delivery
}
