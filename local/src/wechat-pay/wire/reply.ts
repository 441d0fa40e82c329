import type { FaultRule } from '../../faults'
import { drawAlphanumeric, drawHex } from '../../gateway/drawn'
import type { RawReply } from '../../gateway/raw-reply'
import type { Result } from '../../gateway/result'
import { strangerKey } from '../../gateway/rsa'
import type { Call } from './call'
import type { Context } from '../context'
import {
  asProbe,
  pickCertificate,
  signatureHeaders,
  type SignatureHeaders,
} from './platform-signer'
import { spellCode, type WechatPayRefusal } from './refusal'
import type { Answer } from './answer'

export type Outcome = Result<Answer, WechatPayRefusal> & {
  /** Whether the request was the merchant's own; others get no signature. */
  readonly isAuthorized: boolean
}

/** Faults of the signer of a reply and its time, for every exchange. */
export const SIGNING_FAULTS: readonly string[] = [
  ...['bad-signature', 'unsigned', 'signtest-reply', 'stale-reply', 'clock-skew'],
]

/** 应答: signed with the key that the request names, and with a Request-ID that ends in a number. */
export function writeReply(
  context: Context,
  call: Call,
  outcome: Outcome,
  fault: FaultRule | null,
): RawReply {
  const { status, type, body } = contentOf(context, outcome)
  const isSigned = outcome.ok
    ? !('file' in outcome.value)
    : outcome.isAuthorized && context.switches.signsRefusals
  const number = outcome.ok ? 0 : (outcome.refusal.number ?? 0)
  const requestId = `${drawHex(context.service.random, 40).toUpperCase()}-${number}`
  return {
    status,
    headers: {
      ...(type === null ? {} : { 'content-type': type }),
      'request-id': requestId,
      ...(isSigned && fault?.kind !== 'unsigned' ? sign(context, call, String(body), fault) : {}),
    },
    body,
  }
}

const JSON_TYPE = 'application/json; charset=utf-8'

function contentOf(
  { switches }: Context,
  outcome: Outcome,
): Pick<RawReply, 'status' | 'body'> & { readonly type: string | null } {
  if (!outcome.ok) {
    const { code, detail, message, status } = outcome.refusal
    const spelt = spellCode(code, switches.spelling)
    const body = JSON.stringify({ code: spelt, message, ...(detail ? { detail } : {}) })
    return { status, type: JSON_TYPE, body }
  }
  const answer = outcome.value
  if ('file' in answer) return { status: 200, type: answer.file.type, body: answer.file.bytes }
  if (!answer.body) return { status: answer.status ?? 204, type: null, body: '' }
  return { status: 200, type: JSON_TYPE, body: JSON.stringify(answer.body) }
}

const STALE_MS = 600_000

/** Without a key named in the request, as before public keys existed: with a certificate's. */
function sign(
  { service, signingKeys, switches }: Context,
  call: Call,
  body: string,
  fault: FaultRule | null,
): SignatureHeaders {
  const named = call.headers['wechatpay-serial']
  const wanted = typeof named === 'string' ? signingKeys.find(named) : undefined
  const usual = pickCertificate(signingKeys, service.random, switches.newestCertificatePercent)
  const key = wanted ?? usual ?? signingKeys.publicKey
  const headers = signatureHeaders({
    key: fault?.kind === 'bad-signature' ? { ...key, privateKey: strangerKey() } : key,
    nonce: drawAlphanumeric(service.random, 32),
    atMs: service.clock.now() + offsetOf(fault),
    body,
  })
  return fault?.kind === 'signtest-reply' ? asProbe(headers) : headers
}

/** Offset of the gateway's clock, or the reply's age. */
function offsetOf(fault: FaultRule | null): number {
  if (fault?.kind === 'stale-reply') return -STALE_MS
  return clockOffsetMs(fault)
}

/** `with.byMs`, for the fault `clock-skew`. */
export const clockOffsetMs = (fault: FaultRule | null): number =>
  fault?.kind === 'clock-skew' ? Number(fault.with?.['byMs'] ?? STALE_MS) : 0
