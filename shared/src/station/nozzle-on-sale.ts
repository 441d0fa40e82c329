import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { Nozzle, NozzleId, PriceVersion, Station } from './station'

/** A nozzle as it stands at an instant: number painted on it, grade and price. */
export interface NozzleOnSale {
  readonly nozzle: Nozzle
  readonly number: number
  readonly price: PriceVersion
}

export type NozzleRefusal =
  /** No such nozzle at this station: garbage, or another station's. Choosing from the list helps. */
  | { readonly code: 'nozzle/unknown' }
  /** It was there once. Its printed code should be gone. */
  | { readonly code: 'nozzle/retired' }
  /** Its grade has no price at this instant: nothing can be sold. The station must set one. */
  | { readonly code: 'nozzle/no-price' }

/** Nozzle as a driver can buy from it at an instant. */
export function nozzleOnSale(
  station: Station,
  nozzleId: NozzleId,
  nowMs: EpochMs,
): Result<NozzleOnSale, NozzleRefusal> {
  const nozzle = station.nozzles.find(({ id }) => id === nozzleId)
  if (!nozzle) return refuse({ code: 'nozzle/unknown' })
  if (isPast(nozzle.retiredAtMs, nowMs)) return refuse({ code: 'nozzle/retired' })
  const mapping = station.numbers.find(
    (entry) => entry.nozzleId === nozzleId && holds(entry, nowMs),
  )
  if (!mapping) return refuse({ code: 'nozzle/unknown' })
  const price = priceAt(station, nozzle.gradeId, nowMs)
  if (!price) return refuse({ code: 'nozzle/no-price' })
  return ok({ nozzle, number: mapping.number, price })
}

/** All that is on sale, in the order of the painted numbers. */
export function nozzlesOnSale(station: Station, nowMs: EpochMs): NozzleOnSale[] {
  return station.nozzles
    .flatMap(({ id }) => {
      const found = nozzleOnSale(station, id, nowMs)
      return found.ok ? [found.value] : []
    })
    .sort((a, b) => a.number - b.number)
}

export function priceAt(
  station: Station,
  gradeId: PriceVersion['gradeId'],
  nowMs: EpochMs,
): PriceVersion | null {
  return station.prices.find((price) => price.gradeId === gradeId && holds(price, nowMs)) ?? null
}

const isPast = (instant: EpochMs | null, nowMs: EpochMs) => instant !== null && instant <= nowMs

const holds = (span: { fromMs: EpochMs; toMs: EpochMs | null }, nowMs: EpochMs) =>
  span.fromMs <= nowMs && !isPast(span.toMs, nowMs)
