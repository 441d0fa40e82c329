import type { FaultRule } from '../../faults'
import { strangerKey } from '../../gateway/rsa'
import type { DeliveryFault } from '../../gateway/delivery'
import { asProbe, type SignatureHeaders, type SigningKey } from '../wire/platform-signer'

type Json = Readonly<Record<string, unknown>>

/** One fault of a notification: the step, and the change. */
export interface NoticeFault extends DeliveryFault {
  /** Changes the content. Its signature and encryption are genuine. */
  readonly resource?: (resource: Json, rule: FaultRule) => Json
  /** The envelope's associated_data, and the one really used for sealing. */
  readonly associatedData?: { readonly told?: string; readonly sealed?: string }
  /** Changes the envelope before signing. */
  readonly envelope?: (envelope: Envelope) => Json
  /** Serialisation of the envelope before signing. */
  readonly print?: (envelope: Json) => string
  /** `other`: genuine, but of the mode that the merchant does not expect. */
  readonly key?: 'other' | ((key: SigningKey, rule: FaultRule) => SigningKey)
  readonly shiftMs?: number
  readonly headers?: (headers: SignatureHeaders) => SignatureHeaders
}

export interface Envelope extends Json {
  readonly resource: Json & { readonly ciphertext: string }
}

const MINUTE_MS = 60_000

/** By kind; `late` is missing, because it changes only the time. */
export const NOTICE_FAULTS: ReadonlyMap<string, NoticeFault> = new Map<string, NoticeFault>([
  ['lost', { copies: () => 0 }],
  ['never', { isForgotten: true }],
  ['duplicate', { copies: (rule) => Number(rule.with?.['copies'] ?? 2) }],
  ['again', { isUnheard: true }],
  ['replayed', { isReplayed: true }],
  ['unknown-fields', { resource: addUnknown, envelope: addUnknown }],
  ['empty-aad', { associatedData: { told: '', sealed: '' } }],
  ['pretty-printed', { print: (envelope) => JSON.stringify(envelope, null, 2) }],
  ['unicode-escaped', { print: escapeUnicode }],
  ['other-key', { key: 'other' }],
  ['signtest', { headers: asProbe, isUnheard: true }],
  ['forged', { key: forge, isUnheard: true }],
  ['unknown-serial', { key: forgeUnknown, isUnheard: true }],
  ['tampered', { envelope: tamper, isUnheard: true }],
  ['wrong-aad', { associatedData: { sealed: 'LOCALother' }, isUnheard: true }],
  ['stale-timestamp', { shiftMs: -10 * MINUTE_MS, isUnheard: true }],
  ['future-timestamp', { shiftMs: 10 * MINUTE_MS, isUnheard: true }],
  ['wrong-amount', { resource: changeAmount, isUnheard: true }],
  ['wrong-currency', { resource: changeCurrency, isUnheard: true }],
  ['wrong-appid', change('appid', 'sp_appid', 'wxLOCALother')],
  ['wrong-mchid', change('mchid', 'sub_mchid', '1900000000')],
  ['wrong-payer', { resource: changePayer, isUnheard: true }],
  ['wrong-trade', report({ out_trade_no: 'LOCALunknown' })],
])

/** A service provider sees some facts by other names. */
function change(name: string, partnerName: string, value: string): NoticeFault {
  return {
    resource: (told) => ({ ...told, [told['sp_mchid'] ? partnerName : name]: value }),
    isUnheard: true,
  }
}

function changePayer(told: Json): Json {
  const name = told['sp_mchid'] ? 'sp_openid' : 'openid'
  return { ...told, payer: { [name]: 'oLOCALsomebodyelse' } }
}

function report(lie: Json): NoticeFault {
  return { resource: (told) => ({ ...told, ...lie }), isUnheard: true }
}

function addUnknown<Told extends Json>(told: Told): Told & Json {
  return { ...told, local_unknown_field: { added: true } }
}

/** `\\u652f` for 支: the same JSON in other bytes. */
function escapeUnicode(envelope: Json): string {
  return JSON.stringify(envelope).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** `with.total` in fen; one fen less by default. */
function changeAmount(told: Json, rule: FaultRule): Json {
  const amount = Object.entries(told['amount'] ?? {}).map(([name, value]) => [
    name,
    typeof value === 'number' ? (rule.with?.['total'] ?? value - 1) : value,
  ])
  return { ...told, amount: Object.fromEntries(amount) }
}

function changeCurrency(told: Json): Json {
  const currency = { currency: 'USD', payer_currency: 'USD' }
  return { ...told, amount: { ...(told['amount'] as object), ...currency } }
}

function forge(key: SigningKey): SigningKey {
  return { ...key, privateKey: strangerKey() }
}

/** `with.serial`: the unknown serial number. */
function forgeUnknown(_key: SigningKey, rule: FaultRule): SigningKey {
  const serial = String(rule.with?.['serial'] ?? 'PUB_KEY_ID_LOCALUNKNOWN')
  return { serial, privateKey: strangerKey() }
}

/** Flips a bit of the ciphertext, under a valid signature: only the GCM tag reveals it. */
function tamper(envelope: Envelope): Json {
  const ciphertext = Buffer.from(envelope.resource.ciphertext, 'base64')
  const middle = ciphertext.length >> 1
  ciphertext[middle] = (ciphertext[middle] ?? 0) ^ 1
  return {
    ...envelope,
    resource: { ...envelope.resource, ciphertext: ciphertext.toString('base64') },
  }
}
