import { z } from 'zod'
import type {
  ContractBenefit,
  ContractId,
  ContractOutcome,
  ContractPeriod,
  ContractPromise,
  ContractState,
  Tally,
} from '../contract/contract'
import type { BreakEven } from '../contract/break-even'
import type { ContractHistory } from '../order/after/contract-history'
import type { Pace } from '../contract/progress'
import type { CancelRefusal, OfferRefusal } from '../contract/sign'
import type { ContractTemplateId, SignTemplateRefusal } from '../contract/template'
import type { BasisPoints } from '../kernel/basis-points'
import type { EpochMs } from '../kernel/instant'
import type { Millilitre } from '../kernel/volume'
import type { Condition } from '../pricing/rules/condition'
import type { MemberFull } from '../member/member-size'
import { action } from './action'
import { contractId, contractTemplateId } from './fields'

/** Contract terms as the driver sees them: everything except the funders. */
export interface ContractTermsView {
  readonly templateId: ContractTemplateId
  readonly version: number
  readonly title: string
  /** SHA-256 of the text, in hexadecimal digits; the signature refers to it. */
  readonly textHash: string
  readonly benefit: ContractBenefit
  readonly promise: ContractPromise
  readonly period: ContractPeriod
  readonly condition: Condition
  /** Names of the first few designated stations; null for all stations. */
  readonly stationNames: readonly string[] | null
  readonly coolingOffDays: number
  readonly outcome: ContractOutcome
}

export interface ContractOfferView extends ContractTermsView {
  readonly paragraphs: readonly string[]
  readonly milestones: readonly MilestoneView[]
  readonly signByMs: EpochMs | null
  /** Why this member cannot sign it now; null if they can. */
  readonly refusal: OfferRefusal | null
}

export interface MilestoneView {
  readonly at: BasisPoints
  /** Titles as printed on the coupons. */
  readonly couponTitles: readonly string[]
}

export interface ContractView extends ContractTermsView {
  readonly contractId: ContractId
  /** Includes the signing record once signed. */
  readonly state: ContractState
  readonly tally: Tally
  /** Progress, in the unit of the promise. */
  readonly done: number
  /** Null once it has ended. */
  readonly pace: Pace | null
  /** Day on which the promise is kept at the pace so far; null where nothing can be expected. */
  readonly forecastMs: EpochMs | null
  readonly milestones: readonly (MilestoneView & { readonly isReached: boolean })[]
  /** Litres still available at the price; null for no limit. */
  readonly quotaLeftMl: Millilitre | null
  /** 冷静期: whether the member may withdraw now. */
  readonly mayStepBack: boolean
}

export interface ContractText {
  readonly title: string
  readonly paragraphs: readonly string[]
}

export interface SignedText extends ContractText {
  /** Legal name of the operator, who is the other party. */
  readonly operatorName: string
}

/** Expectation of a contract that is signed now. */
export interface ContractEstimate {
  /** End of a contract that is signed now. */
  readonly toMs: EpochMs
  /** Null if the member has too little history. */
  readonly breakEven: BreakEven | null
}

export const contractActions = {
  /** Contracts that can be signed, with full text and this member's eligibility. */
  'contract.offers': action<{ readonly offers: readonly ContractOfferView[] }>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /** 我的合约: running contracts first, then ended ones, latest first. */
  'contract.mine': action<{ readonly contracts: readonly ContractView[] }>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /** 签约前的测算, from the member's own orders. */
  'contract.estimate': action<ContractEstimate, { readonly code: 'contract/not-open' }>()({
    audience: 'member',
    request: z.strictObject({ templateId: contractTemplateId }),
  }),
  /** Fills that count for a contract, newest first, and what its price has saved. */
  'contract.history': action<ContractHistory, { readonly code: 'contract/unknown' }>()({
    audience: 'member',
    request: z.strictObject({ contractId }),
  }),
  /** The text that was signed, whatever its template says now. */
  'contract.text': action<SignedText, { readonly code: 'contract/unknown' }>()({
    audience: 'member',
    request: z.strictObject({ contractId }),
  }),
  /**
   * Signs a contract. The phone makes its number, so that repeating the request creates one
   * contract.
   */
  'contract.sign': action<
    ContractView,
    SignTemplateRefusal | MemberFull | { readonly code: 'member/unknown' }
  >()({
    audience: 'member',
    request: z.strictObject({
      contractId,
      templateId: contractTemplateId,
      version: z.int().positive(),
      textHash: z.string().max(64),
      consent: z.enum(['ticked', 'signed-on-screen']).nullable(),
    }),
  }),
  /** Withdraws during the cooling-off period if nothing was bought. */
  'contract.cancel': action<ContractView, CancelRefusal>()({
    audience: 'member',
    request: z.strictObject({ contractId }),
  }),
} as const
