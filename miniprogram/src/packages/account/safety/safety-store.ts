import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import type { AccountView } from '@palm/shared/api/account'
import type { Result } from '@palm/shared/kernel/result'
import { loosens, NO_GUARD, type OwnLimits } from '@palm/shared/stored-value/guard/guard'
import { makeAutoObservable } from 'mobx'
import type { AccountStore } from '../../../stores/account-store'
import { Digits } from '../../../stores/digits'

/** An act of the member; its digits are asked one entry after the other. */
export type Task =
  | { readonly kind: 'set' }
  | { readonly kind: 'change' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'lift' }
  | { readonly kind: 'limits'; readonly limits: OwnLimits }

/** The password of now, a new one, or the new one again. */
export type Entry = 'current' | 'new' | 'repeat'

const ENTRIES: Readonly<Record<Task['kind'], readonly Entry[]>> = {
  set: ['new', 'repeat'],
  change: ['current', 'new', 'repeat'],
  remove: ['current'],
  lift: ['current'],
  limits: ['current'],
}

/** 账户安全: payment password, own limits, 挂失. */
export class SafetyStore {
  task: Task | null = null
  busy = false
  refusal: AnyRefusal | null = null
  /** The last two entries of a new password differ. */
  differs = false
  readonly digits = new Digits()
  private typed: readonly string[] = []

  constructor(
    private readonly api: ApiClient,
    private readonly account: AccountStore,
  ) {
    makeAutoObservable<this, 'account' | 'api'>(
      this,
      { account: false, api: false, digits: false },
      { autoBind: true },
    )
  }

  /** The entry that is asked now; null without a task. */
  get entry(): Entry | null {
    return this.task && (ENTRIES[this.task.kind][this.typed.length] ?? null)
  }

  begin(task: Task): void {
    this.restart()
    this.refusal = null
    this.task = task
  }

  drop(): void {
    this.restart()
    this.task = null
  }

  /** The last digit of the last entry sends it. */
  async type(key: string): Promise<void> {
    if (this.busy) return
    this.digits.type(key)
    this.refusal = null
    if (!this.digits.isWhole || !this.task) return
    this.typed = [...this.typed, this.digits.typed]
    this.digits.clear()
    if (this.entry !== null) return
    const [first, second, third] = this.typed
    if (this.task.kind === 'set' && first !== second) return this.mistype()
    if (this.task.kind === 'change' && second !== third) return this.mistype()
    await this.finish(this.task)
  }

  /** Tighter limits are saved at once; looser ones ask for the password. */
  async saveLimits(limits: OwnLimits): Promise<void> {
    const { guard } = this.account.view ?? {}
    if (!guard || this.busy) return
    if (guard.hasPassword && loosens({ ...NO_GUARD, ...guard }, limits)) {
      this.begin({ kind: 'limits', limits })
      return
    }
    await this.send(this.api.call('account.saveLimits', { ...limits, password: null }))
  }

  async reportLoss(): Promise<void> {
    if (!this.busy) await this.send(this.api.call('account.reportLoss', {}))
  }

  private mistype(): void {
    this.restart()
    this.differs = true
  }

  private async finish(task: Task): Promise<void> {
    await this.send(this.ask(task))
    if (this.refusal === null) this.drop()
    else this.restart()
  }

  private ask(task: Task) {
    const { api, typed } = this
    const [first = '', second = ''] = typed
    switch (task.kind) {
      case 'set':
        return api.call('account.savePassword', { password: first, current: null })
      case 'change':
        return api.call('account.savePassword', { password: second, current: first })
      case 'remove':
        return api.call('account.removePassword', { password: first })
      case 'lift':
        return api.call('account.liftLoss', { password: first })
      case 'limits':
        return api.call('account.saveLimits', { ...task.limits, password: first })
    }
  }

  private async send(answer: Promise<Result<AccountView, AnyRefusal>>): Promise<void> {
    this.busy = true
    this.take(await answer)
  }

  private take(answer: Result<AccountView, AnyRefusal>): void {
    this.busy = false
    this.refusal = answer.ok ? null : answer.refusal
    if (answer.ok) this.account.know(answer.value)
    // The password may have been set or removed on another phone, so the account is read again.
    else void this.account.load()
  }

  private restart(): void {
    this.digits.clear()
    this.typed = []
    this.differs = false
  }
}
