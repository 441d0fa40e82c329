import { type EpochMs, MINUTE_MS } from '../kernel/instant'
import type { SheetNozzle } from './sheet'
import type { Nozzle, NozzleId, NozzleNumber, PriceVersion, Station, StationId } from './station'

export const stationIdOf = (code: string): StationId => `station:${code.toLowerCase()}`
export const nozzleIdOf = (code: string): NozzleId => `nozzle:${code.toLowerCase()}`

/** Time after which a change of a known station begins: by then every function has read it. */
export const NOTICE_MS = MINUTE_MS

/** The rows of a sheet, station by station. */
export function rowsByStation(
  rows: readonly SheetNozzle[],
): ReadonlyMap<StationId, readonly SheetNozzle[]> {
  const groups = new Map<StationId, SheetNozzle[]>()
  for (const row of rows) {
    const id = stationIdOf(row.stationCode)
    groups.set(id, [...(groups.get(id) ?? []), row])
  }
  return groups
}

/**
 * A station after its rows of a sheet were imported. History is kept: a price or a painted number
 * that changed ends where the new one begins, a nozzle that the sheet no longer has is retired, and
 * what is the same stays as it was, so that importing a file twice changes nothing.
 *
 * `rows` are one station's and hold together (`readSheet` has seen to that); `before` is null for a
 * new station. Changes begin at `nowMs`, which for a known station is `NOTICE_MS` ahead.
 */
export function applySheet(
  before: Station | null,
  rows: readonly SheetNozzle[],
  nowMs: EpochMs,
): Station {
  const row = rows[0]!
  return {
    id: stationIdOf(row.stationCode),
    code: row.stationCode,
    name: row.stationName,
    // It decides who may change the station, so a sheet without the column does not take it away.
    region: row.region ?? before?.region ?? null,
    payeeName: row.payeeName,
    address: row.address,
    location: { latitude: row.latitude, longitude: row.longitude },
    phone: row.phone,
    openingHours: row.openingHours,
    phonePolicy: row.phonePolicy,
    // As with the region: a sheet of prices alone takes nothing away.
    facilities: row.facilities ?? before?.facilities ?? [],
    ways: row.ways,
    nozzles: nozzlesAfter(before?.nozzles ?? [], rows, nowMs),
    numbers: numbersAfter(before?.numbers ?? [], rows, nowMs),
    prices: pricesAfter(before?.prices ?? [], rows, nowMs),
  }
}

/** A nozzle that changes its grade is another nozzle to the driver but keeps its id and code. */
function nozzlesAfter(
  before: readonly Nozzle[],
  rows: readonly SheetNozzle[],
  nowMs: EpochMs,
): Nozzle[] {
  const listed = rows.map(({ gradeId, nozzleCode }): Nozzle => ({
    id: nozzleIdOf(nozzleCode),
    code: nozzleCode,
    gradeId,
    retiredAtMs: null,
  }))
  const gone = before
    .filter(({ id }) => listed.every((nozzle) => nozzle.id !== id))
    .map((nozzle) => ({ ...nozzle, retiredAtMs: nozzle.retiredAtMs ?? nowMs }))
  return [...listed, ...gone]
}

function numbersAfter(
  before: readonly NozzleNumber[],
  rows: readonly SheetNozzle[],
  nowMs: EpochMs,
): NozzleNumber[] {
  const painted = new Map(rows.map((row) => [nozzleIdOf(row.nozzleCode), row.nozzleNumber]))
  const kept = before.map((entry) => {
    const stays = entry.toMs !== null || painted.get(entry.nozzleId) === entry.number
    return stays ? entry : { ...entry, toMs: nowMs }
  })
  const open = new Set(kept.filter(({ toMs }) => toMs === null).map(({ nozzleId }) => nozzleId))
  const added = [...painted]
    .filter(([nozzleId]) => !open.has(nozzleId))
    .map(([nozzleId, number]) => ({ nozzleId, number, fromMs: nowMs, toMs: null }))
  return [...kept, ...added]
}

function pricesAfter(
  before: readonly PriceVersion[],
  rows: readonly SheetNozzle[],
  nowMs: EpochMs,
): readonly PriceVersion[] {
  const begins = ({ fromMs, gradeId, pumpPrice, stationCode }: SheetNozzle): PriceVersion => {
    const startMs = fromMs === null || fromMs < nowMs ? nowMs : fromMs
    const id = `price:${stationCode.toLowerCase()}-${gradeId}-${startMs}` as const
    return { id, gradeId, pumpPrice, fromMs: startMs, toMs: null }
  }
  const told = rows.map(begins)
  return told.reduce((prices, price) => withPrice(prices, price, told, nowMs), before)
}

/**
 * Puts a price into a grade's line of versions: the one it falls into ends where it begins, one that
 * is planned for later stays planned. A price cannot begin in the past: fuel was sold at another.
 *
 * A planned price that is repeated for a later day is postponed until then, unless this very sheet
 * (`told`) has it for the earlier day as well.
 */
function withPrice(
  prices: readonly PriceVersion[],
  price: PriceVersion,
  told: readonly PriceVersion[],
  nowMs: EpochMs,
): readonly PriceVersion[] {
  const startMs = price.fromMs
  const line = prices.filter(({ gradeId }) => gradeId === price.gradeId)
  const holding = line.find(({ fromMs, toMs }) => fromMs <= startMs && (toMs ?? Infinity) > startMs)
  if (holding?.pumpPrice === price.pumpPrice) {
    const isPutOff =
      holding.fromMs > nowMs && holding.fromMs < startMs && !told.some(isSameBeginning(holding))
    return isPutOff ? putOff(prices, holding, price) : prices
  }
  const next = line.filter(({ fromMs }) => fromMs > startMs).sort((a, b) => a.fromMs - b.fromMs)[0]
  const rest = prices.filter((other) => other !== holding)
  const ended = holding && holding.fromMs < startMs ? [{ ...holding, toMs: startMs }] : []
  return [...rest, ...ended, { ...price, toMs: next?.fromMs ?? null }]
}

const isSameBeginning =
  ({ fromMs, gradeId }: PriceVersion) =>
  (other: PriceVersion) =>
    other.fromMs === fromMs && other.gradeId === gradeId

/** The price before it holds for so much longer. */
function putOff(
  prices: readonly PriceVersion[],
  planned: PriceVersion,
  { fromMs, id }: PriceVersion,
): readonly PriceVersion[] {
  return prices.map((price) => {
    if (price === planned) return { ...planned, id, fromMs }
    const isBefore = price.gradeId === planned.gradeId && price.toMs === planned.fromMs
    return isBefore ? { ...price, toMs: fromMs } : price
  })
}
