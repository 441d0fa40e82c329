import type { EpochMs } from '../kernel/instant'
import { z } from 'zod'
import { type FenPerLitre, millilitre } from '../kernel/volume'
import type { Fen } from '../kernel/fen'
import type { Pace } from '../contract/progress'
import type { Birthday } from '../level/evaluate'
import type { BirthdayChangeRefusal } from '../member/birthday'
import type { Expiring } from '../member/expiring'
import type { ExpiringPoints } from '../member/standing'
import type { PointsMovements } from '../member/points-movements'
import type { Provider } from '../trade/fact'
import type { MemberId } from '../member/member'
import type { Condition } from '../pricing/rules/condition'
import { TANK_ML_MAX, TANK_ML_MIN, type Vehicle, VEHICLES_MAX } from '../member/vehicle'
import { GRADE_IDS, type GradeId } from '../station/grade'
import { action } from './action'
import type { ContractView } from './contract'
import { instant, plate, shownText } from './fields'
import type { OrderView } from './order'
import { location, type OwnStationView } from './station'

export interface MemberView {
  readonly memberId: MemberId
  readonly provider: Provider
  readonly profile: ProfileView | null
  /** Set for staff of the operator; null for others. */
  readonly staffName: string | null
  readonly loyalty: LoyaltyView
  readonly storedValue: StoredValueView | null
  /** `138****0000`; null until one is bound. */
  readonly phone: string | null
  /** When the account ends, if its member has asked for it; missing otherwise. */
  readonly leavesAtMs?: EpochMs | undefined
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
  /** Amount of the last fill, as the pump showed it; null if it is long ago. */
  readonly lastFillFen: Fen | null
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
  /** Null if no level has a birthday gift. */
  readonly birthday: BirthdayView | null
  /** Benefits that the member loses by and by, the first first. */
  readonly expiring: readonly Expiring[]
}

/** 生日礼 of the member's level now. */
export interface BirthdayView {
  /** `02-29`; null until the member has said it. */
  readonly on: string | null
  /** Days from the birthday on in which it is given. */
  readonly days: number
  /** This year's was given already. */
  readonly isGiven: boolean
}

export interface PointsDetails extends PointsView {
  /** Points that expire next. */
  readonly expiring: ExpiringPoints | null
  /** Exchange at the cashier: `points` pay `worthFen`. */
  readonly block: { readonly points: number; readonly worthFen: Fen }
  readonly fenPerPoint: number
  /** The latest ones; `member.pointsMovements` has those before. */
  readonly movements: PointsMovements
}

export interface LadderStep {
  readonly name: string
  readonly fromGrowthFen: Fen
  /** Discount per litre and its stations; null for a level without a price. */
  /** Titles of the coupons for reaching it, and for a birthday at it. */
  readonly welcome: readonly string[]
  readonly birthday: readonly string[]
  readonly price: { readonly offPerLitreFen: FenPerLitre; readonly condition: Condition } | null
}

export interface ProfileView {
  readonly nickname: string
  /** Of the usual vehicle. */
  readonly usualGradeId: GradeId | null
  readonly plate: string | null
  /** The usual one first. */
  readonly vehicles: readonly Vehicle[]
  /** `02-29`: month and day. */
  readonly birthday: string | null
}

const vehicle = z.strictObject({
  plate: plate.nullable(),
  gradeId: z.enum(GRADE_IDS).nullable(),
  tankMl: z.int().min(TANK_ML_MIN).max(TANK_ML_MAX).transform(millilitre).nullable(),
})

/** No plate twice. */
const vehicles = z
  .array(vehicle)
  .max(VEHICLES_MAX)
  .refine((all) => {
    const plates = all.flatMap((one) => one.plate ?? [])
    return new Set(plates).size === plates.length
  })

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
  /** 更早的积分明细 */
  'member.pointsMovements': action<PointsMovements, { readonly code: 'member/unknown' }>()({
    audience: 'member',
    request: z.strictObject({ beforeMs: instant.nullable() }),
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
      nickname: shownText(20),
      usualGradeId: z.enum(GRADE_IDS).nullable(),
      plate: plate.nullable(),
      /** Unchanged if the client omits it. */
      birthday: birthday.nullable().optional(),
    }),
  }),
  /** 我的车: all of them, the usual one first. */
  'member.saveVehicles': action<MemberView>()({
    audience: 'member',
    request: z.strictObject({ vehicles }),
  }),
} as const
