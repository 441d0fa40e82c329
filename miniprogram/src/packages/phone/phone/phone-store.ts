import { asMember } from '@palm/client/api/as-member'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import { Poll } from '@palm/client/loading/poll'
import type { Clock } from '@palm/client/ports'
import type { PhoneView } from '@palm/shared/api/phone'
import type { Result } from '@palm/shared/kernel/result'
import { makeAutoObservable } from 'mobx'
import type { PhoneAnswer } from '../../../platform/ports'

export interface PhonePorts {
  readonly api: ApiClient
  readonly clock: Clock
  /** Reloads the member, whose account may be another one now. */
  readonly enter: () => Promise<void>
}

/** A request of the other wallet, or the end of one's own, is seen within this time. */
const LOOK_EVERY_MS = 4_000
const CODE_DIGITS = 6

type Act = 'member.bindAlone' | 'member.declineJoin' | 'member.unbindPhone' | 'member.separate'

/** 手机号: bound, joined with the other wallet, given up. */
export class PhoneStore {
  view: Loaded<PhoneView> = LOADING
  code = ''
  busy = false
  refusal: AnyRefusal | null = null
  /** Why the wallet gave no number. */
  noNumber: Extract<PhoneAnswer, string> | null = null
  private readonly poll: Poll

  constructor(private readonly ports: PhonePorts) {
    this.poll = new Poll(
      ports.clock,
      () => this.load(),
      () => this.lookAgainMs(),
    )
    makeAutoObservable<this, 'poll' | 'ports'>(
      this,
      { poll: false, ports: false },
      { autoBind: true, deep: false },
    )
  }

  get isWhole(): boolean {
    return this.code.length === CODE_DIGITS
  }

  show(): void {
    void this.load()
    this.poll.start()
  }

  hide(): void {
    this.poll.stop()
  }

  async load(): Promise<void> {
    const { api, enter } = this.ports
    const answer = await asMember(enter, () => api.call('member.phone', {}))
    if (!this.busy) this.take(answer)
  }

  type(text: string): void {
    this.code = text.replace(/\D/g, '').slice(0, CODE_DIGITS)
    this.refusal = null
  }

  /** The wallet's button has answered. */
  async bind(answer: PhoneAnswer): Promise<void> {
    if (typeof answer === 'string') {
      this.noNumber = answer
      return
    }
    const { api, enter } = this.ports
    const bound = () => api.call('member.bindPhone', { proof: answer })
    await this.act(() => asMember(enter, bound))
  }

  async join(): Promise<void> {
    if (!this.isWhole) return
    const { code } = this
    await this.act(() => this.ports.api.call('member.joinByCode', { code }))
  }

  async decide(act: Act): Promise<void> {
    await this.act(() => this.ports.api.call(act, {}))
  }

  private async act(send: () => Promise<Result<PhoneView, AnyRefusal>>): Promise<void> {
    if (this.busy) return
    this.begin()
    const answer = await send()
    this.end(answer)
    if (answer.ok) await this.ports.enter()
  }

  private begin(): void {
    this.busy = true
    this.refusal = null
    this.noNumber = null
  }

  private end(answer: Result<PhoneView, AnyRefusal>): void {
    this.busy = false
    this.code = ''
    if (answer.ok) this.take(answer)
    else this.refusal = answer.refusal
  }

  private take(answer: Result<PhoneView, AnyRefusal>): void {
    this.view = reloaded(this.view, answer)
    this.poll.again()
  }

  /** Only where another phone can change something: a number is bound, or a request runs. */
  private lookAgainMs(): number | null {
    if (this.view.at !== 'ready') return null
    const { asking, joined, phone } = this.view.value
    return asking || (phone && !joined) ? LOOK_EVERY_MS : null
  }
}
