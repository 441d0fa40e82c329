import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import type { Clock } from '@palm/client/ports'
import type { DataPage, DataSheet } from '@palm/shared/api/privacy'
import { type EpochMs, formatChinaTime } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import { DATA_PARTS, type DataPart } from '@palm/shared/member/data-part'
import { makeAutoObservable } from 'mobx'
import type { Copy, ShowFile } from '../../../platform/ports'
import { base64Of } from './base64'
import { textOf, workbookOf } from './workbook'

export interface DataPorts {
  readonly api: ApiClient
  readonly clock: Clock
  readonly copy: Copy
  readonly openWorkbook: ShowFile | null
  readonly enter: () => Promise<void>
}

/** Outcome for the file. */
export type HandedOver = 'opened' | 'copied' | 'failed'

/** 我的信息副本: fetched page by page, and put together on the phone. */
export class DataStore {
  /** Number of parts that have been fetched completely. */
  done = 0
  rows = 0
  busy = false
  handedOver: HandedOver | null = null
  refusal: AnyRefusal | null = null
  private sheets: readonly DataSheet[] = []
  private beforeMs: EpochMs | null = null

  constructor(private readonly ports: DataPorts) {
    makeAutoObservable<this, 'beforeMs' | 'ports' | 'sheets'>(
      this,
      { beforeMs: false, ports: false, sheets: false },
      { autoBind: true },
    )
  }

  readonly parts = DATA_PARTS.length

  /** A part has been fetched already; the next attempt continues after it. */
  get isBegun(): boolean {
    return this.done > 0 || this.rows > 0
  }

  /** Fetches what is missing, then hands the file over. A refusal loses nothing of what is here. */
  async fetchAll(): Promise<void> {
    if (this.busy) return
    this.begin()
    for (let part = DATA_PARTS[this.done]; part; part = DATA_PARTS[this.done]) {
      const answer = await this.ask(part)
      if (!answer.ok && answer.refusal.code === 'request/too-often') {
        await this.pause(answer.refusal.retryAfterMs)
      } else if (!answer.ok) {
        return this.stop(answer.refusal)
      } else {
        this.take(answer.value)
      }
    }
    this.finish(await this.handOver())
  }

  private ask(part: DataPart): Promise<Result<DataPage, AnyRefusal>> {
    const { api, enter } = this.ports
    const { beforeMs } = this
    return asMember(enter, () => api.call('privacy.data', { part, beforeMs }))
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.ports.clock.after(ms, resolve))
  }

  private take({ beforeMs, sheets }: DataPage): void {
    this.sheets = sheets.reduce(withRows, this.sheets)
    this.rows += sheets.reduce((sum, { rows }) => sum + rows.length, 0)
    this.beforeMs = beforeMs
    if (beforeMs === null) this.done += 1
  }

  private async handOver(): Promise<HandedOver> {
    const { clock, copy, openWorkbook } = this.ports
    const sheets = this.sheets.filter(({ rows }) => rows.length > 0)
    if (!openWorkbook) return (await copy(textOf(sheets))) ? 'copied' : 'failed'
    const name = `我的信息-${formatChinaTime(clock.now()).slice(0, 10)}.xlsx`
    const opened = await openWorkbook({ name, base64: base64Of(workbookOf(sheets)) })
    return opened ? 'opened' : 'failed'
  }

  private begin(): void {
    this.busy = true
    this.refusal = null
    this.handedOver = null
    if (this.done === DATA_PARTS.length) this.forget()
  }

  private stop(refusal: AnyRefusal): void {
    this.busy = false
    this.refusal = refusal
  }

  private finish(handedOver: HandedOver): void {
    this.busy = false
    this.handedOver = handedOver
  }

  /** Another copy shows the data of that time. */
  private forget(): void {
    this.done = 0
    this.rows = 0
    this.sheets = []
    this.beforeMs = null
  }
}

/** Pages of one sheet become one. */
function withRows(sheets: readonly DataSheet[], page: DataSheet): readonly DataSheet[] {
  const known = sheets.find(({ name }) => name === page.name)
  if (!known) return [...sheets, page]
  const joined = { ...known, rows: [...known.rows, ...page.rows] }
  return sheets.map((sheet) => (sheet === known ? joined : sheet))
}
