import type { PrintableCode } from '@palm/shared/api/console/stations'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { GRADES } from '@palm/shared/station/grade'
import { nozzleLink } from '@palm/shared/station/nozzle-code'
import { nozzlesOnSale } from '@palm/shared/station/nozzle-on-sale'
import type { Station } from '@palm/shared/station/station'

/** Printed codes of a station's nozzles. */
export function presentCodes(station: Station, origin: string, nowMs: EpochMs): PrintableCode[] {
  return nozzlesOnSale(station, nowMs).map(({ nozzle, number }) => ({
    code: nozzle.code,
    link: nozzleLink(origin, nozzle.code),
    stationName: station.name,
    nozzleNumber: number,
    gradeName: GRADES[nozzle.gradeId].name,
  }))
}
