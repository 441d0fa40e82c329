import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import { Poll } from '@palm/client/loading/poll'
import type { Clock } from '@palm/client/ports'
import type { InvoiceView } from '@palm/shared/api/invoice'
import type { InvoiceId } from '@palm/shared/invoice/invoice'
import type { InvoiceTitleId } from '@palm/shared/invoice/title'
import { SECOND_MS } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import { makeAutoObservable } from 'mobx'
import type { ShowFile } from '../../../platform/ports'

export interface InvoicePorts {
  readonly api: ApiClient
  readonly clock: Clock
  readonly enter: () => Promise<void>
  readonly showFile: ShowFile
}

/** An invoice usually takes seconds; after a while the screen asks less often. */
const OFTEN_MS = 3 * SECOND_MS
const SELDOM_MS = 15 * SECOND_MS
const OFTEN_TIMES = 20

/** One invoice, followed while it is on the screen and waits for its issuer. */
export class InvoiceStore {
  shown: Loaded<InvoiceView> = LOADING
  busy = false
  opening = false
  refusal: AnyRefusal | null = null
  /** The wallet cannot open files. */
  isUnopened = false
  private asked = 0
  private readonly poll: Poll

  constructor(
    private readonly ports: InvoicePorts,
    readonly invoiceId: InvoiceId,
  ) {
    this.poll = new Poll(ports.clock, () => this.load(), this.delayMs.bind(this))
    makeAutoObservable<this, 'asked' | 'poll' | 'ports'>(
      this,
      { asked: false, invoiceId: false, poll: false, ports: false },
      { autoBind: true },
    )
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
    const { invoiceId } = this
    this.asked++
    this.take(await asMember(enter, () => api.call('invoice.get', { invoiceId })))
    this.poll.again()
  }

  async retry(titleId: InvoiceTitleId): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    const { api, enter } = this.ports
    const { invoiceId } = this
    const answer = await asMember(enter, () => api.call('invoice.retry', { invoiceId, titleId }))
    this.finish(answer)
    this.asked = 0
    this.poll.again()
    return answer.ok
  }

  async open(): Promise<void> {
    if (this.opening) return
    this.opening = true
    const { api, enter, showFile } = this.ports
    const { invoiceId } = this
    const file = await asMember(enter, () => api.call('invoice.file', { invoiceId }))
    const isShown = file.ok && (await showFile(file.value))
    this.finishOpening(file.ok ? null : file.refusal, file.ok && !isShown)
  }

  private delayMs(): number | null {
    if (this.shown.at !== 'ready') return this.shown.at === 'loading' ? OFTEN_MS : null
    const { at } = this.shown.value
    if (at !== 'asked' && at !== 'applied' && at !== 'reversing') return null
    return this.asked < OFTEN_TIMES ? OFTEN_MS : SELDOM_MS
  }

  private take(answer: Result<InvoiceView, AnyRefusal>): void {
    this.shown = reloaded(this.shown, answer)
  }

  private finish(answer: Result<InvoiceView, AnyRefusal>): void {
    this.busy = false
    this.refusal = answer.ok ? null : answer.refusal
    if (answer.ok) this.shown = { at: 'ready', value: answer.value }
  }

  private finishOpening(refusal: AnyRefusal | null, isUnopened: boolean): void {
    this.opening = false
    this.refusal = refusal
    this.isUnopened = isUnopened
  }
}
