import { timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { drawDigits, drawHex } from '../gateway/drawn'
import { keepBodiesRaw } from '../gateway/raw-bodies'
import { type RawReply, sendRaw } from '../gateway/raw-reply'
import { replyThrough } from '../gateway/reply-fault'
import { openRecords, type Records } from '../records'
import type { Service, ServiceContext } from '../service'
import { type FapiaoKeys, signatureOf } from './keys'
import { createNotices, type Notice } from './notices'
import { type Treatment, treatmentOf } from './rules'
import { drawSheet } from './sheet'

/** A trial issuer of electronic invoices, with samples as PDF. README.md says how buyers are treated. */
export interface Fapiao extends Service {
  readonly credentials: FapiaoKeys
  /** All attempts, as the issuer sees them. */
  attempts(): readonly Attempt[]
}

const line = z.strictObject({
  name: z.string().min(1).max(100),
  unit: z.string().max(10),
  quantity: z.string().regex(/^(\d{1,9}\.\d{8})?$/),
  unitPrice: z.string().regex(/^(\d{1,9}\.\d{8})?$/),
  amountFen: z.int().positive(),
  taxRate: z.string().max(8),
  taxFen: z.int().nonnegative(),
})

const party = { name: z.string().min(1).max(100), taxNumber: z.string().max(20) }
const application = z.strictObject({
  number: z.string().regex(/^[0-9a-z]{6,32}$/),
  notifyUrl: z.url(),
  seller: z.strictObject(party),
  buyer: z.strictObject(party),
  totalFen: z.int().positive(),
  lines: z.array(line).min(1).max(20),
})

type Application = z.infer<typeof application>
type Status = 'accepted' | 'issued' | 'failed' | 'reversing' | 'reversed'

export interface Attempt {
  readonly asked: Application
  readonly status: Status
  readonly reason: 'title-refused' | 'no-inventory' | null
  readonly fapiaoNumber: string | null
  readonly issuedAtMs: number | null
  readonly redNumber: string | null
  readonly reversedAtMs: number | null
  readonly reversalsAsked: number
}

interface Context {
  readonly service: ServiceContext
  readonly keys: FapiaoKeys
  readonly attempts: Records<Attempt>
  notify(notice: Notice): void
}

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const TAKES_MS = 3 * SECOND_MS
const SLOW_MS = 10 * MINUTE_MS
const FRESH_WITHIN_MS = 5 * MINUTE_MS

export const OPERATIONS = ['apply', 'find', 'reverse', 'file'] as const

export function createFapiao(
  service: ServiceContext,
  { keys }: { readonly keys: FapiaoKeys },
): Fapiao {
  const attempts = openRecords<Attempt>(service.file, 'fapiao.attempt')
  const outbox = createNotices(service, keys)
  const context: Context = {
    service,
    keys,
    attempts,
    notify: (notice) => void outbox.post(drawHex(service.random, 32), notice),
  }
  for (const { value } of attempts.all()) follow(context, value)
  return {
    credentials: keys,
    routes: createRoutes(context),
    attempts: () => attempts.all().map(({ value }) => value),
    reset() {
      outbox.clear()
      for (const { key } of attempts.all()) attempts.remove(key)
    },
  }
}

function createRoutes(context: Context): FastifyPluginAsync {
  return async (server) => {
    keepBodiesRaw(server)
    const answer =
      (
        operation: (typeof OPERATIONS)[number],
        act: (request: FastifyRequest) => Promise<RawReply>,
      ) =>
      async (request: FastifyRequest, reply: Parameters<typeof sendRaw>[0]) => {
        const number = (request.params as { number?: string }).number
        const fault = context.service.faults.take(
          `fapiao.${operation}`,
          number === undefined ? {} : { number },
        )
        const raw = await replyThrough(
          fault,
          async () => {
            if (!isSigned(context, request)) return told(401, { message: 'bad signature' })
            const done = await act(request)
            await context.service.file.durable()
            return done
          },
          { failure: () => told(500, {}), limited: () => told(429, {}) },
        )
        context.service.wire.record({
          atMs: context.service.clock.now(),
          service: 'fapiao',
          title: `${request.method} ${request.url}`,
          detail: fault ? `故障 ${fault.kind}` : `应答 ${raw.status}`,
          outcome: fault ? 'fault' : raw.status !== null && raw.status < 400 ? 'ok' : 'refused',
        })
        return sendRaw(reply, raw)
      }
    server.post(
      '/invoices',
      answer('apply', async (request) => apply(context, request.body)),
    )
    server.get(
      '/invoices/:number',
      answer('find', async (request) => found(context, request)),
    )
    server.post(
      '/invoices/:number/reversal',
      answer('reverse', async (request) => reverse(context, request)),
    )
    server.get(
      '/invoices/:number/file',
      answer('file', (request) => file(context, request)),
    )
  }
}

const told = (status: number, body: object): RawReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const attemptOf = (context: Context, { params }: FastifyRequest): Attempt | undefined =>
  context.attempts.get((params as { number: string }).number)

function found(context: Context, request: FastifyRequest): RawReply {
  const attempt = attemptOf(context, request)
  return attempt ? told(200, present(attempt)) : told(404, { message: 'unknown number' })
}

function present({ asked, ...attempt }: Attempt) {
  const { reversalsAsked: _, ...rest } = attempt
  return { number: asked.number, ...rest }
}

/** The number is the idempotency key: another application under it finds the first. */
function apply(context: Context, body: unknown): RawReply {
  const read = application.safeParse(parsed(body))
  if (!read.success) return told(400, { reason: 'other', message: read.error.issues[0]?.message })
  const asked = read.data
  const known = context.attempts.get(asked.number)
  if (known) return told(200, present(known))
  const sumFen = asked.lines.reduce((sum, { amountFen, taxFen }) => sum + amountFen + taxFen, 0)
  if (sumFen !== asked.totalFen) return told(400, { reason: 'other', message: 'wrong sum' })
  if (treatmentOf(asked.buyer.taxNumber) === 'refused')
    return told(400, { reason: 'title-refused' })
  const attempt: Attempt = {
    ...{ asked, status: 'accepted', reason: null, fapiaoNumber: null, issuedAtMs: null },
    ...{ redNumber: null, reversedAtMs: null, reversalsAsked: 0 },
  }
  context.attempts.put(asked.number, attempt)
  follow(context, attempt)
  return told(202, present(attempt))
}

function reverse(context: Context, request: FastifyRequest): RawReply {
  const attempt = attemptOf(context, request)
  if (attempt?.status === 'reversing' || attempt?.status === 'reversed')
    return told(200, present(attempt))
  if (attempt?.status !== 'issued') return told(409, { message: 'not issued' })
  const reversalsAsked = attempt.reversalsAsked + 1
  const fails = treatmentOf(attempt.asked.buyer.taxNumber) === 'reversal-fails'
  const next: Attempt = { ...attempt, reversalsAsked, status: 'reversing' }
  if (fails && reversalsAsked === 1) {
    context.attempts.put(attempt.asked.number, { ...attempt, reversalsAsked })
    return told(500, { message: 'the tax office does not answer' })
  }
  context.attempts.put(attempt.asked.number, next)
  follow(context, next)
  return told(202, present(next))
}

async function file(context: Context, request: FastifyRequest): Promise<RawReply> {
  const attempt = attemptOf(context, request)
  if (!attempt?.fapiaoNumber || attempt.issuedAtMs === null)
    return told(404, { message: 'no file' })
  const { asked } = attempt
  const body = await drawSheet({
    ...asked,
    fapiaoNumber: attempt.fapiaoNumber,
    issuedAtMs: attempt.issuedAtMs,
    isFuel: asked.lines.some(({ unit }) => unit === '升'),
    redNumber: attempt.redNumber,
  })
  return { status: 200, headers: { 'content-type': 'application/pdf' }, body }
}

/** Next step of an attempt, by the stack's clock; also after a restart. */
function follow(context: Context, { asked, status }: Attempt): void {
  const treatment = treatmentOf(asked.buyer.taxNumber)
  if (status === 'accepted' && treatment !== 'never') {
    const takesMs = treatment === 'slow' ? SLOW_MS : TAKES_MS
    schedule(context, takesMs, asked.number, 'accepted', (now) => decided(context, treatment, now))
  }
  if (status === 'reversing') {
    schedule(context, TAKES_MS, asked.number, 'reversing', (now) => ({
      ...now,
      status: 'reversed',
      redNumber: drawNumber(context),
      reversedAtMs: context.service.clock.now(),
    }))
  }
}

function decided(context: Context, treatment: Treatment, now: Attempt): Attempt {
  if (treatment === 'refused-later') return { ...now, status: 'failed', reason: 'title-refused' }
  if (treatment === 'no-inventory') return { ...now, status: 'failed', reason: 'no-inventory' }
  return {
    ...now,
    status: 'issued',
    fapiaoNumber: drawNumber(context),
    issuedAtMs: context.service.clock.now(),
  }
}

/** 20 digits, as where all is digital 数电: year, region, channel and a serial number. */
function drawNumber({ service }: Context): string {
  const year = new Date(service.clock.now()).getUTCFullYear() % 100
  return `${year}11700000${drawDigits(service.random, 10)}`
}

function schedule(
  context: Context,
  takesMs: number,
  number: string,
  from: Status,
  change: (now: Attempt) => Attempt,
): void {
  const { clock, file: durable } = context.service
  clock.schedule(clock.now() + takesMs, async () => {
    const now = context.attempts.get(number)
    if (now?.status !== from) return
    context.attempts.put(number, change(now))
    context.notify({ url: now.asked.notifyUrl, number })
    await durable.durable()
  })
}

function isSigned(
  { keys, service }: Context,
  { body, headers, method, url }: FastifyRequest,
): boolean {
  const [timestamp, signature] = [headers['x-timestamp'], headers['x-signature']]
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return false
  if (Math.abs(Number(timestamp) - service.clock.now()) > FRESH_WITHIN_MS) return false
  const text = typeof body === 'string' ? body : ''
  const expected = Buffer.from(signatureOf(keys.secret, [method, url, timestamp, text]))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : '')
  } catch {
    return undefined // the schema refuses it
  }
}
