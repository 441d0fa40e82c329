import type { FaultRule } from '../faults'
import { parseYuan, toYuan } from '../gateway/yuan'
import type { Parameters } from './signing'

/** One way in which a notification can go wrong: at which step, and how. */
export interface NoticeFault {
  /** Changes what is told. The signature over it is genuine. */
  readonly told?: (told: Parameters, rule: FaultRule) => Parameters
  /** `forged`: not by Alipay's key. `sha1`: by its key, in the old way that must not be taken. */
  readonly signature?: 'forged' | 'sha1'
  /** Changes what has been signed. */
  readonly signed?: (signed: Parameters) => Parameters
  readonly shiftMs?: number
  /** How many are sent at once. */
  readonly copies?: (rule: FaultRule) => number
  /** What is sent is not Alipay's own word: acknowledged or not, the genuine notice follows. */
  readonly isCounterfeit?: true
}

const DAY_MS = 86_400_000

/** By kind; `late` is not here, because it changes only when. */
export const NOTICE_FAULTS: ReadonlyMap<string, NoticeFault> = new Map<string, NoticeFault>([
  ['lost', { copies: () => 0 }],
  ['duplicate', { copies: (rule) => Number(rule.with?.['copies'] ?? 2) }],
  ['unknown-fields', { told: (told) => ({ ...told, local_unknown_field: 'added' }) }],
  ['forged', { signature: 'forged', isCounterfeit: true }],
  ['sha1', { signature: 'sha1', isCounterfeit: true }],
  ['tampered', { signed: tamper, isCounterfeit: true }],
  ['stale-timestamp', { shiftMs: -DAY_MS, isCounterfeit: true }],
  ['wrong-amount', { told: changeAmount, isCounterfeit: true }],
  ['wrong-appid', telling({ app_id: '9021000000000000', auth_app_id: '9021000000000000' })],
  ['wrong-seller', telling({ seller_id: '2088000000000000' })],
  ['wrong-payer', telling({ buyer_open_id: 'LOCALsomebodyelse' })],
  ['wrong-trade', telling({ out_trade_no: 'LOCALunknown' })],
])

function telling(lie: Parameters): NoticeFault {
  return { told: (told) => ({ ...told, ...lie }), isCounterfeit: true }
}

/** `with.total` in fen; one fen less unless told. */
function changeAmount(told: Parameters, rule: FaultRule): Parameters {
  const totalFen = Number(rule.with?.['total'] ?? (parseYuan(told['total_amount'] ?? '') ?? 2) - 1)
  return { ...told, total_amount: toYuan(totalFen) }
}

/** One fen more than was signed for. */
function tamper(signed: Parameters): Parameters {
  const totalFen = parseYuan(signed['total_amount'] ?? '') ?? 0
  return { ...signed, total_amount: toYuan(totalFen + 1) }
}
