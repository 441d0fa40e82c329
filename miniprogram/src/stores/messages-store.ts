import type { MessageView, TemplateIds } from '@palm/shared/api/message'
import { DAY_MS } from '@palm/shared/kernel/instant'
import { ok } from '@palm/shared/kernel/result'
import type { Topic } from '@palm/shared/message/topic'
import type { ApiClient } from '@palm/client/api/api-client'
import { PagedStore } from '@palm/client/loading/paged-store'
import type { Clock, Storage } from '@palm/client/ports'
import { makeAutoObservable } from 'mobx'
import type { Wallet } from '../platform/ports'

/** End of a question for consent; `failed`: the answer did not reach the server. */
export type Asked = 'accepted' | 'refused' | 'failed'

interface Kept {
  readonly atMs: number
  readonly templates: TemplateIds
}

const KEY = 'message-templates'

interface Ports {
  readonly api: ApiClient
  readonly clock: Clock
  readonly storage: Storage
  readonly wallet: Pick<Wallet, 'askForMessages'>
}

/** 消息: the inbox, and consent to service messages of the wallet. */
export class MessagesStore {
  readonly inbox: PagedStore<MessageView>
  templates: TemplateIds = {}
  private newestMs: number | null = null
  /** Messages that the server knows as read, while an earlier answer still calls them unread. */
  private seen: ReadonlySet<string> = new Set()

  constructor(private readonly ports: Ports) {
    this.inbox = new PagedStore<MessageView>(async (beforeMs) => {
      const answer = await ports.api.call('message.list', { beforeMs })
      if (!answer.ok) return answer
      if (beforeMs === null) this.sawNewest(answer.value.newestMs)
      return ok({ ...answer.value, items: answer.value.messages })
    })
    makeAutoObservable<this, 'ports' | 'newestMs'>(
      this,
      { inbox: false, newestMs: false, ports: false },
      { autoBind: true },
    )
  }

  /** Unread messages of the pages that are loaded; null before the first. */
  get unread(): number | null {
    const { items } = this.inbox
    if (items.at !== 'ready') return null
    return items.value.filter((one) => one.unread && !this.seen.has(one.messageId)).length
  }

  /** Tells the server that all that is shown was seen. They keep their marks until the next visit. */
  async markRead(): Promise<void> {
    const { newestMs: untilMs } = this
    const { items } = this.inbox
    if (untilMs === null || items.at !== 'ready' || this.unread === 0) return
    const shown = items.value.map(({ messageId }) => messageId)
    const answer = await this.ports.api.call('message.read', { untilMs })
    if (answer.ok) this.saw(shown)
  }

  /** Topics of these that can be asked for: a wallet that asks, and a template of the operator. */
  askable(topics: readonly Topic[]): readonly Topic[] {
    return this.ports.wallet.askForMessages === null
      ? []
      : topics.filter((topic) => this.templates[topic] !== undefined)
  }

  /** Learns the templates, once a day: the question itself may wait for nothing. */
  async loadTemplates(): Promise<void> {
    const { api, clock, storage, wallet } = this.ports
    if (wallet.askForMessages === null || Object.keys(this.templates).length > 0) return
    const kept = storage.read(KEY) as Kept | null
    if (kept && clock.now() - kept.atMs < DAY_MS) return this.take(kept.templates)
    const answer = await api.call('message.templates', {})
    if (!answer.ok) return
    this.take(answer.value.templates)
    storage.write(KEY, { atMs: clock.now(), templates: answer.value.templates } satisfies Kept)
  }

  /** In a tap: the wallet's question comes first. */
  async ask(topics: readonly Topic[]): Promise<Asked> {
    const { api, wallet } = this.ports
    const asked = this.askable(topics)
    const ids = asked.flatMap((topic) => this.templates[topic] ?? [])
    const accepted = (await wallet.askForMessages?.(ids)) ?? []
    const topicsAccepted = asked.filter((topic) => accepted.includes(this.templates[topic] ?? ''))
    if (topicsAccepted.length === 0) return 'refused'
    const answer = await api.call('message.consent', { topics: topicsAccepted })
    return answer.ok ? 'accepted' : 'failed'
  }

  private take(templates: TemplateIds): void {
    this.templates = templates
  }

  private saw(shown: readonly string[]): void {
    this.seen = new Set([...this.seen, ...shown])
  }

  private sawNewest(newestMs: number | null): void {
    this.newestMs = newestMs
  }
}
