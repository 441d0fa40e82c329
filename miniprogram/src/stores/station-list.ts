import type { OwnGradePriceView, OwnStationView } from '@palm/shared/api/station'
import type { Facility } from '@palm/shared/station/facility'
import type { GradeId } from '@palm/shared/station/grade'
import type { StationId } from '@palm/shared/station/station'

/** 综合: what a fill costs with the way there and back, of the near ones. */
export type StationSort = 'overall' | 'nearest' | 'cheapest'

export interface StationChoice {
  readonly sort: StationSort
  readonly gradeId: GradeId
  /** Part of a name or of an address; empty for all. */
  readonly query: string
  /** Only stations that have it; null for all. */
  readonly facility: Facility | null
  /** Only these stations: favourites, or those where a coupon can be used; null for all. */
  readonly only: ReadonlySet<StationId> | null
}

/** A station that sells the grade, with its price. */
export interface ListedStation {
  readonly station: OwnStationView
  readonly price: OwnGradePriceView
}

/** Farther than this a lower price does not pay for the way there. */
export const NEAR_M = 10_000

/** Stations of a list in its order; those that do not sell the grade are left out. */
export function listedStations(
  stations: readonly OwnStationView[],
  { facility, gradeId, only, query, sort }: StationChoice,
): readonly ListedStation[] {
  const wanted = query.trim()
  return stations
    .filter(({ stationId }) => only === null || only.has(stationId))
    .filter(({ facilities }) => facility === null || facilities.includes(facility))
    .filter(({ address, name }) => name.includes(wanted) || address.includes(wanted))
    .flatMap((station) => {
      const price = station.prices.find((each) => each.gradeId === gradeId)
      return price ? [{ station, price }] : []
    })
    .sort((a, b) => ORDERS[sort](a, b) || byName(a, b))
}

/** The nearest of those that accept a coupon; null where distances are unknown. */
export function nearestOf(
  stations: readonly OwnStationView[],
  stationIds: readonly StationId[] | null,
): OwnStationView | null {
  const accepting = stations.filter(
    ({ distanceM, stationId }) =>
      distanceM !== null && (stationIds === null || stationIds.includes(stationId)),
  )
  const [first, ...rest] = accepting
  if (!first) return null
  return rest.reduce((near, one) => (one.distanceM! < near.distanceM! ? one : near), first)
}

type Order = (a: ListedStation, b: ListedStation) => number

const metres = ({ station }: ListedStation) => station.distanceM ?? 0
const isFar = (listed: ListedStation) => Number(metres(listed) > NEAR_M)

const byDistance: Order = (a, b) => metres(a) - metres(b)
const byPrice: Order = (a, b) => a.price.own.pricePerLitreFen - b.price.own.pricePerLitreFen
/** A usual fill of 40 L, and 8 L on 100 km for the way there and back. */
const wholeCost = (listed: ListedStation) =>
  listed.price.own.pricePerLitreFen * (40 + (2 * metres(listed) * 8) / 100_000)
const byWholeCost: Order = (a, b) => wholeCost(a) - wholeCost(b)
const byName: Order = (a, b) => a.station.name.localeCompare(b.station.name, 'zh')

const ORDERS: Readonly<Record<StationSort, Order>> = {
  nearest: byDistance,
  cheapest: (a, b) => byPrice(a, b) || byDistance(a, b),
  overall: (a, b) => isFar(a) - isFar(b) || (isFar(a) ? byDistance(a, b) : byWholeCost(a, b)),
}
