import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { StationPage } from '@palm/shared/api/station'
import type { Result } from '@palm/shared/kernel/result'
import type { Location, StationId } from '@palm/shared/station/station'
import { makeAutoObservable } from 'mobx'
import type { Wallet } from '../../../platform/ports'

export interface StationPorts {
  readonly api: ApiClient
  readonly wallet: Pick<Wallet, 'locate'>
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

/** One station, for its page. */
export class StationStore {
  page: Loaded<StationPage> = LOADING
  /** Where the driver is, if they share it. */
  from: Location | null = null

  constructor(
    private readonly ports: StationPorts,
    private readonly stationId: StationId,
  ) {
    makeAutoObservable<this, 'ports' | 'stationId'>(
      this,
      { ports: false, stationId: false },
      { autoBind: true },
    )
  }

  async load(): Promise<void> {
    const { api, enter, wallet } = this.ports
    const location = await wallet.locate()
    const request = { stationId: this.stationId, location }
    this.take(location, await asMember(enter, () => api.call('station.page', request)))
  }

  private take(from: Location | null, answer: Result<StationPage, AnyRefusal>): void {
    this.from = from
    this.page = reloaded(this.page, answer)
  }
}
