import type { AccountView, RechargeRefundView, RechargeView } from '@palm/shared/api/account'
import type { Result } from '@palm/shared/kernel/result'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '../api/api-client'
import type { Clock } from '../platform/ports'
import { asMember } from './as-member'
import { type Loaded, LOADING, reloaded } from './loaded'

export interface AccountPorts {
  readonly api: ApiClient
  readonly clock: Clock
  /** Makes a member of whoever is none yet, and looks at him anew. */
  readonly enter: () => Promise<void>
}

/** 电子账户: what is in it, what a recharge would bring, what can go back. */
export class AccountStore {
  account: Loaded<AccountView> = LOADING

  constructor(private readonly ports: AccountPorts) {
    makeAutoObservable<this, 'ports'>(this, { ports: false }, { autoBind: true })
  }

  get view(): AccountView | null {
    return this.account.at === 'ready' ? this.account.value : null
  }

  /** One that waits for its payment: the app may have been killed while the wallet was open. */
  get open(): RechargeView | null {
    const nowMs = this.ports.clock.now()
    return this.recharges.find(({ payByMs }) => payByMs !== null && nowMs < payByMs) ?? null
  }

  get refundable(): readonly RechargeView[] {
    return this.recharges.filter(({ refundable }) => refundable !== null)
  }

  /** Those of which something is left that cannot go back now, each with its reason. */
  get notRefundable(): readonly RechargeView[] {
    return this.recharges.filter(({ notRefundable }) => notRefundable !== null)
  }

  get refundableFen(): number {
    return this.refundable.reduce((sum, { refundable }) => sum + (refundable?.amountFen ?? 0), 0)
  }

  /** What went back or is on its way, the newest first. */
  get refunds(): readonly RechargeRefundView[] {
    return this.recharges
      .flatMap(({ refunds }) => refunds)
      .sort((a, b) => b.requestedAtMs - a.requestedAtMs)
  }

  async load(): Promise<void> {
    this.take(await asMember(this.ports.enter, () => this.ports.api.call('account.get', {})))
  }

  private get recharges(): readonly RechargeView[] {
    return this.view?.recharges ?? []
  }

  private take(answer: Result<AccountView, AnyRefusal>): void {
    this.account = reloaded(this.account, answer)
  }
}
