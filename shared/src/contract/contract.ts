import type { BasisPoints } from '../kernel/basis-points'
import { type Fen, NO_FEN } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { type FenPerLitre, type Millilitre, millilitre } from '../kernel/volume'
import type { Funding } from '../ledger/party'
import type { Condition } from '../pricing/condition'

export type ContractId = Id<'contract'>

/**
 * What a contract 合约 says (capability 000-11): fuel of some amount is promised at designated
 * stations within a period, for a price or for coupons. A version is never edited, and a contract
 * keeps the one it was signed on.
 */
export interface ContractTerms {
  readonly templateId: Id<'contract-template'>
  readonly version: number
  /** As the driver reads it: `每升优惠合约`. */
  readonly title: string
  /** Of the text that the member reads, made where the text is. */
  readonly textHash: string
  readonly benefit: ContractBenefit
  readonly promise: ContractPromise
  readonly period: ContractPeriod
  /** Designated stations and grades, and whatever else decides which fuel counts. */
  readonly condition: Condition
  readonly milestones: readonly Milestone[]
  /** Within so many days the member may step back, as long as nothing has been bought. */
  readonly coolingOffDays: number
  readonly outcome: ContractOutcome
  readonly funding: Funding
}

export type ContractBenefit =
  /** 每升优惠合约, for those who look at the price (000-28, 000-30). */
  | {
      readonly kind: 'per-litre'
      readonly offPerLitre: FenPerLitre
      /** How many litres of the whole contract have the price; null: all. */
      readonly limitMl: Millilitre | null
    }
  /** 赠送卡券合约, for those who come now and then (000-31): the milestones are the benefit. */
  | { readonly kind: 'gift-coupons' }

/** At the pump price or in litres: both are what the driver can read off the pump. */
export type ContractPromise =
  | { readonly unit: 'fen'; readonly amountFen: Fen }
  | { readonly unit: 'ml'; readonly volumeMl: Millilitre }

/** By months, to the end of a calendar month in China: the month of signing comes on top. */
export type ContractPeriod =
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'days'; readonly days: number }

/** Coupons for a share of the promise. Those for none of it come when the contract is binding. */
export interface Milestone {
  readonly at: BasisPoints
  readonly couponTemplateIds: readonly Id<'coupon-template'>[]
}

/** 信用: what keeping or breaking the promise does, shown before signing. There is no penalty in money. */
export interface ContractOutcome {
  /** Counts for the level as if it had been spent. */
  readonly growthFen: Fen
  /** As if it had not been spent. */
  readonly breachGrowthFen: Fen
  /** No new contract for so long after a breach. */
  readonly breachPauseDays: number
}

export interface Contract {
  readonly id: ContractId
  readonly memberId: Id<'member'>
  readonly terms: ContractTerms
  readonly state: ContractState
  /** Orders that have the price or have counted, and may still change. */
  readonly uses: readonly ContractUse[]
  /** What orders have counted that can change no more. */
  readonly settled: Tally
  /** Which milestones were released; none is ever released twice. */
  readonly released: readonly number[]
}

export type ContractState = OfferedState | RunningState | EndedState | CancelledState

export interface OfferedState {
  readonly status: 'offered'
  readonly signByMs: EpochMs
}

/**
 * `active` is binding: the cooling-off is over, or the member has bought under the contract. Where
 * that purchase turns out to have been none, it is cooling off again.
 */
export interface RunningState extends Signed {
  readonly status: 'cooling-off' | 'active'
}

/** The promise was kept, or not. Final, but for a correction that shows that it was not. */
export interface EndedState extends Signed {
  readonly status: 'fulfilled' | 'broken'
  readonly endedAtMs: EpochMs
}

export interface CancelledState {
  readonly status: 'cancelled'
  readonly reason: 'declined' | 'not-signed' | 'withdrawn'
  readonly cancelledAtMs: EpochMs
}

interface Signed {
  readonly signing: SigningRecord
  /** Valid in [fromMs, toMs). */
  readonly fromMs: EpochMs
  readonly toMs: EpochMs
  readonly coolingOffUntilMs: EpochMs
}

/** 签约记录: what was agreed to, when and how. Kept for as long as the contract is. */
export interface SigningRecord {
  readonly templateId: Id<'contract-template'>
  readonly version: number
  readonly textHash: string
  readonly signedAtMs: EpochMs
  readonly consent: Consent
}

export type Consent = 'ticked' | 'signed-on-screen'

export type ContractStatus = ContractState['status']

export const TRANSITIONS: Readonly<Record<ContractStatus, readonly ContractStatus[]>> = {
  offered: ['cooling-off', 'active', 'cancelled'],
  'cooling-off': ['active', 'cancelled'],
  active: ['fulfilled', 'broken', 'cooling-off'],
  fulfilled: ['broken'],
  broken: [],
  cancelled: [],
}

/** One order under a contract. Of its litres, `priceMl` at most have the contract's price. */
export interface ContractUse {
  readonly orderId: Id<'order'>
  readonly priceMl: Millilitre
  /** Null until the order is confirmed: then it is only a place in the quota. */
  readonly counted: Counted | null
}

export interface Counted {
  readonly amountFen: Fen
  readonly volumeMl: Millilitre
  readonly refundedFen: Fen
  readonly refundedMl: Millilitre
  readonly atMs: EpochMs
}

export interface Tally {
  readonly amountFen: Fen
  readonly volumeMl: Millilitre
  /** Litres that had the contract's price, or are kept for an order that is to have it. */
  readonly priceMl: Millilitre
  readonly orders: number
}

export const NO_TALLY: Tally = {
  amountFen: NO_FEN,
  volumeMl: millilitre(0),
  priceMl: millilitre(0),
  orders: 0,
}

export const isRunning = (state: ContractState): state is RunningState =>
  state.status === 'cooling-off' || state.status === 'active'
