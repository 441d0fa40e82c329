import type { LoyaltyDetails } from '@palm/shared/api/member'
import { makeAutoObservable } from 'mobx'
import type { ApiClient } from '../api/api-client'
import { asMember } from './as-member'
import { type Loaded, LOADING, reloaded } from './loaded'

export interface LoyaltyPorts {
  readonly api: ApiClient
  /** Makes a member of whoever is none yet. */
  readonly enter: () => Promise<void>
}

/** What a driver has gathered, and what it is good for. */
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
