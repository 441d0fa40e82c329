import type { ApiClient, AnyRefusal, Answered } from '@palm/client/api/api-client'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { Clock } from '@palm/client/ports'
import type { MonthSpent, SpendingMonth, SpendingYear } from '@palm/shared/api/spending'
import { type BusinessMonth, businessMonth, monthAfter } from '@palm/shared/kernel/business-month'
import { makeAutoObservable, observable } from 'mobx'
import type { Copy, ShowFile } from '../../../platform/ports'

export interface SpendingPorts {
  readonly api: ApiClient
  readonly clock: Clock
  readonly copy: Copy
  readonly openWorkbook: ShowFile | null
}

export type Span = 'month' | 'year'

/** Result of the last export; null before one. */
export type Exported = 'opened' | 'copied' | 'failed'

const SHALLOW = { deep: false } as const

/** 花费 of a month or a year, and its file. */
export class SpendingStore {
  span: Span = 'month'
  month: BusinessMonth
  exporting = false
  exported: Exported | null = null
  refusal: AnyRefusal | null = null
  /** Bars stay where they are while one of them is chosen. */
  private window: readonly MonthSpent[] = []
  private readonly months = observable.map<BusinessMonth, Loaded<SpendingMonth>>({}, SHALLOW)
  private readonly years = observable.map<string, Loaded<SpendingYear>>({}, SHALLOW)

  constructor(private readonly ports: SpendingPorts) {
    this.month = businessMonth(ports.clock.now())
    makeAutoObservable<this, 'ports'>(this, { ports: false }, { autoBind: true, deep: false })
  }

  get year(): string {
    return this.month.slice(0, 4)
  }

  get monthView(): Loaded<SpendingMonth> {
    return this.months.get(this.month) ?? LOADING
  }

  get yearView(): Loaded<SpendingYear> {
    return this.years.get(this.year) ?? LOADING
  }

  get bars(): readonly MonthSpent[] {
    if (this.window.some(({ month }) => month === this.month)) return this.window
    return this.monthView.at === 'ready' ? this.monthView.value.months : []
  }

  /** Nothing can have been spent after now. */
  get canGoLater(): boolean {
    const now = businessMonth(this.ports.clock.now())
    return this.span === 'month' ? this.month < now : this.year < now.slice(0, 4)
  }

  async load(): Promise<void> {
    await (this.span === 'month' ? this.loadMonth(this.month) : this.loadYear(this.year))
  }

  async show(span: Span): Promise<void> {
    this.span = span
    this.forgetExport()
    await this.load()
  }

  async choose(month: BusinessMonth): Promise<void> {
    this.month = month
    await this.show('month')
  }

  /** By one month, or one year. */
  async go(steps: 1 | -1): Promise<void> {
    if (steps > 0 && !this.canGoLater) return
    const next = monthAfter(this.month, this.span === 'month' ? steps : 12 * steps)
    const now = businessMonth(this.ports.clock.now())
    this.month = next > now ? now : next
    await this.show(this.span)
  }

  /** A file where the wallet opens one, else the same rows on the clipboard. */
  async exportAll(): Promise<void> {
    if (this.exporting) return
    this.forgetExport()
    this.exporting = true
    const { api, openWorkbook } = this.ports
    const period = this.span === 'month' ? this.month : this.year
    const form = openWorkbook ? 'workbook' : 'text'
    const answer = await api.call('spending.export', { period, form })
    this.finishExport(answer.ok ? await this.handOver(answer.value) : answer.refusal)
  }

  private async handOver(
    file: Extract<Answered<'spending.export'>, { ok: true }>['value'],
  ): Promise<Exported> {
    const { copy, openWorkbook } = this.ports
    if (file.form === 'text') return (await copy(file.text)) ? 'copied' : 'failed'
    return (await openWorkbook?.(file)) ? 'opened' : 'failed'
  }

  private finishExport(result: Exported | AnyRefusal): void {
    this.exporting = false
    if (typeof result === 'string') this.exported = result
    else this.refusal = result
  }

  private forgetExport(): void {
    this.exported = null
    this.refusal = null
  }

  /** Each answer belongs to its own month, however late it arrives. */
  private async loadMonth(month: BusinessMonth): Promise<void> {
    const answer = await this.ports.api.call('spending.month', { month })
    this.takeMonth(month, answer)
  }

  private takeMonth(month: BusinessMonth, answer: Answered<'spending.month'>): void {
    this.months.set(month, reloaded(this.months.get(month) ?? LOADING, answer))
    if (!answer.ok || month !== this.month) return
    const isInside = this.window.slice(0, -1).some((bar) => bar.month === month)
    if (!isInside) this.window = answer.value.months
  }

  private async loadYear(year: string): Promise<void> {
    const answer = await this.ports.api.call('spending.year', { year })
    this.takeYear(year, answer)
  }

  private takeYear(year: string, answer: Answered<'spending.year'>): void {
    this.years.set(year, reloaded(this.years.get(year) ?? LOADING, answer))
  }
}
