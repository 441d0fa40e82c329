import type { OwnStationView } from '@palm/shared/api/station'
import { FACILITIES, type Facility } from '@palm/shared/station/facility'
import { GRADE_IDS, GRADES, type Grade, type GradeId } from '@palm/shared/station/grade'
import type { StationId } from '@palm/shared/station/station'
import { makeAutoObservable } from 'mobx'
import type { Answered, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import type { Storage } from '@palm/client/ports'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { Wallet } from '../platform/ports'
import { listedStations, type ListedStation, nearestOf, type StationSort } from './station-list'

export interface StationsPorts {
  readonly api: ApiClient
  readonly storage: Storage
  readonly wallet: Pick<Wallet, 'locate'>
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
  /** 常加油号 of the member; null if it is not known. */
  readonly usualGradeId: () => GradeId | null
}

/** Why a list shows some stations only: a coupon that they accept. */
export interface StationPurpose {
  readonly title: string
  /** Null for all stations. */
  readonly stationIds: readonly StationId[] | null
}

/** Favourites stay on the phone: they need no call, and the operator learns nothing from them. */
const KEY = 'favourite-stations'

/** Stations around the driver. */
export class StationsStore {
  stations: Loaded<readonly OwnStationView[]> = LOADING
  sort: StationSort = 'overall'
  query = ''
  favourites: readonly StationId[]
  favouritesOnly = false
  purpose: StationPurpose | null = null
  /** Null until the driver was asked. */
  located: boolean | null = null
  facility: Facility | null = null
  private chosenGradeId: GradeId | null = null
  private asked = 0
  private taken = 0

  constructor(private readonly ports: StationsPorts) {
    this.favourites = idsIn(ports.storage.read(KEY))
    makeAutoObservable<this, 'asked' | 'ports' | 'taken'>(
      this,
      { asked: false, ports: false, taken: false },
      { autoBind: true },
    )
  }

  /** Grades sold at any station of the list. */
  get grades(): readonly Grade[] {
    const sold = new Set(this.all.flatMap(({ prices }) => prices.map(({ gradeId }) => gradeId)))
    return GRADE_IDS.filter((id) => sold.has(id)).map((id) => GRADES[id])
  }

  /** The grade whose prices are shown: the chosen one, the usual one, or the first that is sold. */
  get gradeId(): GradeId {
    return this.chosenGradeId ?? this.ports.usualGradeId() ?? this.grades[0]?.id ?? GRADE_IDS[0]
  }

  get listed(): readonly ListedStation[] {
    const { facility, gradeId, query, sort } = this
    return listedStations(this.all, { sort, facility, gradeId, query, only: this.only })
  }

  isFavourite(stationId: StationId): boolean {
    return this.favourites.includes(stationId)
  }

  /** Facilities of any station of the list. */
  get facilities(): readonly Facility[] {
    return FACILITIES.filter((one) => this.all.some(({ facilities }) => facilities.includes(one)))
  }

  /** The nearest station where a coupon can be used, for its card. */
  nearestFor(stationIds: readonly StationId[] | null): OwnStationView | null {
    return nearestOf(this.all, stationIds)
  }

  /** The same again shows all stations. */
  toggleFacility(facility: Facility): void {
    this.facility = this.facility === facility ? null : facility
  }

  sortBy(sort: StationSort): void {
    this.sort = sort
  }

  chooseGrade(gradeId: GradeId): void {
    this.chosenGradeId = gradeId
  }

  search(query: string): void {
    this.query = query
  }

  toggleFavouritesOnly(): void {
    this.favouritesOnly = !this.favouritesOnly
  }

  toggleFavourite(stationId: StationId): void {
    this.favourites = this.isFavourite(stationId)
      ? this.favourites.filter((id) => id !== stationId)
      : [stationId, ...this.favourites]
    if (this.favourites.length === 0) this.favouritesOnly = false
    this.ports.storage.write(KEY, this.favourites)
  }

  /** Prepares the list for a coupon, or without a purpose. */
  showFor(purpose: StationPurpose | null): void {
    this.purpose = purpose
    this.query = ''
    this.favouritesOnly = false
    this.facility = null
  }

  /** An answer to an earlier load never replaces that to a later one. */
  async load(): Promise<void> {
    const turn = ++this.asked
    const { api, enter, wallet } = this.ports
    const location = await wallet.locate()
    const answer = await asMember(enter, () => api.call('station.list', { location }))
    if (turn > this.taken) this.take(turn, location !== null, answer as Answered<'station.list'>)
  }

  private get all(): readonly OwnStationView[] {
    return this.stations.at === 'ready' ? this.stations.value : []
  }

  private get only(): ReadonlySet<StationId> | null {
    if (this.favouritesOnly) return new Set(this.favourites)
    return this.purpose?.stationIds ? new Set(this.purpose.stationIds) : null
  }

  private take(turn: number, located: boolean, answer: Answered<'station.list'>): void {
    this.taken = turn
    this.located = located
    this.stations = reloaded(
      this.stations,
      answer.ok ? { ok: true, value: answer.value.stations } : answer,
    )
  }
}

const idsIn = (kept: unknown): readonly StationId[] =>
  Array.isArray(kept)
    ? kept.filter((id): id is StationId => typeof id === 'string' && id.startsWith('station:'))
    : []
