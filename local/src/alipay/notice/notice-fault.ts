import type { FaultRule } from '../../faults'
import type { DeliveryFault } from '../../gateway/delivery'
import { parseYuan, toYuan } from '../../gateway/yuan'
import type { Parameters } from '../wire/signing'

/** One fault of a notification: the step, and the change. */
export interface NoticeFault extends DeliveryFault {
  /** Changes the content. The signature over it is genuine. */
  readonly told?: (told: Parameters, rule: FaultRule) => Parameters
  /**
   * `forged`: with an unknown key. `sha1`: with its key, in the old algorithm, which must be
   * refused.
   */
  readonly signature?: 'forged' | 'sha1'
  /** Changes the signed content. */
  readonly signed?: (signed: Parameters) => Parameters
  readonly shiftMs?: number
  /** Changes the form as it is sent. */
  readonly form?: (form: string) => string
}

const DAY_MS = 86_400_000

/** By kind; `late` is missing, because it changes only the time. */
export const NOTICE_FAULTS: ReadonlyMap<string, NoticeFault> = new Map<string, NoticeFault>([
  ['lost', { copies: () => 0 }],
  ['never', { isForgotten: true }],
  ['again', { isUnheard: true }],
  ['replayed', { isReplayed: true }],
  ['duplicate', { copies: (rule) => Number(rule.with?.['copies'] ?? 2) }],
  ['unknown-fields', { told: (told) => ({ ...told, local_unknown_field: 'added' }) }],
  ['forged', { signature: 'forged', isUnheard: true }],
  ['sha1', { signature: 'sha1', isUnheard: true }],
  ['odd-sign-type', { signed: (signed) => ({ ...signed, sign_type: 'XX' }), isUnheard: true }],
  ['repeated-field', { form: (form) => `${form}&total_amount=0.01`, isUnheard: true }],
  ['tampered', { signed: tamper, isUnheard: true }],
  ['stale-timestamp', { shiftMs: -DAY_MS, isUnheard: true }],
  ['future-timestamp', { shiftMs: DAY_MS, isUnheard: true }],
  ['wrong-amount', { told: changeAmount, isUnheard: true }],
  ['wrong-appid', report({ app_id: '9021000000000000', auth_app_id: '9021000000000000' })],
  ['wrong-seller', report({ seller_id: '2088000000000000' })],
  ['wrong-payer', report({ buyer_open_id: 'LOCALsomebodyelse' })],
  ['wrong-trade', report({ out_trade_no: 'LOCALunknown' })],
])

function report(lie: Parameters): NoticeFault {
  return { told: (told) => ({ ...told, ...lie }), isUnheard: true }
}

/** `with.total` in fen; one fen less by default. */
function changeAmount(told: Parameters, rule: FaultRule): Parameters {
  const totalFen = Number(rule.with?.['total'] ?? (parseYuan(told['total_amount'] ?? '') ?? 2) - 1)
  return { ...told, total_amount: toYuan(totalFen) }
}

/** One fen more than was signed. */
function tamper(signed: Parameters): Parameters {
  const totalFen = parseYuan(signed['total_amount'] ?? '') ?? 0
  return { ...signed, total_amount: toYuan(totalFen + 1) }
}
