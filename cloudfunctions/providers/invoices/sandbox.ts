import { createHmac, timingSafeEqual } from 'node:crypto'
import type { InvoiceFact, InvoiceFactState } from '@palm/shared/invoice/fact'
import {
  FAILURE_REASONS,
  type FailureReason,
  type Invoice,
  invoiceTotal,
  numberOf,
} from '@palm/shared/invoice/invoice'
import { plainE8 } from '@palm/shared/invoice/line'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { z } from 'zod'
import type { InvoiceSandboxCredentials } from '../../credentials/credentials'
import { exchangeHttp, type HttpAnswer } from '../http-exchange'
import { providerOrigin } from '../origin'
import { type Delivery, FRESH_WITHIN_MS } from '../provider'
import type { InvoiceProvider, IssuerRefusal } from './issuer'

export interface SandboxOptions {
  readonly credentials: InvoiceSandboxCredentials
  /** 销售方纳税人识别号 */
  readonly taxNumber: string
  readonly notifyUrl: string
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  readonly deadlineMs: number
}

/** Issues samples that are valid nowhere: for trials, demonstrations and tests. */
export function openSandboxIssuer(options: SandboxOptions): InvoiceProvider {
  const ask = asking(options)
  const factFrom = (invoice: Invoice, answer: HttpAnswer): Result<InvoiceFact, IssuerRefusal> => {
    const read = attempt.safeParse(parsed(answer.bytes))
    if (!read.success || read.data.number !== numberOf(invoice)) return unreadable
    return ok({ issuer: 'sandbox', number: read.data.number, now: stateOf(read.data) })
  }
  const path = (invoice: Invoice, more = '') => `/invoices/${numberOf(invoice)}${more}`

  return {
    issuer: 'sandbox',

    async apply(invoice) {
      const answer = await ask('POST', '/invoices', bodyOf(invoice, options))
      if (!answer.ok) return answer
      if (answer.value.status === 400) {
        const read = refusal.safeParse(parsed(answer.value.bytes))
        if (!read.success) return unreadable
        const now = { at: 'failed', reason: read.data.reason } as const
        return ok({ issuer: 'sandbox', number: numberOf(invoice), now })
      }
      return factFrom(invoice, answer.value)
    },

    async find(invoice) {
      const answer = await ask('GET', path(invoice))
      if (!answer.ok) return answer
      if (answer.value.status !== 404) return factFrom(invoice, answer.value)
      // Only in its own words: a proxy's 404 says nothing about the number.
      return unknown.safeParse(parsed(answer.value.bytes)).success ? ok(null) : unreadable
    },

    async reverse(invoice) {
      const answer = await ask('POST', path(invoice, '/reversal'), {})
      if (!answer.ok) return answer
      return answer.value.status === 409
        ? refuse({ code: 'issuer/refused', reason: 'not issued' })
        : factFrom(invoice, answer.value)
    },

    async file(invoice) {
      const answer = await ask('GET', path(invoice, '/file'))
      if (!answer.ok) return answer
      return answer.value.status === 200
        ? ok(answer.value.bytes)
        : refuse({ code: 'issuer/refused', reason: `HTTP ${answer.value.status}` })
    },

    readNotice(delivery, nowMs) {
      const { signature, timestamp } = signatureIn(delivery)
      if (timestamp === null) return refuse({ code: 'notification/unreadable' })
      if (Math.abs(timestamp - nowMs) > FRESH_WITHIN_MS)
        return refuse({ code: 'notification/stale' })
      const body = delivery.body.toString('utf8')
      const expected = signed(options.credentials.secret, ['NOTICE', String(timestamp), body])
      if (!isSame(signature, expected)) return refuse({ code: 'notification/bad-signature' })
      const read = notice.safeParse(parsed(delivery.body))
      return read.success
        ? ok({ numbers: [read.data.number] })
        : refuse({ code: 'notification/unreadable' })
    },

    acknowledge: (outcome) => ({ statusCode: STATUS[outcome], headers: {}, body: '' }),
  }
}

