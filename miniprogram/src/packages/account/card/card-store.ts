import type { NewId } from '@palm/client/new-id'
import type { RechargeView } from '@palm/shared/api/account'
import type { Result } from '@palm/shared/kernel/result'
import type { RechargeId } from '@palm/shared/stored-value/recharge/recharge'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'

export interface CardPorts {
  readonly api: ApiClient
  readonly newId: NewId
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

const CODE_LETTERS = 16

/** 充值卡: redeems a code into the account, once. */
export class CardStore {
  code = ''
  busy = false
  refusal: AnyRefusal | null = null
  redeemed: RechargeView | null = null
  /** Kept until an answer arrives, so that a retry is the same recharge. */
  private rechargeId: RechargeId | null = null

  constructor(private readonly ports: CardPorts) {
    makeAutoObservable<this, 'ports' | 'rechargeId'>(
      this,
      { ports: false, rechargeId: false },
      { autoBind: true },
    )
  }

  get isWhole(): boolean {
    return lettersOf(this.code).length === CODE_LETTERS
  }

  /** As printed: capital letters in groups of four. */
  type(text: string): void {
    this.code = lettersOf(text).replace(/.{4}(?=.)/g, '$&-')
    this.refusal = null
    this.redeemed = null
    this.rechargeId = null
  }

  async redeem(): Promise<void> {
    if (this.busy || !this.isWhole) return
    this.begin()
    const { api, enter, newId } = this.ports
    this.rechargeId ??= newId('recharge')
    const request = { rechargeId: this.rechargeId, code: this.code }
    this.end(await asMember(enter, () => api.call('account.redeem', request)))
    if (this.redeemed) await enter()
  }

  private begin(): void {
    this.busy = true
    this.refusal = null
  }

  private end(answer: Result<RechargeView, AnyRefusal>): void {
    this.busy = false
    if (answer.ok) this.redeemed = answer.value
    else this.refusal = answer.refusal
  }
}

const lettersOf = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, CODE_LETTERS)
