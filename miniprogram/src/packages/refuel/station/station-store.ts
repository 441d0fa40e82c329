import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { StationPage } from '@palm/shared/api/station'
import type { Result } from '@palm/shared/kernel/result'
import type { StationId } from '@palm/shared/station/station'
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
    this.take(await asMember(enter, () => api.call('station.page', request)))
  }

  private take(answer: Result<StationPage, AnyRefusal>): void {
    this.page = reloaded(this.page, answer)
  }
}
