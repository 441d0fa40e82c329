/**
 * The code painted at a nozzle is an ordinary link, so that one print serves both wallets:
 * `https://<origin>/p/BJ0001-03` (the wallets' link rule matches scheme, host and path).
 * Mini-program codes carry the bare code in `scene`.
 */
const LINK = /^https?:\/\/[^/?#]+\/p\/([^/?#]+)$/
const CODE = /^([A-Z0-9]{2,12})-([0-9A-Z]{1,6})$/

export interface NozzleCode {
  readonly stationCode: string
  /** The whole code, as `Nozzle.code` keeps it. */
  readonly code: string
}

/**
 * Reads what a camera saw: a link of any origin that has our form, or a bare code. Null for
 * everything else, however long: scanned text is an attacker's.
 */
export function parseNozzleCode(scanned: string): NozzleCode | null {
  if (scanned.length > 256) return null
  const text = scanned.trim()
  const code = LINK.exec(text)?.[1] ?? text
  const match = CODE.exec(code.toUpperCase())
  return match ? { stationCode: match[1]!, code: match[0] } : null
}

/** As `LINK` and `CODE`, for the code of a whole station: at its entrance, or on a receipt. */
const STATION_CODE = /^[A-Z0-9]{2,12}$/

export interface StationCode {
  readonly stationCode: string
  /** Any short text could be a bare code: if it is unknown, it was not one. */
  readonly isLink: boolean
}

/** Reads the code of a station, in the forms of a nozzle's. */
export function parseStationCode(scanned: string): StationCode | null {
  if (scanned.length > 256) return null
  const text = scanned.trim()
  const linked = LINK.exec(text)?.[1]
  const stationCode = (linked ?? text).toUpperCase()
  return STATION_CODE.test(stationCode) ? { stationCode, isLink: linked !== undefined } : null
}

export const nozzleLink = (origin: string, code: string) => `${origin}/p/${code}`
/** In the form of a nozzle's. */
export const stationLink = nozzleLink
