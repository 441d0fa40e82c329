import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { FaultRule } from '../faults'
import type { NoReply, RawReply } from './raw-reply'

const BAD_GATEWAY: RawReply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
}

const SLOW_MS = 3_000

/** The gateway's own replies for internal errors. */
export interface OwnWords {
  /** An internal error. */
  readonly failure: () => RawReply
  /** Rate limit exceeded. */
  readonly limited: () => RawReply
}

type Rule = FaultRule | null
type Outcome = RawReply | NoReply

/**
 * Faults of an exchange common to all gateways. `work` performs the request and makes the genuine
 * reply.
 */
export async function replyThrough(
  fault: Rule,
  work: () => Promise<RawReply>,
  words: OwnWords,
): Promise<Outcome> {
  const kind = fault?.kind ?? ''
  const instead = BEFORE.get(kind)
  if (instead) return instead(words, fault)
  if (kind === 'slow') await delay(millisecondsOf(fault))
  const reply = await work()
  return AFTER.get(kind)?.(reply, words, fault) ?? reply
}

const silence: NoReply = { status: null, ending: 'silence' }
const reset: NoReply = { status: null, ending: 'reset' }

type Instead = (words: OwnWords, rule: Rule) => Outcome
type Afterwards = (reply: RawReply, words: OwnWords, rule: Rule) => Outcome

/** Nothing is done. */
const BEFORE = new Map<string, Instead>([
  ['timeout-before-commit', () => silence],
  ['reset', () => reset],
  ['http-500', ({ failure }) => failure()],
  ['limited', ({ limited }) => limited()],
  ['html-502', () => BAD_GATEWAY],
  ['redirect', (_words, rule) => redirectTo(rule?.with?.['location'])],
])

/** All is done. */
const AFTER = new Map<string, Afterwards>([
  ['timeout-after-commit', () => silence],
  ['reset-after-commit', () => reset],
  ['http-500-after-commit', (_reply, { failure }) => failure()],
  ['garbage', garble],
  ['cut-off', (reply) => ({ ...reply, manner: { kind: 'cut-off' } })],
  ['half-closed', (reply) => ({ ...reply, manner: { kind: 'half-closed' } })],
  ['gzip', compress],
  ['drip', (reply, _words, rule) => drip(reply, millisecondsOf(rule))],
])

/** All of them, for the menu. */
export const REPLY_FAULTS: readonly string[] = [...BEFORE.keys(), 'slow', ...AFTER.keys()]

function redirectTo(location: unknown = 'http://127.0.0.1:9/elsewhere'): RawReply {
  return { status: 302, headers: { location: String(location) }, body: '' }
}

const drip = (reply: RawReply, overMs: number): RawReply => ({
  ...reply,
  manner: { kind: 'drip', overMs },
})

const millisecondsOf = (rule: Rule): number => Number(rule?.with?.['delayMs'] ?? SLOW_MS)

/** Truncated, with the signature of the whole. */
function garble(reply: RawReply): RawReply {
  return { ...reply, body: `${reply.body.toString().slice(0, reply.body.length / 2)}\u0000<` }
}

/** Compressed regardless of the request; the signature covers the uncompressed content. */
function compress(reply: RawReply): RawReply {
  const headers = { ...reply.headers, 'content-encoding': 'gzip' }
  return { ...reply, headers, body: gzipSync(reply.body) }
}
