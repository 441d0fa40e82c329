import type { Storage } from '@palm/client/ports'
import type { Location } from '@palm/shared/station/station'
import { makeAutoObservable } from 'mobx'
import type { Wallet } from '../platform/ports'

const KEY = 'location-consent'

export type LocationAnswer = 'agreed' | 'declined'

/**
 * Consent to the use of the phone's location, before the wallet is asked for it. It stays on the phone;
 * paying never needs it. PIPL art. 13–15: consent is informed, separate, and withdrawn as easily.
 */
export class LocationConsent {
  /** Null until the driver has answered. */
  answer: LocationAnswer | null

  constructor(
    private readonly storage: Storage,
    private readonly wallet: Pick<Wallet, 'locate'>,
  ) {
    this.answer = answerIn(storage.read(KEY))
    makeAutoObservable<this, 'storage' | 'wallet'>(
      this,
      { storage: false, wallet: false },
      { autoBind: true },
    )
  }

  /** The wallet asks in its own way when the location is used for the first time. */
  give(answer: LocationAnswer): void {
    this.answer = answer
    this.storage.write(KEY, answer)
  }

  async locate(): Promise<Location | null> {
    return this.answer === 'agreed' ? this.wallet.locate() : null
  }
}

const answerIn = (kept: unknown): LocationAnswer | null =>
  kept === 'agreed' || kept === 'declined' ? kept : null
