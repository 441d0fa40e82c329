import { z } from 'zod'
import type { EpochMs } from '../kernel/instant'
import type { FenPerLitre } from '../kernel/volume'
import type { OwnPrice } from '../order/price/own-price'
import type { NozzleRefusal } from '../station/nozzle-on-sale'
import type { Facility } from '../station/facility'
import type { GradeId } from '../station/grade'
import type { NozzleId, PhonePolicy, SaleWay, StationId } from '../station/station'
import type { ContractId } from '../contract/contract'
import { action } from './action'
import type { CouponView } from './coupon'
import { stationId } from './fields'

/** A station as a driver sees it. Distances in metres, prices in fen per litre. */
export interface StationView {
  readonly stationId: StationId
  readonly name: string
  readonly payeeName: string
  readonly address: string
  readonly latitude: number
  readonly longitude: number
  readonly phone: string
  readonly openingHours: string
  readonly phonePolicy: PhonePolicy
  readonly facilities: readonly Facility[]
  readonly ways: readonly SaleWay[]
  /** Null if the driver's position is unknown. */
  readonly distanceM: number | null
  readonly prices: readonly GradePriceView[]
}

export interface GradePriceView {
  readonly gradeId: GradeId
  readonly gradeName: string
  readonly pumpPriceFen: FenPerLitre
}

/** A station with what a litre costs the member there. */
export interface OwnStationView extends StationView {
  readonly prices: readonly OwnGradePriceView[]
  /** 合约站: a running contract of the member counts fuel that is bought here. */
  readonly isContractStation: boolean
}

/** Price of a grade for the member, beside the pump's. */
export interface OwnGradePriceView extends GradePriceView {
  readonly own: OwnPrice
}

/** All that a driver wants to know of a station before going there. */
export interface StationPage {
  readonly station: OwnStationView
  /** Announced pump prices, soonest first. */
  readonly planned: readonly PlannedPriceView[]
  /** The member's free coupons that this station accepts. */
  readonly coupons: readonly CouponView[]
  /** The member's running contracts that count fuel bought here. */
  readonly contracts: readonly { readonly contractId: ContractId; readonly title: string }[]
}

export interface PlannedPriceView extends GradePriceView {
  readonly fromMs: EpochMs
}

export interface NozzleView extends GradePriceView {
  readonly nozzleId: NozzleId
  readonly nozzleNumber: number
}

/** Initial data of the cashier's screen. */
export interface StationWithNozzles {
  readonly station: StationView
  readonly nozzles: readonly NozzleView[]
  /** The scanned nozzle; null if only the station was chosen. */
  readonly nozzle: NozzleView | null
}

export type ScanRefusal =
  /** Not a code of a nozzle at all. */
  | { readonly code: 'scan/not-a-nozzle-code' }
  /** A nozzle code, but of no station here: another operator's, or an outdated one. */
  | { readonly code: 'scan/foreign' }
  | NozzleRefusal

export const location = z
  .strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  })
  .nullable()

export const stationActions = {
  /** Stations by distance if the driver's position is known, by name otherwise. */
  'station.nearby': action<{ readonly stations: readonly StationView[] }>()({
    audience: 'anyone',
    request: z.strictObject({ location }),
  }),
  /** Stations as `station.nearby` returns them, with the member's own prices. */
  'station.list': action<
    { readonly stations: readonly OwnStationView[] },
    { readonly code: 'member/unknown' }
  >()({
    audience: 'member',
    request: z.strictObject({ location }),
  }),
  /** One station with the member's own prices, coupons and contracts. */
  'station.page': action<
    StationPage,
    { readonly code: 'station/unknown' } | { readonly code: 'member/unknown' }
  >()({
    audience: 'member',
    request: z.strictObject({ stationId, location }),
  }),
  /** Resolves a scanned code or a launch link. */
  'station.scan': action<StationWithNozzles, ScanRefusal>()({
    audience: 'anyone',
    request: z.strictObject({ scanned: z.string().max(1024) }),
  }),
  'station.get': action<StationWithNozzles, { readonly code: 'station/unknown' }>()({
    audience: 'anyone',
    request: z.strictObject({ stationId }),
  }),
} as const
