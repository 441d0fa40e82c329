import { type EpochMs, formatChinaTime } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { AlipayRequestError, AlipaySdk } from 'alipay-sdk'
import { z } from 'zod'
import type { AlipayCredentials } from '../../credentials/credentials'
import type { AlipayMerchant } from '../../credentials/merchants'
import { PROVIDER_DEADLINE_MS, type ProviderRefusal } from '../provider'
import { providerOrigin } from '../origin'

export interface AlipayClientOptions {
  readonly credentials: AlipayCredentials & Partial<Pick<AlipayMerchant, 'appAuthToken'>>
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  /** Deadline of a call; shorter in tests. */
  readonly deadlineMs?: number
}

/** The SDK, wrapped so that a call ends in a verified answer or a value with the reason. */
export interface AlipayClient {
  call(method: string, params: AlipayParams): Promise<Result<AlipayNode, ProviderRefusal>>
  /** RSA2 over the form's values as they are; never SHA-1 or another type. */
  isGenuine(form: Readonly<Record<string, string>>): boolean
}

/** Keys are sent unchanged; amounts are strings in yuan, made from whole fen. */
export interface AlipayParams {
  readonly bizContent?: Readonly<Record<string, string>>
  readonly notifyUrl?: string
  readonly grant_type?: 'authorization_code'
  readonly code?: string
}

export type AlipayNode = Readonly<Record<string, unknown>>

const ORIGINS = ['https://openapi.alipay.com']

export function openAlipayClient(options: AlipayClientOptions): AlipayClient {
  const { clock, credentials } = options
  const { appAuthToken } = credentials
  const onBehalf = appAuthToken ? { appAuthToken } : {}
  const gateway = providerOrigin(credentials.gateway, ORIGINS, options.onLocalStack)
  const sdk = new AlipaySdk({
    appId: credentials.appId,
    privateKey: credentials.appPrivateKeyPem,
    keyType: 'PKCS8',
    alipayPublicKey: credentials.alipayPublicKeyPem,
    gateway: gateway.href,
    signType: 'RSA2',
    camelcase: false,
    timeout: options.deadlineMs ?? PROVIDER_DEADLINE_MS,
  })
  return {
    async call(method, params) {
      // The SDK would send the machine's local time; Alipay expects China time.
      const timestamp = formatChinaTime(clock()).slice(0, 19).replace('T', ' ')
      try {
        return outcomeOf(
          await sdk.exec(method, { ...params, ...onBehalf, timestamp }, { validateSign: true }),
        )
      } catch (error) {
        const raw = error instanceof AlipayRequestError ? error.responseDataRaw : undefined
        const node = verifiedError(sdk, raw)
        return node ? outcomeOf(node) : unreachable('no verified answer')
      }
    },
    isGenuine: (form) => {
      if (form['sign_type'] !== 'RSA2' || form['charset']?.toLowerCase() !== 'utf-8') return false
      return Boolean(form['sign']) && sdk.checkNotifySignV2({ ...form })
    },
  }
}

/** Gateway codes after which the outcome is unknown. */
const AMBIGUOUS = ['20000']
const AMBIGUOUS_DETAIL = ['ACQ.SYSTEM_ERROR', 'isp.unknow-error', 'aop.unknow-error']

const nodeForm = z.looseObject({
  code: z.string().optional(),
  sub_code: z.string().optional(),
})

/** The SDK does not throw for codes other than 10000; an oauth success has no code. */
function outcomeOf(answer: unknown): Result<AlipayNode, ProviderRefusal> {
  const read = nodeForm.safeParse(answer)
  if (!read.success) return unreachable('unreadable answer')
  const { code, sub_code: detail } = read.data
  if (code === undefined || code === '10000') return ok(read.data)
  const reason = detail ?? code
  if (AMBIGUOUS.includes(code) || AMBIGUOUS_DETAIL.includes(reason)) return unreachable(reason)
  return refuse({ code: 'payment/provider-refused', reason })
}

const unreachable = (reason: string) => refuse({ code: 'payment/provider-unreachable', reason })

const errorReply = z.object({ error_response: z.looseObject({}), sign: z.string() })

/**
 * With signature checks enabled, the SDK looks for the signed bytes under the method's name only,
 * so that every genuine `error_response` fails; a reply without a signature ends in a bare
 * TypeError. The same check under the right name distinguishes genuine refusals from forged ones.
 */
function verifiedError(sdk: AlipaySdk, raw: string | undefined): AlipayNode | null {
  try {
    const reply = errorReply.parse(JSON.parse(raw ?? ''))
    sdk.checkResponseSign(raw ?? '', 'error_response', reply.sign, '')
    return reply.error_response
  } catch {
    return null
  }
}
