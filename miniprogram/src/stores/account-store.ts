import type { AccountView, RechargeRefundView, RechargeView } from '@palm/shared/api/account'
import { type Fen, NO_FEN, sumFen } from '@palm/shared/kernel/fen'
import type { Result } from '@palm/shared/kernel/result'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import type { Clock } from '@palm/client/ports'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'

export interface AccountPorts {
  readonly api: ApiClient
  readonly clock: Clock
  /** Creates the member on the first visit, and reloads the member. */
  readonly enter: () => Promise<void>
}

/** 电子账户: balance, recharge offers, refundable amounts. */
export class AccountStore {
  account: Loaded<AccountView> = LOADING

  constructor(private readonly ports: AccountPorts) {
    makeAutoObservable<this, 'ports'>(this, { ports: false }, { autoBind: true })
  }

  get view(): AccountView | null {
    return this.account.at === 'ready' ? this.account.value : null
  }

  /** An unpaid recharge: the app may have been killed while the wallet was open. */
  get open(): RechargeView | null {
    const nowMs = this.ports.clock.now()
    return this.recharges.find(({ payByMs }) => payByMs !== null && nowMs < payByMs) ?? null
  }

  get refundable(): readonly RechargeView[] {
    return this.recharges.filter(({ refundable }) => refundable !== null)
  }

  /** Recharges with a remainder that cannot be refunded now, each with its reason. */
  get notRefundable(): readonly RechargeView[] {
    return this.recharges.filter(({ notRefundable }) => notRefundable !== null)
  }

  get refundableFen(): Fen {
    return sumFen(this.refundable.map(({ refundable }) => refundable?.amountFen ?? NO_FEN))
  }

  /** Completed and pending refunds, newest first. */
  get refunds(): readonly RechargeRefundView[] {
    return this.recharges
      .flatMap(({ refunds }) => refunds)
      .sort((a, b) => b.requestedAtMs - a.requestedAtMs)
  }

  async load(): Promise<void> {
    this.take(await asMember(this.ports.enter, () => this.ports.api.call('account.get', {})))
  }

  /** The account after a change. */
  know(view: AccountView): void {
    this.account = { at: 'ready', value: view }
  }

  private get recharges(): readonly RechargeView[] {
    return this.view?.recharges ?? []
  }

  private take(answer: Result<AccountView, AnyRefusal>): void {
    this.account = reloaded(this.account, answer)
  }
}
