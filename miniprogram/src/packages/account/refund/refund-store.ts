import type { NewId } from '@palm/client/new-id'
import type { RechargeView, RefundPreview } from '@palm/shared/api/account'
import type { Result } from '@palm/shared/kernel/result'
import type { RefundId } from '@palm/shared/trade/fact'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal } from '@palm/client/api/api-client'
import { type AccountPorts, AccountStore } from '../../../stores/account-store'
import { type Loaded, LOADING } from '@palm/client/loading/loaded'

export interface RefundPorts extends AccountPorts {
  readonly newId: NewId
}

/** 退款: refunds the unspent part of a recharge to the wallet, after a preview. */
export class RefundStore {
  readonly account: AccountStore
  chosen: RechargeView | null = null
  /** The preview, as of the moment it was opened. */
  preview: Loaded<RefundPreview> = LOADING
  busy = false
  refusal: AnyRefusal | null = null
  /** The last completed refund. */
  done: RefundPreview | null = null
  private refundId: RefundId | null = null

  constructor(private readonly ports: RefundPorts) {
    this.account = new AccountStore(ports)
    makeAutoObservable<this, 'ports' | 'refundId'>(
      this,
      { account: false, ports: false, refundId: false },
      { autoBind: true },
    )
  }

  load(): Promise<void> {
    return this.account.load()
  }

  async choose(recharge: RechargeView): Promise<void> {
    const { principalFen } = recharge.left
    const { rechargeId } = recharge
    this.open(recharge)
    const shown = await this.ports.api.call('account.previewRefund', { rechargeId, principalFen })
    if (this.chosen?.rechargeId === rechargeId) this.takePreview(shown)
  }

  leave(): void {
    if (this.busy) return
    this.chosen = null
    this.refundId = null
  }

  /** A retry is the same refund. */
  async confirm(): Promise<void> {
    const { chosen, preview } = this
    if (!chosen || preview.at !== 'ready' || this.busy) return
    this.begin()
    const { amountFen, principalFen } = preview.value
    const answer = await this.ports.api.call('account.refund', {
      rechargeId: chosen.rechargeId,
      refundId: this.idOfRefund(),
      principalFen,
      amountFen,
    })
    this.end(answer, preview.value)
    await Promise.all([this.account.load(), this.ports.enter()])
    if (!answer.ok && answer.refusal.code === 'recharge/refund-changed') {
      await this.showAnew(chosen, answer.refusal)
    }
  }

  private async showAnew(recharge: RechargeView, refusal: AnyRefusal): Promise<void> {
    await this.choose(recharge)
    this.tell(refusal)
  }

  private open(recharge: RechargeView): void {
    this.chosen = recharge
    this.preview = LOADING
    this.refusal = null
    this.done = null
    this.refundId = null
  }

  private takePreview(answer: Result<RefundPreview, AnyRefusal>): void {
    this.preview = answer.ok
      ? { at: 'ready', value: answer.value }
      : { at: 'refused', refusal: answer.refusal }
  }

  private begin(): void {
    this.busy = true
    this.refusal = null
  }

  private end(answer: Result<RechargeView, AnyRefusal>, shown: RefundPreview): void {
    this.busy = false
    if (!answer.ok) return this.tell(answer.refusal)
    this.done = shown
    this.leave()
  }

  private tell(refusal: AnyRefusal): void {
    this.refusal = refusal
  }

  private idOfRefund(): RefundId {
    this.refundId ??= this.ports.newId('refund')
    return this.refundId
  }
}
