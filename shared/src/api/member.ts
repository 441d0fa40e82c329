import type { EpochMs } from '../kernel/instant'
import { z } from 'zod'
import type { FenPerLitre } from '../kernel/volume'
import type { Fen } from '../kernel/fen'
import type { Pace } from '../contract/progress'
import type { Birthday } from '../level/evaluate'
import type { BirthdayChangeRefusal } from '../member/birthday'
import type { ExpiringPoints } from '../member/standing'
import type { PointsRow } from '../points/decision'
import type { Provider } from '../trade/fact'
import type { Condition } from '../pricing/rules/condition'
import { GRADE_IDS, type GradeId } from '../station/grade'
import { action } from './action'
import type { ContractView } from './contract'
import type { OrderView } from './order'
import { location, type OwnStationView } from './station'

export interface MemberView {
  readonly provider: Provider
  readonly profile: ProfileView | null
  /** Set for staff of the operator; null for others. */
  readonly staffName: string | null
  readonly loyalty: LoyaltyView
  readonly storedValue: StoredValueView | null
  /** `138****0000`; null until one is bound. */
  readonly phone: string | null
}

/** Spendable amounts of stored value; null if the operator offers none and the balance is empty. */
export interface StoredValueView {
  readonly principalFen: Fen
  readonly giftFen: Fen
}

/** The first screen, in one call. */
export interface HomeView {
  readonly member: MemberView
  /** The nearest station, or the first by name; null if there is none. */
  readonly nearest: OwnStationView | null
  readonly stationCount: number
  /** The running contract that ends first; null without one. */
  readonly contract: RunningContractView | null
  readonly coupons: FreeCouponsView
  /** Orders that are paid and not served, or may still be paid; newest first. */
  readonly openOrders: readonly OpenOrderView[]
}

export type RunningContractView = Pick<ContractView, 'contractId' | 'title'> & {
  readonly pace: Pace
}

/** Coupons that the next order could use. */
export interface FreeCouponsView {
  readonly usable: number
  /** Coupons that expire first, on one day; null without any. */
  readonly expiring: { readonly coupons: number; readonly atMs: EpochMs } | null
}

export type OpenOrderView = Pick<
  OrderView,
  'createdAtMs' | 'nozzleNumber' | 'orderId' | 'payableFen' | 'stationName' | 'status'
>

/** A member's points and level; null if the operator has no loyalty scheme. */
export interface LoyaltyView {
  readonly points: PointsView | null
  readonly level: LevelView | null
}

export interface PointsView {
  /** Negative if a refund took back points that were already spent. */
  readonly balance: number
  /** Spending still needed for the next point. */
  readonly nextPointFen: Fen
}

export interface LevelView {
  readonly name: string
  readonly growthFen: Fen
  readonly next: { readonly name: string; readonly missingFen: Fen } | null
}

/** Details of a member's points and level, and their benefits. */
export interface LoyaltyDetails {
  readonly points: PointsDetails | null
  readonly level: (LevelView & { readonly ladder: readonly LadderStep[] }) | null
}

export interface PointsDetails extends PointsView {
  /** Points that expire next. */
  readonly expiring: ExpiringPoints | null
  /** Exchange at the cashier: `points` pay `worthFen`. */
  readonly block: { readonly points: number; readonly worthFen: Fen }
  readonly fenPerPoint: number
  /** Newest first. */
  readonly rows: readonly PointsRow[]
}

export interface LadderStep {
  readonly name: string
  readonly fromGrowthFen: Fen
  /** Discount per litre and its stations; null for a level without a price. */
  readonly price: { readonly offPerLitreFen: FenPerLitre; readonly condition: Condition } | null
}

export interface ProfileView {
  readonly nickname: string
  readonly usualGradeId: GradeId | null
  readonly plate: string | null
  /** `02-29`: month and day. */
  readonly birthday: string | null
}

/**
 * A province character, a city letter, and five or six letters and digits (six for new-energy
 * vehicles).
 */
const plate = z.string().regex(/^[\u4e00-\u9fa5][A-Z][A-Z0-9]{5,6}$/)

/** `02-29`: any day that exists in some year. The year is not requested. */
const birthday = z
  .string()
  .regex(/^\d{2}-\d{2}$/)
  .refine((text) => z.iso.date().safeParse(`${A_LEAP_YEAR}-${text}`).success)
  .transform((text): Birthday => ({ month: Number(text.slice(0, 2)), day: Number(text.slice(3)) }))

const A_LEAP_YEAR = 2000

export const memberActions = {
  /**
   * Signs in over HTTP with the wallet's authorisation code; inside WeChat the identity comes with
   * the invocation, so this action is not used. The token goes into `authorization: Bearer …`.
   */
  'member.signIn': action<
    { readonly token: string; readonly expiresAtMs: EpochMs },
    /** Used before, expired, or not from this app. Ask the wallet for another code. */
    | { readonly code: 'session/code-refused' }
    /** The wallet's server did not answer. Try again. */
    | { readonly code: 'session/wallet-unreachable' }
  >()({
    audience: 'anyone',
    request: z.strictObject({ authCode: z.string().min(1).max(128) }),
  }),
  /** Ends all sessions of the caller, on every phone that signed in with a code. */
  'member.signOut': action<Record<string, never>>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /** Returns the calling member; creates the member on the first visit. */
  'member.enter': action<MemberView>()({ audience: 'member', request: z.strictObject({}) }),
  /** As `member.enter`, with everything else that the first screen shows. */
  'member.home': action<HomeView>()({
    audience: 'member',
    request: z.strictObject({ location }),
  }),
  /** 等级和积分 */
  'member.loyalty': action<LoyaltyDetails, { readonly code: 'member/unknown' }>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  'member.saveProfile': action<MemberView, BirthdayChangeRefusal>()({
    audience: 'member',
    request: z.strictObject({
      /** Empty to remove it, as null does for the other fields. */
      nickname: z.string().trim().max(20),
      usualGradeId: z.enum(GRADE_IDS).nullable(),
      plate: plate.nullable(),
      /** Unchanged if the client omits it. */
      birthday: birthday.nullable().optional(),
    }),
  }),
} as const
