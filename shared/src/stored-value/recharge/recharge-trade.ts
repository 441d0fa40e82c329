import { ok, refuse, type Result } from '../../kernel/result'
import { entryOfEvent, providerAccount, type TradeBook } from '../../trade/entry'
import { isPaid, type Trade, type TradeChange } from '../../trade/trade'
import { type StoredValueAccount, withRecharge } from '../account'
import { credited, type Received } from './credit'
import { nothingMoved } from '../decision'
import { hasMoney, type Recharge, type RechargeId, tradeOf, withStatus } from './recharge'
import type { RechargeOffer } from './recharge-offer'
import { bestPromise } from './promise'

export interface ChangeRechargeTrade<Refusal extends { readonly code: string }> {
  readonly rechargeId: RechargeId
  /** Offers for a payment that arrives after closing, if their gift is still available. */
  readonly offers: readonly RechargeOffer[]
  readonly decide: (trade: Trade) => Result<TradeChange, Refusal>
}

export type UnknownRecharge = { readonly code: 'recharge/unknown' }

/** Changes the trade of a recharge and applies the effect to the account. */
export function changeRechargeTrade<Refusal extends { readonly code: string }>(
  account: StoredValueAccount,
  { decide, offers, rechargeId }: ChangeRechargeTrade<Refusal>,
): Result<Received, Refusal | UnknownRecharge> {
  const recharge = account.recharges.find(({ id }) => id === rechargeId)
  const trade = recharge && tradeOf(recharge)
  if (!recharge || !trade) return refuse({ code: 'recharge/unknown' })
  const change = decide(trade)
  return change.ok ? ok(afterTrade(account, recharge, change.value, offers)) : change
}

/** Applies an event of the trade to the account: money that arrives is always received. */
function afterTrade(
  account: StoredValueAccount,
  recharge: Recharge,
  { event, trade }: TradeChange,
  offers: readonly RechargeOffer[],
): Received {
  const none = { couponTemplateIds: [] }
  if (!event) return { ...nothingMoved(account), ...none }
  const next: Recharge = { ...recharge, source: { kind: 'wallet', trade } }
  if (event.kind === 'paid' && isPaid(trade)) {
    return credited(account, next, {
      promise: promiseOf(account, recharge, offers),
      from: providerAccount(trade),
      paidAtMs: trade.state.paidAtMs,
    })
  }
  return {
    account: withRecharge(account, standing(next, trade)),
    row: null,
    entry: entryOfEvent(trade, event, bookOf(recharge)),
    ...none,
  }
}

/** Promise of the recharge; if it was closed, the best offer, because its own was released. */
const promiseOf = (
  account: StoredValueAccount,
  { amountFen, requestedAtMs, state }: Recharge,
  offers: readonly RechargeOffer[],
) =>
  state.status === 'requested'
    ? state.promise
    : bestPromise(account, offers, amountFen, requestedAtMs)

function standing(recharge: Recharge, trade: Trade): Recharge {
  if (hasMoney(recharge)) return withStatus(recharge)
  return trade.state.at === 'closed' ? { ...recharge, state: { status: 'closed' } } : recharge
}

const bookOf = ({ id }: Recharge): TradeBook => ({
  subject: id,
  owed: 'prepaid:principal',
  paid: 'recharged',
  refunded: 'recharge-refunded',
})
