import type { Fen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { openTrade, type Trade } from '../../trade/trade'
import { type StoredValueAccount, withRecharge } from '../account'
import { nothingMoved, type StoredValueDecision } from '../decision'
import type { Frozen } from '../freeze'
import { type Holder, type PrepaidRefusal, prepaidRefusal, promisedFen } from '../prepaid-law'
import { type NoAmount, type Recharge, type RechargeId, rechargeTradeNo, tradeOf } from './recharge'
import type { RechargeOffer } from './recharge-offer'
import { bestPromise } from './promise'

export type RequestRefusal =
  | NoAmount
  /** The account has the maximum number of recharges; settled ones are removed in time. */
  | { readonly code: 'recharge/too-many'; readonly max: number }
  /** Not paid in time: the next recharge needs its own number. */
  | { readonly code: 'recharge/closed' }
  /** This number was requested before, for another amount. */
  | { readonly code: 'recharge/requested-otherwise' }
  | Frozen
  | PrepaidRefusal

/** Maximum number in one document, however small the amounts and however often cancelled. */
export const RECHARGES_MAX = 80

export interface RequestRecharge {
  readonly rechargeId: RechargeId
  readonly payer: Pick<Trade, 'payee' | 'provider' | 'payerId'>
  readonly amountFen: Fen
  readonly holder: Holder
  readonly offers: readonly RechargeOffer[]
  readonly payByMs: EpochMs
  readonly nowMs: EpochMs
}

/**
 * Called before the wallet opens. The gift is promised here and shown, so that exactly the promise
 * is granted, and two concurrent recharges get one gift in total.
 */
export function requestRecharge(
  account: StoredValueAccount,
  { amountFen, holder, nowMs, offers, payByMs, payer, rechargeId }: RequestRecharge,
): Result<StoredValueDecision, RequestRefusal> {
  if (amountFen <= 0) return refuse({ code: 'recharge/no-amount' })
  const known = account.recharges.find(({ id }) => id === rechargeId)
  if (known) {
    if (isClosing(known)) return refuse({ code: 'recharge/closed' })
    const same = known.amountFen === amountFen
    return same ? ok(nothingMoved(account)) : refuse({ code: 'recharge/requested-otherwise' })
  }
  if (account.freeze) return refuse({ code: 'stored-value/frozen' })
  if (account.recharges.length >= RECHARGES_MAX) {
    return refuse({ code: 'recharge/too-many', max: RECHARGES_MAX })
  }
  const promise = bestPromise(account, offers, amountFen, nowMs)
  const giftFen = promisedFen(promise, amountFen)
  const illegal = prepaidRefusal(account, holder, { amountFen, giftFen, paidBy: 'wallet' })
  if (illegal) return refuse(illegal)
  const trade = openTrade({
    no: rechargeTradeNo(rechargeId),
    ...payer,
    amountFen,
    openedAtMs: nowMs,
    payByMs,
  })
  const recharge: Recharge = {
    id: rechargeId,
    source: { kind: 'wallet', trade },
    amountFen,
    requestedAtMs: nowMs,
    state: { status: 'requested', promise },
  }
  return ok(nothingMoved(withRecharge(account, recharge)))
}

/** Whether its payment can no longer be opened. */
function isClosing(recharge: Recharge): boolean {
  const at = tradeOf(recharge)?.state.at
  return at === 'closing' || at === 'closed'
}
