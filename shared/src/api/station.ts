import { z } from 'zod'
import type { PriceLeap } from '../station/price-leap'
import type { NozzleRefusal } from '../station/nozzle-on-sale'
import type { GradeId } from '../station/grade'
import type { SheetRefusal } from '../station/sheet'
import type { NozzleId, PhonePolicy, SaleWay, StationId } from '../station/station'
import { action } from './action'
import { stationId } from './fields'

/** A station as a driver sees it. Distances in metres, prices in fen a litre. */
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
  /** Null where the driver's place is not known. */
  readonly distanceM: number | null
  readonly prices: readonly GradePriceView[]
}

export interface GradePriceView {
  readonly gradeId: GradeId
  readonly gradeName: string
  readonly pumpPriceFen: number
}

export interface NozzleView extends GradePriceView {
  readonly nozzleId: NozzleId
  readonly nozzleNumber: number
}

/** All that the cashier's screen starts from. */
export interface StationWithNozzles {
  readonly station: StationView
  readonly nozzles: readonly NozzleView[]
  /** The nozzle that was scanned; null where only the station was chosen. */
  readonly nozzle: NozzleView | null
}

export interface ImportReply {
  readonly stations: number
  readonly nozzles: number
  /** The codes to print, with what stands under them. */
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
  /** It has the form of one, but no station here has that number: another operator's, or an old one's. */
  | { readonly code: 'scan/foreign' }
  | NozzleRefusal

/** Far from what stands at the pumps, or from any price of fuel. Nothing was imported. */
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
 * line and a reason. What bounds a request is its size.
 */
const TABLE_ROWS_MAX = 1_048_576
const TABLE_CELLS_MAX = 16_384
const TABLE_TEXT_MAX = 32_767

export const stationActions = {
  /** Stations by distance where the driver's place is known, by name otherwise. */
  'station.nearby': action<{ readonly stations: readonly StationView[] }>()({
    audience: 'anyone',
    request: z.strictObject({ location }),
  }),
  /** What a camera saw at a nozzle, or what a launch link carried. */
  'station.scan': action<StationWithNozzles, ScanRefusal>()({
    audience: 'anyone',
    request: z.strictObject({ scanned: z.string().max(1024) }),
  }),
  'station.get': action<StationWithNozzles, { readonly code: 'station/unknown' }>()({
    audience: 'anyone',
    request: z.strictObject({ stationId }),
  }),
  /**
   * An operator's table of stations, nozzles, grades and prices: all rows or none. Prices that nobody
   * may have meant are taken only with `confirmed`.
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
