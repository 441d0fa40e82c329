import { fen } from '../../kernel/fen'
import { type EpochMs, later, MINUTE_MS, parseChinaTime } from '../../kernel/instant'
import { fundedByHeadquarters } from '../../ledger/party'
import type { PaymentFact, RefundFact } from '../../trade/fact'
import type { StoredValueAccount } from '../../stored-value/account'
import type { StoredValuePolicy } from '../../stored-value/policy'
import type { Holder } from '../../stored-value/prepaid-law'
import { type RechargeId, rechargeTradeNo, tradeOf } from '../../stored-value/recharge/recharge'
import { changeRechargeTrade } from '../../stored-value/recharge/recharge-trade'
import type { RechargeOffer } from '../../stored-value/recharge/recharge-offer'
import type { RefundRecharge } from '../../stored-value/recharge/refund'
import { type RequestRecharge, requestRecharge } from '../../stored-value/recharge/request'
import { beginClose, finishClose } from '../../trade/close'
import { applyPayment } from '../../trade/pay'
import { applyRefund } from '../../trade/refund-change'
import { refundsOf } from '../../trade/trade'
import { NOON } from './builders'
import { valueOf } from '../results'
import { OWN_MERCHANT } from '../../trade/payee'
import { TO_OWN } from './payees'

export const chinaTime = (text: string): EpochMs => {
  const instant = parseChinaTime(text)
  if (instant === null) throw new Error(`no instant: ${text}`)
  return instant
}

/** 满百送30, 5月16日–8月15日, once a month, three times in all. */
export function anOffer(changes: Partial<RechargeOffer> = {}): RechargeOffer {
  return {
    id: 'recharge-offer:100-30',
    fromMs: chinaTime('2026-05-16'),
    toMs: chinaTime('2026-08-16'),
    tiers: [
      { minimumFen: fen(10_000), giftFen: fen(3_000), couponTemplateIds: ['coupon-template:wash'] },
    ],
    perMonthMax: 1,
    totalMax: 3,
    giftDays: null,
    funding: fundedByHeadquarters,
    ...changes,
  }
}

export const ALWAYS_ON = anOffer({
  fromMs: chinaTime('2026-01-01'),
  toMs: chinaTime('2027-01-01'),
  perMonthMax: null,
  totalMax: null,
})

export function aStoredValuePolicy(changes: Partial<StoredValuePolicy> = {}): StoredValuePolicy {
  return {
    id: 'stored-value-policy:1',
    fromMs: chinaTime('2026-01-01'),
    spending: 'principal-first',
    perOrderFen: null,
    perDayFen: null,
    refundDays: null,
    settledAfterDays: 365,
    ...changes,
  }
}

export const REGISTERED: Holder = { kind: 'person', isRegistered: true, isRealName: true }

/** ¥100 by WeChat, with no offer running. */
export function aRequest(changes: Partial<RequestRecharge> = {}): RequestRecharge {
  const nowMs = changes.nowMs ?? NOON
  return {
    rechargeId: 'recharge:1',
    payer: { payee: TO_OWN, provider: 'wechat', payerId: 'oZhang' },
    amountFen: fen(10_000),
    holder: REGISTERED,
    offers: [],
    payByMs: later(nowMs, 15 * MINUTE_MS),
    nowMs,
    ...changes,
  }
}

export interface Receive {
  readonly rechargeId: RechargeId
  readonly fact: PaymentFact
  readonly offers: readonly RechargeOffer[]
  readonly nowMs: EpochMs
}

/** The provider's word about a recharge's payment, as the functions take it in. */
export const receive = (
  account: StoredValueAccount,
  { fact, nowMs, offers, rechargeId }: Receive,
) =>
  changeRechargeTrade(account, {
    rechargeId,
    offers,
    decide: (trade) => applyPayment(trade, fact, nowMs),
  })

/** Closes a recharge, as the functions do it once its provider has closed the trade. */
export function closeRecharge(account: StoredValueAccount, rechargeId: RechargeId, nowMs: EpochMs) {
  const begun = changeRechargeTrade(account, {
    rechargeId,
    offers: [],
    decide: (trade) => beginClose(trade, 'cancelled', nowMs),
  })
  return begun.ok
    ? changeRechargeTrade(begun.value.account, {
        rechargeId,
        offers: [],
        decide: (trade) => finishClose(trade, nowMs),
      })
    : begun
}

/** Refunds of the first recharge. */
export function refundsOfFirst({ recharges: [first] }: StoredValueAccount) {
  const trade = first && tradeOf(first)
  return trade ? refundsOf(trade) : []
}

export const hearRechargeRefund = (
  account: StoredValueAccount,
  rechargeId: RechargeId,
  fact: RefundFact,
  nowMs: EpochMs,
) =>
  changeRechargeTrade(account, {
    rechargeId,
    offers: [],
    decide: (trade) => applyRefund(trade, fact, nowMs),
  })

/** The provider's word that a recharge of ¥100 is paid. */
export function aReceipt(
  rechargeId: RechargeId = 'recharge:1',
  changes: Partial<PaymentFact> = {},
): Receive {
  const fact: PaymentFact = {
    provider: 'wechat',
    merchant: OWN_MERCHANT,
    outTradeNo: rechargeTradeNo(rechargeId),
    transactionId: `wx-${rechargeTradeNo(rechargeId)}`,
    amountFen: fen(10_000),
    currency: 'CNY',
    payerId: 'oZhang',
    paidAtMs: NOON,
    ...changes,
  }
  return { rechargeId, fact, offers: [], nowMs: fact.paidAtMs }
}

/** A refund of ¥50 of the recharge of `aRequest`. */
export function aRechargeRefund(changes: Partial<RefundRecharge> = {}): RefundRecharge {
  return {
    rechargeId: 'recharge:1',
    refundId: 'refund:1a',
    principalFen: fen(5_000),
    policy: aStoredValuePolicy(),
    nowMs: NOON,
    ...changes,
  }
}

export function aRechargeRefundFact(changes: Partial<RefundFact> = {}): RefundFact {
  return {
    provider: 'wechat',
    merchant: OWN_MERCHANT,
    outRefundNo: `${rechargeTradeNo('recharge:1')}r1`,
    outTradeNo: rechargeTradeNo('recharge:1'),
    amountFen: fen(5_000),
    status: 'done',
    doneAtMs: NOON,
    ...changes,
  }
}

/** An account after a recharge was requested and paid. */
export function afterRecharge(
  account: StoredValueAccount,
  changes: Partial<RequestRecharge> = {},
): StoredValueAccount {
  const request = aRequest(changes)
  const { amountFen, nowMs, rechargeId } = request
  const requested = valueOf(requestRecharge(account, request)).account
  return valueOf(receive(requested, aReceipt(rechargeId, { amountFen, paidAtMs: nowMs }))).account
}