const STATUS = { done: 204, again: 500, refused: 401 } as const

const attempt = z.object({
  number: z.string(),
  status: z.enum(['accepted', 'issued', 'failed', 'reversing', 'reversed']),
  reason: z.enum(FAILURE_REASONS).nullable(),
  fapiaoNumber: z.string().nullable(),
  issuedAtMs: z.number().nullable(),
  redNumber: z.string().nullable(),
  reversedAtMs: z.number().nullable(),
})

const unknown = z.object({ message: z.literal('unknown number') })
const refusal = z.object({ reason: z.enum(FAILURE_REASONS) })
const notice = z.object({ number: z.string().min(1).max(32) })

function stateOf(one: z.infer<typeof attempt>): InvoiceFactState {
  const issued = {
    fapiaoNumber: one.fapiaoNumber ?? '',
    issuedAtMs: epochMs(one.issuedAtMs ?? 0),
  }
  switch (one.status) {
    case 'accepted':
      return { at: 'accepted' }
    case 'failed':
      return { at: 'failed', reason: one.reason ?? ('other' satisfies FailureReason) }
    case 'issued':
    case 'reversing':
      return { at: one.status, ...issued }
    case 'reversed':
      return {
        at: 'reversed',
        ...issued,
        redNumber: one.redNumber,
        reversedAtMs: epochMs(one.reversedAtMs ?? 0),
      }
  }
}

const bodyOf = (invoice: Invoice, { notifyUrl, taxNumber }: SandboxOptions) => ({
  number: numberOf(invoice),
  notifyUrl,
  seller: { name: invoice.payee.name, taxNumber },
  buyer: {
    name: invoice.title.name,
    taxNumber: invoice.title.kind === 'company' ? invoice.title.taxNumber : '',
  },
  totalFen: invoiceTotal(invoice),
  lines: invoice.sources.map(({ line }) => ({
    name: line.name,
    unit: line.unit ?? '',
    quantity: line.quantityE8 === null ? '' : plainE8(line.quantityE8),
    unitPrice: line.unitPriceE8 === null ? '' : plainE8(line.unitPriceE8),
    amountFen: line.amountFen,
    taxRate: line.taxRate === null ? '不征税' : `${line.taxRate}%`,
    taxFen: line.taxFen,
  })),
})

/** Signed requests; anything but an answer to the question is unreachable. */
function asking({ clock, credentials, deadlineMs, onLocalStack }: SandboxOptions) {
  const origin = providerOrigin(credentials.baseUrl, [], onLocalStack)
  return async (
    method: string,
    path: string,
    content?: object,
  ): Promise<Result<HttpAnswer, IssuerRefusal>> => {
    const body = content === undefined ? undefined : JSON.stringify(content)
    const timestamp = String(clock())
    const headers = {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': signed(credentials.secret, [method, path, timestamp, body ?? '']),
    }
    try {
      const answer = await exchangeHttp(new URL(path, origin), {
        ...{ method, headers, signal: AbortSignal.timeout(deadlineMs) },
        ...(body !== undefined && { body }),
      })
      return answer.status < 500 && answer.status !== 401 && answer.status !== 429
        ? ok(answer)
        : refuse({ code: 'issuer/unreachable', reason: `HTTP ${answer.status}` })
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'no answer'
      return refuse({ code: 'issuer/unreachable', reason })
    }
  }
}

const unreadable = refuse({ code: 'issuer/unreachable', reason: 'unreadable answer' })

const signed = (secret: string, lines: readonly string[]): string =>
  createHmac('sha256', secret).update(lines.join('\n')).digest('hex')

function signatureIn({ headers }: Delivery) {
  const timestamp = /^\d{13}$/.exec(headers['x-timestamp'] ?? '')
  return {
    signature: headers['x-signature'] ?? '',
    timestamp: timestamp ? Number(timestamp[0]) : null,
  }
}

function isSame(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
