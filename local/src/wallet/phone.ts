import { FunctionError, type FunctionHost, type WechatIdentity } from '../cloudbase/function-host'
import type { ServiceContext } from '../service'
import { PAY_FAULTS, type PayFault } from './pay-fault'
import type { Payments } from './payments'
import { type ShareNumber, shareNumber } from './phone-numbers'
import type { Persona } from './persona'
import type { ServiceMessages } from './service-messages'
import type { Vouchers } from './vouchers'
import type {
  ClaimReply,
  CloudReply,
  HeldVoucher,
  NumberReply,
  OfferReply,
  PayReply,
  ServiceNotice,
} from './wallet-call'

/** The wallet app on one person's phone, as seen by its servers. */
export interface Phone {
  readonly persona: Persona
  offer(request: unknown): OfferReply
  /** The person has confirmed. */
  pay(reference: string): Promise<PayReply>
  /** The person has cancelled. */
  cancel(): void
  /** The person accepts a voucher offered by the page. */
  claim(request: unknown): Promise<ClaimReply>
  vouchers(): readonly HeldVoucher[]
  callFunction(name: string, data: unknown): Promise<CloudReply>
  /** The person has answered the wallet's question about service messages. */
  acceptMessages(templateIds: readonly string[]): Promise<void>
  /** The person shares a number with the mini-program. */
  shareNumber(number: string): Promise<NumberReply>
  /** 服务通知 that have arrived, oldest first. */
  notices(): readonly ServiceNotice[]
}

export interface PhoneParts {
  readonly context: Pick<ServiceContext, 'clock' | 'wire' | 'faults'>
  readonly payments: Payments
  readonly vouchers: Vouchers
  /** Null where service messages are not emulated. */
  readonly messages: ServiceMessages | null
  /** Null where numbers are not emulated. */
  readonly numbers: ShareNumber | null
  readonly functions: FunctionHost
  /** The open mini-program. */
  readonly appId: string
}

const WALLETS = { wechat: '微信', alipay: '支付宝' } as const

export function createPhone(persona: Persona, parts: PhoneParts): Phone {
  const { appId, context, functions, messages, numbers, payments, vouchers } = parts

  function record(title: string, detail: readonly string[], outcome: 'ok' | 'refused' | 'fault') {
    context.wire.record({
      atMs: context.clock.now(),
      service: 'wallet',
      title,
      detail: [persona.name, WALLETS[persona.wallet], ...detail].join(' · '),
      outcome,
      data: { personaId: persona.id },
    })
  }

  async function settle(reference: string, { pays, says }: PayFault): Promise<PayReply> {
    if (!pays) return { outcome: says }
    const paid = await payments.pay(reference, persona.openId)
    return paid.ok ? { outcome: says } : { outcome: 'failed', words: paid.refusal.words }
  }

  return {
    persona,
    offer(request) {
      const offer = payments.offer(request, persona.openId)
      if (offer.ok) return { ok: true, offer: offer.value }
      record('收银台没有打开', [offer.refusal.words], 'refused')
      return { ok: false, words: offer.refusal.words }
    },
    async pay(reference) {
      const subject = { persona: persona.id, wallet: persona.wallet }
      const rule = context.faults.take('wallet.pay', subject)
      const fault = rule ? PAY_FAULTS.get(rule.kind) : undefined
      const reply = await settle(reference, fault ?? { pays: true, says: 'paid' })
      const words = reply.words === undefined ? [] : [reply.words]
      const trouble = rule ? [`故障 ${rule.kind}`] : words
      record('用户在收银台确认', trouble, rule ? 'fault' : words.length > 0 ? 'refused' : 'ok')
      return reply
    },
    cancel() {
      record('用户在收银台取消', [], 'ok')
    },
    async claim(request) {
      const claimed = await vouchers.claim(request, persona.openId)
      if (claimed.ok) return { ok: true, voucher: claimed.value }
      record('用户没有领到券', [claimed.refusal.words], 'refused')
      return { ok: false, words: claimed.refusal.words }
    },
    vouchers: () => vouchers.held(persona.openId),
    async acceptMessages(templateIds) {
      await messages?.accept(persona.openId, templateIds)
      record('用户回答能不能发通知', [`同意 ${templateIds.length} 种`], 'ok')
    },
    shareNumber: (number) => shareNumber(persona, { context, numbers, record }, number),
    notices: () => messages?.to(persona.openId) ?? [],
    callFunction: (name, data) =>
      callFunction(functions, name, data, {
        openId: persona.openId,
        appId,
        ...(persona.unionId === undefined ? {} : { unionId: persona.unionId }),
        clientIp: '127.0.0.1',
      }),
  }
}

async function callFunction(
  functions: FunctionHost,
  name: string,
  data: unknown,
  identity: WechatIdentity,
): Promise<CloudReply> {
  try {
    return { ok: true, result: await functions.callFromWechat(name, data, identity) }
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error
    const errCode = ERROR_NUMBERS[error.code] ?? EXECUTE_FAIL
    const errMsg = `cloud.callFunction:fail Error: errCode: ${errCode} ${error.message}`
    return { ok: false, errCode, errMsg }
  }
}

const EXECUTE_FAIL = -504002

/** The client's numbers for the cloud's errors (developers.weixin.qq.com, 云开发错误码). */
const ERROR_NUMBERS: Readonly<Record<string, number>> = {
  FUNCTION_NOT_FOUND: -501000,
  FUNCTION_TIME_LIMIT_EXCEEDED: -504003,
}
