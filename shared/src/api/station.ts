import { z } from 'zod'
import type { FenPerLitre } from '../kernel/volume'
import type { NozzleRefusal } from '../station/nozzle-on-sale'
import type { GradeId } from '../station/grade'
import type { NozzleId, PhonePolicy, SaleWay, StationId } from '../station/station'
import { action } from './action'
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

const location = z
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
