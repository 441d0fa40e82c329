import { setTimeout as delay } from 'node:timers/promises'
import type { FaultRule } from '../faults'

/** A reply as it goes over the wire. */
export interface RawReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const BAD_GATEWAY: RawReply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
}

const SLOW_MS = 3_000

/**
 * The troubles of an exchange that every gateway can have. `work` does what was asked for and makes
 * the genuine reply; `failure` is the gateway's own way of saying that it broke. Null: no answer at
 * all, the caller is left waiting.
 */
export async function replyThrough(
  fault: FaultRule | null,
  work: () => Promise<RawReply>,
  failure: () => RawReply,
): Promise<RawReply | null> {
  switch (fault?.kind) {
    case 'timeout-before-commit':
      return null
    case 'timeout-after-commit':
      await work()
      return null
    case 'http-500':
      return failure()
    case 'http-500-after-commit':
      await work()
      return failure()
    case 'html-502':
      return BAD_GATEWAY
    case 'garbage':
      return garble(await work())
    case 'slow':
      await delay(Number(fault.with?.['delayMs'] ?? SLOW_MS))
      return work()
    default:
      return work()
  }
}

/** Cut off in the middle, under the signature of the whole. */
const garble = (reply: RawReply): RawReply => ({
  ...reply,
  body: `${reply.body.slice(0, reply.body.length / 2)}\u0000<`,
})
