import type { StatementRowView } from '@palm/shared/api/account'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, Answered, ApiClient } from '../api/api-client'
import { type Loaded, LOADING, reloaded } from './loaded'

/** 收支明细, the newest first. */
export class StatementStore {
  rows: Loaded<readonly StatementRowView[]> = LOADING
  nextBeforeMs: number | null = null
  loadingMore = false
  /** Why the older ones did not come. */
  refusal: AnyRefusal | null = null

  constructor(private readonly api: ApiClient) {
    makeAutoObservable<this, 'api'>(this, { api: false }, { autoBind: true })
  }

  async load(): Promise<void> {
    this.takeFirst(await this.api.call('account.statement', { beforeMs: null }))
  }

  async loadMore(): Promise<void> {
    if (this.nextBeforeMs === null || this.loadingMore) return
    this.loadingMore = true
    this.takeMore(await this.api.call('account.statement', { beforeMs: this.nextBeforeMs }))
  }

  private takeFirst(answer: Answered<'account.statement'>): void {
    this.rows = reloaded(this.rows, answer.ok ? { ok: true, value: answer.value.rows } : answer)
    if (answer.ok) this.nextBeforeMs = answer.value.nextBeforeMs
  }

  private takeMore(answer: Answered<'account.statement'>): void {
    this.loadingMore = false
    this.refusal = answer.ok ? null : answer.refusal
    if (!answer.ok || this.rows.at !== 'ready') return
    this.rows = { at: 'ready', value: [...this.rows.value, ...answer.value.rows] }
    this.nextBeforeMs = answer.value.nextBeforeMs
  }
}
