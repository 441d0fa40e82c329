import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { AnyRefusal } from '../api/api-client'
import { type Page, PagedStore } from './paged-store'

const NEWER = ok({ items: ['newer'], nextBeforeMs: 7 })
const OLDER = ok({ items: ['older'], nextBeforeMs: null })
const SILENT = refuse({ code: 'client/no-answer' } as const)

function open(...answers: Result<Page<string>, AnyRefusal>[]) {
  const asked: (number | null)[] = []
  const store = new PagedStore<string>((beforeMs) => {
    asked.push(beforeMs)
    return Promise.resolve(answers.shift() ?? SILENT)
  })
  return { asked, store }
}

describe('a list of pages', () => {
  test('adds older ones after newer ones, each once, to the end', async () => {
    const { asked, store } = open(NEWER, OLDER)
    await store.load()
    await Promise.all([store.loadMore(), store.loadMore()])
    await store.loadMore()
    expect(store.items).toEqual({ at: 'ready', value: ['newer', 'older'] })
    expect(asked).toEqual([null, 7])
  })

  test('shows why older ones failed to load, and retries', async () => {
    const { store } = open(NEWER, SILENT, OLDER)
    await store.load()
    await store.loadMore()
    expect(store).toMatchObject({ refusal: { code: 'client/no-answer' }, loadingMore: false })
    await store.loadMore()
    expect(store).toMatchObject({ refusal: null, items: { value: ['newer', 'older'] } })
  })

  test('shows why loading failed', async () => {
    const { store } = open(SILENT)
    await store.load()
    expect(store.items).toMatchObject({ at: 'refused', refusal: { code: 'client/no-answer' } })
  })

  test('keeps its items if reloading fails', async () => {
    const { store } = open(NEWER, SILENT)
    await store.load()
    await store.load()
    expect(store).toMatchObject({ items: { at: 'ready', value: ['newer'] }, nextBeforeMs: 7 })
  })
})
