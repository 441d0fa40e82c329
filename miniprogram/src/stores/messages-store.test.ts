import { anApi } from '@palm/client/testing/api'
import { aClock, aStorage } from '@palm/client/testing/phone'
import { DAY_MS, epochMs } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import { MessagesStore } from './messages-store'

const TEMPLATES = { done: 't-done', refund: 't-refund' }
const templates = () => ok({ templates: TEMPLATES })
const yes = async (ids: readonly string[]) => ids

function open(
  answers: Parameters<typeof anApi>[0],
  askForMessages: ((ids: readonly string[]) => Promise<readonly string[]>) | null = yes,
) {
  const [api, clock, storage] = [anApi(answers), aClock(), aStorage()]
  return {
    api,
    clock,
    storage,
    store: new MessagesStore({ api, clock, storage, wallet: { askForMessages } }),
  }
}

const message = (messageId: `message:${string}`, unread: boolean) => ({
  messageId,
  facts: { kind: 'contract-fulfilled', contractId: 'contract:1', title: '合约' } as const,
  atMs: epochMs(1),
  landing: { page: 'p', query: {} },
  unread,
})

const page = {
  messages: [message('message:2', true), message('message:1', false)],
  nextBeforeMs: null,
  newestMs: epochMs(7),
}

describe('the inbox', () => {
  test('counts what is unread, and reports what was seen', async () => {
    const { api, store } = open({ 'message.list': () => ok(page), 'message.read': () => ok({}) })
    expect(store.unread).toBeNull()
    await store.inbox.load()
    expect(store.unread).toBe(1)
    await store.markRead()
    expect(api.requestsOf('message.read')).toEqual([{ untilMs: 7 }])
  })

  test('counts none of them, even if a list was on its way meanwhile', async () => {
    const { store } = open({ 'message.list': () => ok(page), 'message.read': () => ok({}) })
    await store.inbox.load()
    await store.markRead()
    await store.inbox.load()
    expect(store.unread).toBe(0)
  })

  test('counts them again if they could not be marked', async () => {
    const { store } = open({
      'message.list': () => ok(page),
      'message.read': () => refuse({ code: 'client/offline' }),
    })
    await store.inbox.load()
    await store.markRead()
    expect(store.unread).toBe(1)
  })

  test('reports nothing if nothing is new', async () => {
    const old = { ...page, messages: [message('message:1', false)] }
    const { api, store } = open({ 'message.list': () => ok(old) })
    await store.inbox.load()
    await store.markRead()
    expect(api.asked).toEqual(['message.list'])
  })
})

describe('consent', () => {
  test('is asked for the topics that have a template, and reported', async () => {
    const { api, store } = open({ 'message.templates': templates, 'message.consent': () => ok({}) })
    await store.loadTemplates()
    expect(store.askable(['done', 'contract'])).toEqual(['done'])
    expect(await store.ask(['done', 'contract'])).toBe('accepted')
    expect(api.requestsOf('message.consent')).toEqual([{ topics: ['done'] }])
  })

  test('that is refused is reported nowhere', async () => {
    const { api, store } = open({ 'message.templates': templates }, async () => [])
    await store.loadTemplates()
    expect(await store.ask(['done'])).toBe('refused')
    expect(api.asked).toEqual(['message.templates'])
  })

  test('that does not reach the server has failed', async () => {
    const { store } = open({
      'message.templates': templates,
      'message.consent': () => refuse({ code: 'client/offline' }),
    })
    await store.loadTemplates()
    expect(await store.ask(['done'])).toBe('failed')
  })

  test('needs the templates once a day', async () => {
    const { api, clock, storage, store } = open({ 'message.templates': templates })
    await store.loadTemplates()
    await store.loadTemplates()
    const wallet = { askForMessages: yes }
    const next = new MessagesStore({ api, clock, storage, wallet })
    await next.loadTemplates()
    expect(next.askable(['refund'])).toEqual(['refund'])
    expect(api.asked).toEqual(['message.templates'])
    await clock.pass(DAY_MS)
    await new MessagesStore({ api, clock, storage, wallet }).loadTemplates()
    expect(api.asked).toEqual(['message.templates', 'message.templates'])
  })

  test('is never asked for where the wallet cannot', async () => {
    const { api, store } = open({}, null)
    await store.loadTemplates()
    expect(store.askable(['done'])).toEqual([])
    expect(api.asked).toEqual([])
  })
})
