import type {
  GradePriceView,
  NozzleView,
  OwnStationView,
  PlannedPriceView,
  StationView,
  StationWithNozzles,
} from '@palm/shared/api/station'
import { countsAt, runningContracts } from '@palm/shared/contract/counts-at'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { memberAt } from '@palm/shared/member/member-at'
import type { Member } from '@palm/shared/member/member'
import { ownPrices } from '@palm/shared/order/price/own-price'
import { distanceM } from '@palm/shared/station/distance'
import { GRADE_IDS, GRADES } from '@palm/shared/station/grade'
import { type NozzleOnSale, nozzlesOnSale } from '@palm/shared/station/nozzle-on-sale'
import { plannedPrices } from '@palm/shared/station/planned-price'
import type { Location, PriceVersion, Station } from '@palm/shared/station/station'
import type { OperatorRules } from './operator-rules'

export function presentStation(
  station: Station,
  nowMs: EpochMs,
  from: Location | null = null,
): StationView {
  const sold = new Map(nozzlesOnSale(station, nowMs).map(({ price }) => [price.gradeId, price]))
  return {
    stationId: station.id,
    name: station.name,
    payeeName: station.payeeName,
    address: station.address,
    latitude: station.location.latitude,
    longitude: station.location.longitude,
    phone: station.phone,
    openingHours: station.openingHours,
    phonePolicy: station.phonePolicy,
    facilities: station.facilities,
    ways: station.ways,
    distanceM: from ? distanceM(from, station.location) : null,
    prices: GRADE_IDS.flatMap((id) => sold.get(id) ?? []).map(presentPrice),
  }
}

/** Stations with the prices of one member, whose benefits are read once for all of them. */
export function presentFor(
  member: Member,
  rules: OperatorRules,
  nowMs: EpochMs,
): (station: Station, from: Location | null) => OwnStationView {
  const ownPriceOf = ownPrices({ ...rules, member, nowMs })
  const running = runningContracts(memberAt(member, nowMs).contracts)
  return (station, from) => {
    const view = presentStation(station, nowMs, from)
    return {
      ...view,
      prices: view.prices.map((price) => ({
        ...price,
        own: ownPriceOf({
          stationId: station.id,
          gradeId: price.gradeId,
          pumpPrice: price.pumpPriceFen,
        }),
      })),
      isContractStation: running.some((contract) => countsAt(contract, station.id)),
    }
  }
}

/** Nearest first; by name if the position is unknown. */
export const byDistance = (a: StationView, b: StationView) =>
  (a.distanceM ?? 0) - (b.distanceM ?? 0) || a.name.localeCompare(b.name, 'zh')

export const presentPlanned = (station: Station, nowMs: EpochMs): PlannedPriceView[] =>
  plannedPrices(station, nowMs).map((price) => ({ ...presentPrice(price), fromMs: price.fromMs }))

export function presentWithNozzles(
  station: Station,
  nozzle: NozzleOnSale | null,
  nowMs: EpochMs,
): StationWithNozzles {
  return {
    station: presentStation(station, nowMs),
    nozzles: nozzlesOnSale(station, nowMs).map(presentNozzle),
    nozzle: nozzle && presentNozzle(nozzle),
  }
}

const presentNozzle = ({ nozzle, number, price }: NozzleOnSale): NozzleView => ({
  ...presentPrice(price),
  nozzleId: nozzle.id,
  nozzleNumber: number,
})

const presentPrice = ({ gradeId, pumpPrice }: PriceVersion): GradePriceView => ({
  gradeId,
  gradeName: GRADES[gradeId].name,
  pumpPriceFen: pumpPrice,
})
