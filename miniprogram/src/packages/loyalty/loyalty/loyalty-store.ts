import type { LoyaltyDetails } from '@palm/shared/api/member'
import { makeAutoObservable } from 'mobx'
import type { ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'

export interface LoyaltyPorts {
  readonly api: ApiClient
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

/** The driver's points and level, and their benefits. */
export class LoyaltyStore {
  details: Loaded<LoyaltyDetails> = LOADING

  constructor(private readonly ports: LoyaltyPorts) {
    makeAutoObservable<this, 'ports'>(this, { ports: false }, { autoBind: true })
  }

  async load(): Promise<void> {
    const { api, enter } = this.ports
    this.take(reloaded(this.details, await asMember(enter, () => api.call('member.loyalty', {}))))
  }

  private take(details: Loaded<LoyaltyDetails>): void {
    this.details = details
  }
}
