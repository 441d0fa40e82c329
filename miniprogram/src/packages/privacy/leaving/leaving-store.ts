import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { LeavingView } from '@palm/shared/api/privacy'
import type { Result } from '@palm/shared/kernel/result'
import { makeAutoObservable } from 'mobx'
import { Digits } from '../../../stores/digits'

export interface LeavingPorts {
  readonly api: ApiClient
  readonly enter: () => Promise<void>
}

/** 注销账户: what it would cost, asked for, taken back. */
export class LeavingStore {
  view: Loaded<LeavingView> = LOADING
  /** The driver has read the losses. */
  hasRead = false
  /** The last question is open; with a payment password it asks for that. */
  asking = false
  busy = false
  refusal: AnyRefusal | null = null
  readonly digits = new Digits()

  constructor(private readonly ports: LeavingPorts) {
    makeAutoObservable<this, 'ports'>(
      this,
      { digits: false, ports: false },
      { autoBind: true, deep: false },
    )
  }

  async load(): Promise<void> {
    const { api, enter } = this.ports
    this.show(await asMember(enter, () => api.call('privacy.leaving', {})))
  }

  read(): void {
    this.hasRead = !this.hasRead
  }

  ask(): void {
    this.digits.clear()
    this.refusal = null
    this.asking = true
  }

  drop(): void {
    this.digits.clear()
    this.asking = false
  }

  /** The last digit sends it. */
  async type(key: string): Promise<void> {
    if (this.busy) return
    this.digits.type(key)
    if (this.digits.isWhole) await this.leave()
  }

  async leave(): Promise<void> {
    if (this.busy || this.view.at !== 'ready') return
    const password = this.view.value.needsPassword ? this.digits.typed : null
    this.digits.clear()
    await this.send(this.ports.api.call('privacy.leave', { password }))
    if (this.refusal === null || this.refusal.code === 'leave/not-yet') this.drop()
  }

  async stay(): Promise<void> {
    if (!this.busy) await this.send(this.ports.api.call('privacy.stay', {}))
  }

  private async send(answer: Promise<Result<LeavingView, AnyRefusal>>): Promise<void> {
    this.busy = true
    this.refusal = null
    this.take(await answer)
  }

  private take(answer: Result<LeavingView, AnyRefusal>): void {
    this.busy = false
    if (answer.ok) this.view = { at: 'ready', value: answer.value }
    else this.refusal = answer.refusal
    // A new reason against it has arisen meanwhile: all reasons are read again.
    if (!answer.ok && answer.refusal.code === 'leave/not-yet') void this.load()
  }

  private show(answer: Result<LeavingView, AnyRefusal>): void {
    this.view = reloaded(this.view, answer)
  }
}
