import { epochMs } from '@palm/shared/kernel/instant'
import type { PrintedCode } from '@palm/local/wallet/printed-code'
import type { Database } from '../../cloudfunctions/database/session'
import { stations } from '../../cloudfunctions/documents/stations'
import { presentCodes } from '../../cloudfunctions/console/stations/present'

/** Codes at the pumps: one for every nozzle on sale, by station. */
export async function printedCodes(
  database: Database,
  origin: string,
  nowMs: number,
): Promise<PrintedCode[]> {
  const all = await database.find(stations, { where: {}, limit: 1_000 })
  return all
    .sort((a, b) => a.code.localeCompare(b.code))
    .flatMap((station) => presentCodes(station, origin, epochMs(nowMs)))
    .map(({ gradeName, link, nozzleNumber, stationName }) => ({
      label: `${nozzleNumber} 号枪`,
      note: gradeName,
      link,
      group: stationName,
    }))
}
