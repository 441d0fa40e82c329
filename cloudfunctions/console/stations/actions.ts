import { later } from '@palm/shared/kernel/instant'
import { ok } from '@palm/shared/kernel/result'
import { NOTICE_MS } from '@palm/shared/station/apply-sheet'
import { nozzlesOnSale } from '@palm/shared/station/nozzle-on-sale'
import { readSheet } from '@palm/shared/station/sheet'
import type { Act } from '../../edge/serve'
import type { ConsoleContext } from '../context'
import { presentCodes } from './present'
import { importRows } from './store'

export const importStations: Act<ConsoleContext, 'console.importStations'> = async (
  { clock, credentials, database },
  { confirmed, table },
  caller,
) => {
  const sheet = readSheet(table)
  if (!sheet.ok) return sheet
  const nowMs = clock()
  const imported = await importRows(database, { rows: sheet.value, confirmed, caller, nowMs })
  if (!imported.ok) return imported
  const { publicOrigin } = await credentials()
  const atMs = later(nowMs, NOTICE_MS)
  const stations = imported.value
  return ok({
    stations: stations.length,
    nozzles: stations.flatMap((station) => nozzlesOnSale(station, atMs)).length,
    codes: stations.flatMap((station) => presentCodes(station, publicOrigin, atMs)),
  })
}
