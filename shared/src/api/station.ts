import { z } from 'zod'
import type { FenPerLitre } from '../kernel/volume'
import type { PriceLeap } from '../station/price-leap'
import type { NozzleRefusal } from '../station/nozzle-on-sale'
import type { GradeId } from '../station/grade'
import type { SheetRefusal } from '../station/sheet'
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

export interface ImportReply {
  readonly stations: number
  readonly nozzles: number
  /** Codes to print, with their captions. */
  readonly codes: readonly PrintableCode[]
}

export interface PrintableCode {
  readonly code: string
  readonly link: string
  readonly stationName: string
  readonly nozzleNumber: number
  readonly gradeName: string
}

export type ScanRefusal =
  /** Not a code of a nozzle at all. */
  | { readonly code: 'scan/not-a-nozzle-code' }
  /** A nozzle code, but of no station here: another operator's, or an outdated one. */
  | { readonly code: 'scan/foreign' }
  | NozzleRefusal

/** Prices far from the current pump prices, or implausible for fuel. Nothing was imported. */
export interface ImplausiblePrices {
  readonly code: 'sheet/implausible-prices'
  readonly leaps: readonly PriceLeap[]
}

const location = z
  .strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  })
  .nullable()

/**
 * As large as a spreadsheet can be: which rows and columns count is for `readSheet` to say, with a
 * line and a reason. The size of the request bounds it.
 */
const TABLE_ROWS_MAX = 1_048_576
const TABLE_CELLS_MAX = 16_384
const TABLE_TEXT_MAX = 32_767

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
  /**
   * Imports an operator's table of stations, nozzles, grades and prices: all rows or none.
   * Implausible prices are accepted only with `confirmed`.
   */
  'station.import': action<ImportReply, SheetRefusal | ImplausiblePrices>()({
    audience: 'operator',
    request: z.strictObject({
      table: z
        .array(z.array(z.string().max(TABLE_TEXT_MAX)).max(TABLE_CELLS_MAX))
        .max(TABLE_ROWS_MAX),
      confirmed: z.boolean().default(false),
    }),
  }),
} as const
