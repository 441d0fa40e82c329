import type { Facility } from './facility'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { FenPerLitre } from '../kernel/volume'
import type { GradeId } from './grade'

export type StationId = Id<'station'>
export type NozzleId = Id<'nozzle'>
export type PriceVersionId = Id<'price'>

/** 区域: a part of the operator's network that one person may be responsible for, by its name. */
export type Region = string

/** A filling station with all that a driver can buy there. One document: it is read whole. */
export interface Station {
  readonly id: StationId
  /** The operator's own number for it, as in the spreadsheet: `BJ0001`. */
  readonly code: string
  readonly name: string
  /** Null if the operator has not assigned one. */
  readonly region: Region | null
  /** The legal name on the driver's bill. Drivers look for it before they pay. */
  readonly payeeName: string
  readonly address: string
  readonly location: Location
  readonly phone: string
  /** As on the sign: `24 小时`, `06:00-22:00`. */
  readonly openingHours: string
  readonly phonePolicy: PhonePolicy
  /** Empty if the operator has told none. */
  readonly facilities: readonly Facility[]
  /** In which order fuel and money change hands here; never empty. */
  readonly ways: readonly SaleWay[]
  readonly nozzles: readonly Nozzle[]
  /** 枪号: which number is painted on which nozzle, and since when. */
  readonly numbers: readonly NozzleNumber[]
  readonly prices: readonly PriceVersion[]
}

/** GCJ-02 degrees, the coordinates that Chinese maps use. */
export interface Location {
  readonly latitude: number
  readonly longitude: number
}

/**
 * Where on the forecourt a phone may be used: AQ 3010-2022 leaves it to the station's gas alarms,
 * some cities forbid it near the pumps. The strictest is the default.
 */
export type PhonePolicy = (typeof PHONE_POLICIES)[number]
export const PHONE_POLICIES = ['indoor-only', 'in-car', 'at-pump'] as const

/**
 * `fuel-first`: the driver types the pump's figure. `pay-first`: the driver pays a preset amount,
 * and the rest is refunded.
 */
export type SaleWay = (typeof SALE_WAYS)[number]
export const SALE_WAYS = ['fuel-first', 'pay-first'] as const

/** A nozzle delivers one grade. It keeps its id when the numbers on the forecourt are repainted. */
export interface Nozzle {
  readonly id: NozzleId
  /** Content of its printed code: `BJ0001-03`. Never reused for another nozzle. */
  readonly code: string
  readonly gradeId: GradeId
  readonly retiredAtMs: EpochMs | null
}

/** Site-wide nozzle number, valid in [fromMs, toMs). */
export interface NozzleNumber {
  readonly nozzleId: NozzleId
  readonly number: number
  readonly fromMs: EpochMs
  readonly toMs: EpochMs | null
}

/** The pump price 枪价 of a grade at a station, valid in [fromMs, toMs). Orders keep its id. */
export interface PriceVersion {
  readonly id: PriceVersionId
  readonly gradeId: GradeId
  readonly pumpPrice: FenPerLitre
  readonly fromMs: EpochMs
  readonly toMs: EpochMs | null
}
