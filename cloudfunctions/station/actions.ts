import type { StationView } from '@palm/shared/api/station'
import { ok, refuse } from '@palm/shared/kernel/result'
import { stationIdOf } from '@palm/shared/station/apply-sheet'
import { parseNozzleCode } from '@palm/shared/station/nozzle-code'
import { nozzleOnSale } from '@palm/shared/station/nozzle-on-sale'
import type { StationId } from '@palm/shared/station/station'
import { withPayee } from '../flows/payee'
import type { Runtime } from '../edge/runtime'
import type { Handlers } from '../edge/serve'
import { presentStation, presentWithNozzles } from './present'
import { openStationStore } from './store'

export function stationHandlers({ clock, credentials, database }: Runtime): Handlers<'station'> {
  const store = openStationStore(database, clock)
  const payeeNamed = async (id: StationId) => {
    const [station, { payees }] = await Promise.all([store.station(id), credentials()])
    return station && withPayee(station, payees)
  }

  return {
    async 'station.nearby'({ location }) {
      const nowMs = clock()
      const [all, { payees }] = await Promise.all([store.catalogue(), credentials()])
      const stations = all.map((station) => withPayee(station, payees))
      return ok({
        stations: stations
          .map((station) => presentStation(station, nowMs, location))
          .sort(byDistance),
      })
    },

    async 'station.scan'({ scanned }) {
      const read = parseNozzleCode(scanned)
      if (!read) return refuse({ code: 'scan/not-a-nozzle-code' })
      const station = await payeeNamed(stationIdOf(read.stationCode))
      const nozzle = station?.nozzles.find(({ code }) => code === read.code)
      if (!station) return refuse({ code: 'scan/foreign' })
      if (!nozzle) return refuse({ code: 'nozzle/unknown' })
      const nowMs = clock()
      const sale = nozzleOnSale(station, nozzle.id, nowMs)
      return sale.ok ? ok(presentWithNozzles(station, sale.value, nowMs)) : sale
    },

    async 'station.get'({ stationId }) {
      const station = await payeeNamed(stationId)
      if (!station) return refuse({ code: 'station/unknown' })
      return ok(presentWithNozzles(station, null, clock()))
    },
  }
}

/** Nearest first; by name if the position is unknown. */
const byDistance = (a: StationView, b: StationView) =>
  (a.distanceM ?? 0) - (b.distanceM ?? 0) || a.name.localeCompare(b.name, 'zh')
