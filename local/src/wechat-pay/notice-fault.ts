import type { FaultRule } from '../faults'
import { strangerKey } from '../gateway/rsa'
import { asProbe, type SignatureHeaders, type SigningKey } from './platform-signer'

type Json = Readonly<Record<string, unknown>>

/** One way in which a notification can go wrong: at which step, and how. */
export interface NoticeFault {
  /** Changes what is told. The signature and the encryption of it are genuine. */
  readonly resource?: (resource: Json, rule: FaultRule) => Json
  /** Changes the envelope before it is signed. */
  readonly envelope?: (envelope: Envelope) => Json
  readonly key?: (key: SigningKey, rule: FaultRule) => SigningKey
  readonly shiftMs?: number
  readonly headers?: (headers: SignatureHeaders) => SignatureHeaders
  /** How many are sent at once. */
  readonly copies?: (rule: FaultRule) => number
  /** What is sent is not WeChat Pay's own word: acknowledged or not, the genuine notice follows. */
  readonly isCounterfeit?: true
}

export interface Envelope extends Json {
  readonly resource: Json & { readonly ciphertext: string }
}

const MINUTE_MS = 60_000

/** By kind; `late` is not here, because it changes only when. */
export const NOTICE_FAULTS: ReadonlyMap<string, NoticeFault> = new Map<string, NoticeFault>([
  ['lost', { copies: () => 0 }],
  ['duplicate', { copies: (rule) => Number(rule.with?.['copies'] ?? 2) }],
  ['unknown-fields', { resource: addUnknown, envelope: addUnknown }],
  ['signtest', { headers: asProbe, isCounterfeit: true }],
  ['forged', { key: forge, isCounterfeit: true }],
  ['unknown-serial', { key: forgeUnknown, isCounterfeit: true }],
  ['tampered', { envelope: tamper, isCounterfeit: true }],
  ['stale-timestamp', { shiftMs: -10 * MINUTE_MS, isCounterfeit: true }],
  ['future-timestamp', { shiftMs: 10 * MINUTE_MS, isCounterfeit: true }],
  ['wrong-amount', { resource: changeAmount, isCounterfeit: true }],
  ['wrong-currency', { resource: changeCurrency, isCounterfeit: true }],
  ['wrong-appid', telling({ appid: 'wxLOCALother' })],
  ['wrong-mchid', telling({ mchid: '1900000000' })],
  ['wrong-payer', telling({ payer: { openid: 'oLOCALsomebodyelse' } })],
  ['wrong-trade', telling({ out_trade_no: 'LOCALunknown' })],
])

function telling(lie: Json): NoticeFault {
  return { resource: (told) => ({ ...told, ...lie }), isCounterfeit: true }
}

function addUnknown<Told extends Json>(told: Told): Told & Json {
  return { ...told, local_unknown_field: { added: true } }
}

/** `with.total` in fen; one fen less unless told. */
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

/** `with.serial`: which unknown name it goes under. */
function forgeUnknown(_key: SigningKey, rule: FaultRule): SigningKey {
  const serial = String(rule.with?.['serial'] ?? 'PUB_KEY_ID_LOCALUNKNOWN')
  return { serial, privateKey: strangerKey() }
}

/** Flips a bit of the ciphertext, under a signature that is good: only the tag of GCM tells. */
function tamper(envelope: Envelope): Json {
  const ciphertext = Buffer.from(envelope.resource.ciphertext, 'base64')
  const middle = ciphertext.length >> 1
  ciphertext[middle] = (ciphertext[middle] ?? 0) ^ 1
  return {
    ...envelope,
    resource: { ...envelope.resource, ciphertext: ciphertext.toString('base64') },
  }
}
