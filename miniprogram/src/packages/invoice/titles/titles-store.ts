import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { NewId } from '@palm/client/new-id'
import type { TitlesView } from '@palm/shared/api/invoice'
import type { InvoiceTitle, InvoiceTitleId } from '@palm/shared/invoice/title'
import type { Result } from '@palm/shared/kernel/result'
import { makeAutoObservable } from 'mobx'

export interface TitlesPorts {
  readonly api: ApiClient
  readonly newId: NewId
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

/** A driver's invoice titles. */
export class TitlesStore {
  titles: Loaded<TitlesView> = LOADING
  busy = false
  refusal: AnyRefusal | null = null

  constructor(private readonly ports: TitlesPorts) {
    makeAutoObservable<this, 'ports'>(this, { ports: false }, { autoBind: true })
  }

  /** The title that is offered first. */
  get chosen(): InvoiceTitle | null {
    if (this.titles.at !== 'ready') return null
    const { defaultId, titles } = this.titles.value
    return titles.find(({ id }) => id === defaultId) ?? titles[0] ?? null
  }

  newId(): InvoiceTitleId {
    return this.ports.newId('invoice-title')
  }

  async load(): Promise<void> {
    const { api, enter } = this.ports
    this.take(await asMember(enter, () => api.call('invoice.titles', {})))
  }

  /** Resolves to whether it was saved. */
  save(title: InvoiceTitle, isDefault: boolean): Promise<boolean> {
    return this.change(() => this.ports.api.call('invoice.saveTitle', { title, isDefault }))
  }

  remove(titleId: InvoiceTitleId): Promise<boolean> {
    return this.change(() => this.ports.api.call('invoice.removeTitle', { titleId }))
  }

  forgetRefusal(): void {
    this.refusal = null
  }

  private async change(ask: () => Promise<Result<TitlesView, AnyRefusal>>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    const answer = await asMember(this.ports.enter, ask)
    this.finish(answer)
    return answer.ok
  }

  private finish(answer: Result<TitlesView, AnyRefusal>): void {
    this.busy = false
    this.refusal = answer.ok ? null : answer.refusal
    if (answer.ok) this.titles = { at: 'ready', value: answer.value }
  }

  private take(answer: Result<TitlesView, AnyRefusal>): void {
    this.titles = reloaded(this.titles, answer)
  }
}
