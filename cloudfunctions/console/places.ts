import { ok, type Result } from '@palm/shared/kernel/result'
import type { Place, Target } from '@palm/shared/staff/policy/grant'
import type { PolicyRefusal } from '@palm/shared/staff/policy/permit'
import type { Station, StationId } from '@palm/shared/station/station'
import type { Database } from '../database/session'
import { stations } from '../documents/stations'
import type { OperatorCaller } from '../edge/identity/operator-caller'

/** Reads by id, in a transaction or outside of one. */
export type Reader = Pick<Database, 'get'>

/** Stations with their regions. A station that does not exist has none. */
export async function placesOf(
  reader: Reader,
  ids: readonly StationId[],
): Promise<readonly Place[]> {
  const places: Place[] = []
  for (const stationId of new Set(ids)) {
    const station = await reader.get(stations, stationId)
    places.push({ stationId, region: station?.region ?? null })
  }
  return places
}

export const placeOf = ({ id, region }: Station): Place => ({ stationId: id, region })

/** The service's limit per query. */
const STATIONS_MAX = 1_000

/** Stations within the caller's reach, for lists; null for all of them. */
export async function stationsWithin(
  database: Database,
  caller: OperatorCaller,
): Promise<readonly StationId[] | null> {
  if (caller.permit('everywhere').ok) return null
  const all = await database.find(stations, { where: {}, limit: STATIONS_MAX })
  return all.filter((station) => caller.permit([placeOf(station)]).ok).map(({ id }) => id)
}

/** As {@link stationsWithin}, or one station that was asked for, if it is within reach. */
export async function stationsAsked(
  database: Database,
  caller: OperatorCaller,
  stationId: StationId | null,
): Promise<Result<readonly StationId[] | null, PolicyRefusal>> {
  if (stationId === null) return ok(await stationsWithin(database, caller))
  const permitted = caller.permit(await placesOf(database, [stationId]))
  return permitted.ok ? ok([stationId]) : permitted
}

/** Everywhere if there is no station. */
export const targetOf = async (reader: Reader, stationId: StationId | null): Promise<Target> =>
  stationId === null ? 'everywhere' : placesOf(reader, [stationId])
