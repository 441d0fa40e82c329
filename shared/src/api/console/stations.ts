import { z } from 'zod'
import type { PriceLeap } from '../../station/price-leap'
import type { SheetRefusal } from '../../station/sheet'
import { action } from '../action'

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

/** Prices far from the current pump prices, or implausible for fuel. Nothing was imported. */
export interface ImplausiblePrices {
  readonly code: 'sheet/implausible-prices'
  readonly leaps: readonly PriceLeap[]
}

/**
 * As large as a spreadsheet can be: which rows and columns count is for `readSheet` to say, with a
 * line and a reason. The size of the request bounds it.
 */
const TABLE_ROWS_MAX = 1_048_576
const TABLE_CELLS_MAX = 16_384
const TABLE_TEXT_MAX = 32_767

export const stationsActions = {
  /**
   * Imports an operator's table of stations, nozzles, grades and prices: all rows or none.
   * Implausible prices are accepted only with `confirmed`.
   */
  'console.importStations': action<ImportReply, SheetRefusal | ImplausiblePrices>()({
    audience: 'operator',
    request: z.strictObject({
      table: z
        .array(z.array(z.string().max(TABLE_TEXT_MAX)).max(TABLE_CELLS_MAX))
        .max(TABLE_ROWS_MAX),
      confirmed: z.boolean().default(false),
    }),
  }),
} as const
