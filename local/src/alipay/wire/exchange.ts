import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { FaultRule } from '../../faults'
import type { NoReply, RawReply } from '../../gateway/raw-reply'
import { replyThrough } from '../../gateway/reply-fault'
import { ok, refuse, type Result } from '../../gateway/result'
import { certificateNumber } from './certificate-number'
import type { Context, Method } from '../context'
import { type AlipayRefusal, invalid, refusalOnDemand, REFUSALS } from './refusal'
import type { Parameters } from './signing'
import type { Answer } from './answer'

/** Context of both entries, `/gateway.do` and `/v3/…`. */
export interface Counter {
  readonly context: Context
  readonly methods: readonly Method[]
  readonly appKey: KeyObject
  readonly platformKey: KeyObject
  /** Set if the app is in certificate mode. */
  readonly numbers: CertificateNumbers | null
}

export interface CertificateNumbers {
  readonly root: string
  readonly app: string
  readonly alipay: string
}

export function openCounter(context: Context, methods: readonly Method[]): Counter {
  const { app, certificates, platform } = context.keys
  return {
    context,
    methods,
    appKey: createPublicKey(app.publicKeyPem),
    platformKey: createPrivateKey(platform.privateKeyPem),
    numbers: certificates
      ? {
          root: certificateNumber(certificates.root),
          app: certificateNumber(certificates.app),
          alipay: certificateNumber(certificates.alipay),
        }
      : null,
  }
}

/** Faults of the signer of a reply and its time, for every exchange. */
export const SIGNING_FAULTS: readonly string[] = [
  ...['bad-signature', 'unsigned', 'stale-reply', 'clock-skew'],
]

export type Outcome = Result<Answer, AlipayRefusal>

/** A call, as parsed by one of the two entries. */
export interface Call {
  /** For the wire log: `POST /gateway.do`. */
  readonly title: string
  /** `alipay.trade.create`, known or not. */
  readonly name: string
  readonly method: Method | undefined
  readonly parameters: Parameters
  readonly content: unknown
  readonly origin: string
  /** The first error of the caller's identity or parameters. */
  check(nowMs: number): AlipayRefusal | null
  write(outcome: Outcome, fault: FaultRule | null): RawReply
  /** The reply to an internal error. */
  fail(): RawReply
}

export async function exchange(counter: Counter, call: Call): Promise<RawReply | NoReply> {
  const { clock, faults, file, wire } = counter.context.service
  const startedMs = clock.now()
  const subject = subjectOf(call.content)
  const fault = call.method ? faults.take(`alipay.${call.method.operation}`, subject) : null
  let outcome: Outcome = refuse(REFUSALS.broken)
  const reply = await replyThrough(
    fault,
    async () => {
      outcome = decide(counter, call, fault)
      await file.durable()
      if (outcome.ok) await outcome.value.after
      return call.write(outcome, fault)
    },
    { failure: () => call.fail(), limited: () => call.write(refuse(REFUSALS.limited), null) },
  )
  wire.record({
    atMs: clock.now(),
    service: 'alipay',
    title: call.title,
    detail: [call.name, ...describe(outcome, fault, reply)].join(' · '),
    outcome: fault ? 'fault' : outcome.ok ? 'ok' : 'refused',
    durationMs: clock.now() - startedMs,
    data: { ...subject, method: call.name, status: reply.status },
  })
  return reply
}

function decide({ context }: Counter, call: Call, fault: FaultRule | null): Outcome {
  const refusal = call.check(context.service.clock.now() + clockOffsetMs(fault))
  if (refusal) return refuse(refusal)
  if (!call.method) return refuse(invalid('invalid-method', '不存在的方法名'))
  if (fault?.kind === 'refuses') return refuse(refusalOnDemand(fault.with?.['code']))
  const { content, origin, parameters } = call
  const own = onBehalf(context, parameters['app_auth_token'])
  return own.ok ? call.method.answer(own.value, { parameters, content, origin, fault }) : own
}

/** 第三方应用授权 (opendocs.alipay.com/isv/10467/xldcyq): the seller who gave the token. */
function onBehalf(context: Context, token: string | undefined): Result<Context, AlipayRefusal> {
  if (!token) return ok(context)
  const { authorised = [], ...keys } = context.keys
  const seller = authorised.find(({ appAuthToken }) => appAuthToken === token)
  if (!seller) return refuse(REFUSALS.unknownToken)
  return ok({ ...context, keys: { ...keys, sellerId: seller.sellerId } })
}

const SKEW_MS = 3_600_000

/** `with.byMs`, for the fault `clock-skew`. */
const clockOffsetMs = (fault: FaultRule | null): number =>
  fault?.kind === 'clock-skew' ? Number(fault.with?.['byMs'] ?? SKEW_MS) : 0

function describe(
  outcome: Outcome,
  fault: FaultRule | null,
  reply: RawReply | NoReply,
): readonly string[] {
  if (fault) {
    return [`故障 ${fault.kind}`, reply.status === null ? '不应答' : `应答 ${reply.status}`]
  }
  if (outcome.ok) return ['RSA2 通过', outcome.value.note]
  return [outcome.refusal.subCode, outcome.refusal.subMsg.slice(0, 40)]
}

/** Numbers by which faults match and people search. */
function subjectOf(content: unknown): Readonly<Record<string, string>> {
  const told: Readonly<Record<string, unknown>> =
    typeof content === 'object' && content !== null ? { ...content } : {}
  const named = {
    outTradeNo: told['out_trade_no'],
    outRequestNo: told['out_request_no'],
    tradeNo: told['trade_no'],
    billDate: told['bill_date'],
    activityId: told['activity_id'],
    voucherCode: told['voucher_code'],
    outBizNo: told['out_biz_no'],
  }
  return Object.fromEntries(
    Object.entries(named).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}
