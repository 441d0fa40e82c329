import type { StationView } from '@palm/shared/api/station'
import { GRADE_IDS, GRADES, type Grade, type GradeId } from '@palm/shared/station/grade'
import { makeAutoObservable } from 'mobx'
import type { Answered, ApiClient } from '@palm/client/api/api-client'
import type { Wallet } from '../platform/ports'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'

export type StationOrder = 'distance' | GradeId

/** Stations around the driver. */
export class StationsStore {
  stations: Loaded<readonly StationView[]> = LOADING
  order: StationOrder = 'distance'
  /** Null until the driver was asked. */
  located: boolean | null = null

  constructor(
    private readonly api: ApiClient,
    private readonly wallet: Pick<Wallet, 'locate'>,
  ) {
    makeAutoObservable<this, 'api' | 'wallet'>(
      this,
      { api: false, wallet: false },
      { autoBind: true },
    )
  }

  /** The first of the list in the server's order: the nearest if the location is known. */
  get nearest(): StationView | null {
    return this.all[0] ?? null
  }

  /** Grades sold at any station of the list. */
  get grades(): readonly Grade[] {
    const sold = new Set(this.all.flatMap(({ prices }) => prices.map(({ gradeId }) => gradeId)))
    return GRADE_IDS.filter((id) => sold.has(id)).map((id) => GRADES[id])
  }

  /** All stations by distance; or those that sell a grade, cheapest first. */
  get ordered(): readonly StationView[] {
    const { order } = this
    if (order === 'distance') return this.all
    return this.all
      .filter((station) => priceOf(station, order) !== null)
      .sort((a, b) => (priceOf(a, order) ?? 0) - (priceOf(b, order) ?? 0))
  }

  orderBy(order: StationOrder): void {
    this.order = order
  }

  async load(): Promise<void> {
    const location = await this.wallet.locate()
    this.take(location !== null, await this.api.call('station.nearby', { location }))
  }

  private get all(): readonly StationView[] {
    return this.stations.at === 'ready' ? this.stations.value : []
  }

  private take(located: boolean, answer: Answered<'station.nearby'>): void {
    this.located = located
    this.stations = reloaded(
      this.stations,
      answer.ok ? { ok: true, value: answer.value.stations.map(withPricesInOrder) } : answer,
    )
  }
}

/** Petrol by its number, then diesel, as on the station's sign. */
const withPricesInOrder = (station: StationView): StationView => ({
  ...station,
  prices: [...station.prices].sort(
    (a, b) => GRADE_IDS.indexOf(a.gradeId) - GRADE_IDS.indexOf(b.gradeId),
  ),
})

const priceOf = ({ prices }: StationView, gradeId: GradeId): number | null =>
  prices.find((price) => price.gradeId === gradeId)?.pumpPriceFen ?? null
