import { isAcceptedAt, usableCoupons } from '@palm/shared/coupon/free-coupons'
import { countsAt, runningContracts } from '@palm/shared/contract/counts-at'
import { ok, refuse } from '@palm/shared/kernel/result'
import { memberAt } from '@palm/shared/member/member-at'
import { stationIdOf } from '@palm/shared/station/apply-sheet'
import { parseNozzleCode, parseStationCode } from '@palm/shared/station/nozzle-code'
import { nozzleOnSale } from '@palm/shared/station/nozzle-on-sale'
import type { StationId } from '@palm/shared/station/station'
import { currentMember } from '../documents/member/members'
import { stations } from '../documents/stations'
import type { Runtime } from '../edge/runtime'
import { type Act, type Handlers, withContext } from '../edge/serve'
import { presentCoupon } from '../flows/coupon-view'
import { openOperatorRules, type OperatorRules } from '../flows/operator-rules'
import { withGifts } from '../flows/owed-gifts'
import { withPayee } from '../flows/payee'
import { type Catalogue, openCatalogue } from '../flows/station-catalogue'
import {
  byDistance,
  presentFor,
  presentPlanned,
  presentStation,
  presentWithNozzles,
} from '../flows/station-view'

interface StationContext extends Runtime {
  readonly catalogue: Catalogue
  readonly rules: () => Promise<OperatorRules>
}

export function stationHandlers(runtime: Runtime): Handlers<'station'> {
  const { clock, database } = runtime
  const context: StationContext = {
    ...runtime,
    catalogue: openCatalogue(database, clock),
    rules: openOperatorRules(database, clock),
  }
  return withContext(context, {
    'station.nearby': nearby,
    'station.list': list,
    'station.page': page,
    'station.scan': scan,
    'station.get': get,
  })
}

const unknown = refuse({ code: 'station/unknown' })
const newcomer = refuse({ code: 'member/unknown' })

const nearby: Act<StationContext, 'station.nearby'> = async (context, { location }) => {
  const nowMs = context.clock()
  const stations = await allNamed(context)
  return ok({
    stations: stations.map((station) => presentStation(station, nowMs, location)).sort(byDistance),
  })
}

const list: Act<StationContext, 'station.list'> = async (context, { location }, { memberId }) => {
  const { clock, database, rules } = context
  const [member, stations, current] = await Promise.all([
    currentMember(database, memberId),
    allNamed(context),
    rules(),
  ])
  if (!member) return newcomer
  const present = presentFor(member, current, clock())
  return ok({ stations: stations.map((station) => present(station, location)).sort(byDistance) })
}

const page: Act<StationContext, 'station.page'> = async (
  context,
  { location, stationId },
  { memberId },
) => {
  const { clock, database, rules } = context
  const [known, station, current] = await Promise.all([
    currentMember(database, memberId),
    named(context, stationId),
    rules(),
  ])
  if (!known) return newcomer
  if (!station) return unknown
  const nowMs = clock()
  const member = memberAt(await withGifts(database, known, nowMs, current.loyaltyRules), nowMs)
  const coupons = usableCoupons(member.pocket, nowMs)
  return ok({
    station: presentFor(member, current, nowMs)(station, location),
    planned: presentPlanned(station, nowMs),
    coupons: coupons.filter((coupon) => isAcceptedAt(coupon, stationId)).map(presentCoupon),
    contracts: runningContracts(member.contracts)
      .filter((contract) => countsAt(contract, stationId))
      .map(({ id, terms }) => ({ contractId: id, title: terms.title })),
  })
}

const scan: Act<StationContext, 'station.scan'> = async (context, { scanned }) => {
  const read = parseNozzleCode(scanned)
  if (!read) return scanStation(context, scanned)
  const station = await named(context, stationIdOf(read.stationCode))
  const nozzle = station?.nozzles.find(({ code }) => code === read.code)
  if (!station) return refuse({ code: 'scan/foreign' })
  if (!nozzle) return refuse({ code: 'nozzle/unknown' })
  const nowMs = context.clock()
  const sale = nozzleOnSale(station, nozzle.id, nowMs)
  return sale.ok ? ok(presentWithNozzles(station, sale.value, nowMs)) : sale
}

/** The code of a station leaves the nozzle to the driver. */
async function scanStation(context: StationContext, scanned: string) {
  const read = parseStationCode(scanned)
  const station = read && (await named(context, stationIdOf(read.stationCode)))
  if (station) return ok(presentWithNozzles(station, null, context.clock()))
  return refuse({ code: read?.isLink ? 'scan/foreign' : 'scan/not-a-nozzle-code' })
}

const get: Act<StationContext, 'station.get'> = async (context, { stationId }) => {
  const station = await named(context, stationId)
  return station ? ok(presentWithNozzles(station, null, context.clock())) : unknown
}

/** A station with the payee that is charged there. */
async function named({ credentials, database }: StationContext, id: StationId) {
  const [station, { payees }] = await Promise.all([database.get(stations, id), credentials()])
  return station && withPayee(station, payees)
}

async function allNamed({ catalogue, credentials }: StationContext) {
  const [all, { payees }] = await Promise.all([catalogue(), credentials()])
  return all.map((station) => withPayee(station, payees))
}
