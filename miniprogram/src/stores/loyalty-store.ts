import type { LoyaltyDetails } from '@palm/shared/api/member'
import { makeAutoObservable } from 'mobx'
import type { ApiClient } from '../api/api-client'
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
    let answer = await this.ports.api.call('member.loyalty', {})
    if (!answer.ok && answer.refusal.code === 'member/unknown') {
      await this.ports.enter()
      answer = await this.ports.api.call('member.loyalty', {})
    }
    this.take(reloaded(this.details, answer))
  }

  private take(details: Loaded<LoyaltyDetails>): void {
    this.details = details
  }
}
