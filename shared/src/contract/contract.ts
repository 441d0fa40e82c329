import type { BasisPoints } from '../kernel/basis-points'
import { type Fen, NO_FEN } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { type FenPerLitre, type Millilitre, millilitre } from '../kernel/volume'
import type { Funding } from '../ledger/party'
import type { Condition } from '../pricing/rules/condition'

export type ContractId = Id<'contract'>

/**
 * Terms of a contract 合约: a promised purchase of fuel at designated stations within a period,
 * rewarded by a price or by coupons. A version is never edited, and a contract keeps the version
 * that was signed.
 */
export interface ContractTerms {
  readonly templateId: Id<'contract-template'>
  readonly version: number
  /** Title for the driver: `每升优惠合约`. */
  readonly title: string
  /** Hash of the text shown to the member, computed where the text is stored. */
  readonly textHash: string
  readonly benefit: ContractBenefit
  readonly promise: ContractPromise
  readonly period: ContractPeriod
  /** Designated stations and grades, and other conditions on the fuel that counts. */
  readonly condition: Condition
  readonly milestones: readonly Milestone[]
  /** Days in which the member may withdraw if nothing was bought. */
  readonly coolingOffDays: number
  readonly outcome: ContractOutcome
  readonly funding: Funding
}

export type ContractBenefit =
  /** 每升优惠合约, a price per litre. */
  | {
      readonly kind: 'per-litre'
      readonly offPerLitre: FenPerLitre
      /** Litres of the whole contract sold at the price; null for all. */
      readonly limitMl: Millilitre | null
    }
  /** 赠送卡券合约, for occasional customers: the milestones are the benefit. */
  | { readonly kind: 'gift-coupons' }

/** At the pump price or in litres: the driver can read both off the pump. */
export type ContractPromise =
  | { readonly unit: 'fen'; readonly amountFen: Fen }
  | { readonly unit: 'ml'; readonly volumeMl: Millilitre }

/** In months, to the end of a calendar month in China; the month of signing is extra. */
export type ContractPeriod =
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'days'; readonly days: number }

/**
 * Coupons for reaching a share of the promise. Those with share 0 are granted when the contract
 * becomes binding.
 */
export interface Milestone {
  readonly at: BasisPoints
  readonly couponTemplateIds: readonly Id<'coupon-template'>[]
}

/**
 * 信用: effect of fulfilling or breaking the promise, shown before signing. There is no monetary
 * penalty.
 */
export interface ContractOutcome {
  /** Added to growth as if it had been spent. */
  readonly growthFen: Fen
  /** Deducted from growth. */
  readonly breachGrowthFen: Fen
  /** Time after a breach in which no new contract can be signed. */
  readonly breachPauseDays: number
}

export interface Contract {
  readonly id: ContractId
  readonly memberId: Id<'member'>
  readonly terms: ContractTerms
  readonly state: ContractState
  /** Orders that have the price or have counted, and may still change. */
  readonly uses: readonly ContractUse[]
  /** Sum of the orders that can no longer change. */
  readonly settled: Tally
  /** Milestones already released; each is released once. */
  readonly released: readonly number[]
}

export type ContractState = OfferedState | RunningState | EndedState | CancelledState

export interface OfferedState {
  readonly status: 'offered'
  readonly signByMs: EpochMs
}

/**
 * `active` is binding: the cooling-off period is over, or the member has bought under the contract.
 * If that purchase is later corrected to nothing, the contract is cooling off again.
 */
export interface RunningState extends Signed {
  readonly status: 'cooling-off' | 'active'
}

/** The promise was fulfilled or broken. Final, unless a correction changes the verdict. */
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

/** 签约记录: evidence of the agreement. Kept as long as the contract. */
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

/** One order under a contract. At most `priceMl` of its litres have the contract's price. */
export interface ContractUse {
  readonly orderId: Id<'order'>
  readonly priceMl: Millilitre
  /** Null until the order is confirmed: until then it only reserves quota. */
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
  /** Litres that had the contract's price, or are reserved for a pending order. */
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
