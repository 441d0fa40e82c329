import { type Answers, anApi } from '@palm/client/testing/api'
import { aClock } from '@palm/client/testing/phone'
import { aMonth, someSpent } from '@palm/client/testing/spending'
import { ok, refuse } from '@palm/shared/kernel/result'
import { autorun } from 'mobx'
import { SpendingStore, type SpendingPorts } from './spending-store'

/** The tests' clock stands in November 2026. */
const monthBefore = (month: string) => {
  const [year, ordinal] = month.split('-').map(Number) as [number, number]
  return ordinal === 1 ? `${year - 1}-12` : `${year}-${String(ordinal - 1).padStart(2, '0')}`
}

const MONTHS: NonNullable<Answers['spending.month']> = ({ month }) =>
  ok(aMonth(month, [monthBefore(month)]))
const YEAR = { spent: someSpent(), months: [], stations: [], grades: [] }

function open(answers: Answers = {}, more: Partial<SpendingPorts> = {}) {
  const api = anApi({
    'spending.month': MONTHS,
    'spending.year': ({ year }) => ok({ ...YEAR, year: Number(year) }),
    ...answers,
  })
  const ports = { api, clock: aClock(), copy: async () => true, openWorkbook: null, ...more }
  return { api, store: new SpendingStore(ports) }
}

const barsOf = ({ bars }: SpendingStore) => bars.map(({ month }) => month)

test('a screen hears of an answer', async () => {
  const { store } = open()
  const seen: string[] = []
  const stop = autorun(() => seen.push(store.monthView.at))
  await store.load()
  stop()
  expect(seen).toEqual(['loading', 'ready'])
})

test('opens at this month, and goes no further', async () => {
  const { api, store } = open()
  await store.load()
  await store.go(1)
  expect([store.month, store.canGoLater]).toEqual(['2026-11', false])
  expect(api.requestsOf('spending.month')).toEqual([{ month: '2026-11' }])
})

test('bars stay where they are while one of them is chosen, and move on beyond them', async () => {
  const { store } = open()
  await store.load()
  await store.go(-1)
  expect([store.month, barsOf(store)]).toEqual(['2026-10', ['2026-10', '2026-11']])
  await store.go(-1)
  expect([store.month, barsOf(store)]).toEqual(['2026-09', ['2026-08', '2026-09']])
})

test('a late answer shows in its own month only', async () => {
  let finish = () => {}
  const slow = new Promise<void>((resolve) => (finish = resolve))
  const { store } = open({
    'spending.month': async (request) => {
      if (request.month === '2026-11') await slow
      return MONTHS(request)
    },
  })
  const loading = store.load()
  await store.go(-1)
  finish()
  await loading
  expect(store.monthView).toMatchObject({ at: 'ready', value: { month: '2026-10' } })
  expect(barsOf(store)).toEqual(['2026-09', '2026-10'])
})

test('a year leads to its months, and never beyond this one', async () => {
  const { store } = open()
  await store.show('year')
  await store.go(-1)
  expect([store.year, store.yearView.at]).toEqual(['2025', 'ready'])
  await store.go(1)
  expect([store.month, store.canGoLater]).toEqual(['2026-11', false])
})

test('shows why loading failed', async () => {
  const { store } = open({ 'spending.month': () => refuse({ code: 'client/offline' }) })
  await store.load()
  expect(store.monthView).toMatchObject({ at: 'refused', refusal: { code: 'client/offline' } })
})

describe('an export', () => {
  const file = { form: 'workbook', name: '加油花费-2026-11.xlsx', base64: 'UEs=' } as const

  test('opens as a file where the wallet can, else is copied as text', async () => {
    const opened: unknown[] = []
    const openWorkbook = async (given: unknown) => opened.push(given) > 0
    const able = open({ 'spending.export': () => ok(file) }, { openWorkbook })
    await able.store.exportAll()
    expect([able.store.exported, opened]).toEqual(['opened', [file]])
    const unable = open({ 'spending.export': () => ok({ form: 'text', text: '加油' }) })
    await unable.store.exportAll()
    expect(unable.store.exported).toBe('copied')
    expect(unable.api.requestsOf('spending.export')).toEqual([{ period: '2026-11', form: 'text' }])
  })

  test('shows a refusal, until another month is chosen', async () => {
    const code = 'spending/nothing-to-export' as const
    const { store } = open({ 'spending.export': () => refuse({ code }) })
    await store.exportAll()
    expect(store.refusal).toEqual({ code })
    await store.go(-1)
    expect(store.refusal).toBeNull()
  })

  test('says that the phone refused', async () => {
    const openWorkbook = async () => false
    const { store } = open({ 'spending.export': () => ok(file) }, { openWorkbook })
    await store.exportAll()
    expect(store.exported).toBe('failed')
  })
})
