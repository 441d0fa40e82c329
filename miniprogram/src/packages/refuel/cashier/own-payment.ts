import type { QuoteView, TendersView } from '@palm/shared/api/order'
import { makeAutoObservable } from 'mobx'
import { Digits } from '../../../stores/digits'

/** A question before stored value or points leave the account. */
export interface OwnPayment {
  readonly tenders: TendersView
  readonly needsPassword: boolean
}

/**
 * The wallet asks its owner before it pays. Where it is not opened, or pays only the rest of an amount
 * that the member guards with a password, the cashier asks; null: nothing to ask.
 */
export function ownPaymentOf({ offered, tenders }: QuoteView): OwnPayment | null {
  const { passwordAboveFen } = offered
  const needsPassword = passwordAboveFen !== null && tenders.storedValueFen > passwordAboveFen
  return needsPassword || tenders.walletFen === 0 ? { tenders, needsPassword } : null
}

/** The sheet with that question. */
export class OwnPaymentStore {
  asked: OwnPayment | null = null
  readonly password = new Digits()

  constructor() {
    makeAutoObservable(this, { password: false }, { autoBind: true })
  }

  ask(question: OwnPayment): void {
    this.password.clear()
    this.asked = question
  }

  drop(): void {
    this.password.clear()
    this.asked = null
  }
}
