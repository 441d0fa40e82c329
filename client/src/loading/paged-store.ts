import type { Result } from '@palm/shared/kernel/result'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal } from '../api/api-client'
import { type Loaded, LOADING, reloaded } from './loaded'

/** One page of a list, with the instant before which the next one begins; `null` at the end. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextBeforeMs: number | null
}

type AskPage<Item> = (beforeMs: number | null) => Promise<Result<Page<Item>, AnyRefusal>>

/** A list loaded page by page, newest first. */
export class PagedStore<Item> {
  items: Loaded<readonly Item[]> = LOADING
  nextBeforeMs: number | null = null
  loadingMore = false
  /** Why older ones failed to load. */
  refusal: AnyRefusal | null = null

  constructor(private readonly ask: AskPage<Item>) {
    makeAutoObservable<this, 'ask'>(this, { ask: false }, { autoBind: true, deep: false })
  }

  async load(): Promise<void> {
    this.takeFirst(await this.ask(null))
  }

  async loadMore(): Promise<void> {
    if (this.nextBeforeMs === null || this.loadingMore) return
    this.loadingMore = true
    this.takeMore(await this.ask(this.nextBeforeMs))
  }

  /** Takes a first page that came with another answer. */
  begin(page: Page<Item>): void {
    this.takeFirst({ ok: true, value: page })
  }

  private takeFirst(answer: Result<Page<Item>, AnyRefusal>): void {
    this.items = reloaded(this.items, answer.ok ? { ok: true, value: answer.value.items } : answer)
    if (answer.ok) this.nextBeforeMs = answer.value.nextBeforeMs
  }

  private takeMore(answer: Result<Page<Item>, AnyRefusal>): void {
    this.loadingMore = false
    this.refusal = answer.ok ? null : answer.refusal
    if (!answer.ok || this.items.at !== 'ready') return
    this.items = { at: 'ready', value: [...this.items.value, ...answer.value.items] }
    this.nextBeforeMs = answer.value.nextBeforeMs
  }
}
