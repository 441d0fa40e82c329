import type {
  GradePriceView,
  NozzleView,
  StationView,
  StationWithNozzles,
} from '@palm/shared/api/station'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { distanceM } from '@palm/shared/station/distance'
import { GRADE_IDS, GRADES } from '@palm/shared/station/grade'
import { type NozzleOnSale, nozzlesOnSale } from '@palm/shared/station/nozzle-on-sale'
import type { Location, PriceVersion, Station } from '@palm/shared/station/station'

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
    ways: station.ways,
    distanceM: from ? distanceM(from, station.location) : null,
    prices: GRADE_IDS.flatMap((id) => sold.get(id) ?? []).map(presentPrice),
  }
}

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
