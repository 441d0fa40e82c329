import { ok, refuse } from '@palm/shared/kernel/result'
import { aStatementRow } from '../testing/account'
import { type Answers, anApi } from '../testing/api'
import { StatementStore } from './statement-store'

const open = (statement: NonNullable<Answers['account.statement']>) => {
  const api = anApi({ 'account.statement': statement })
  return { api, store: new StatementStore(api) }
}

test('reads page after page, each row once', async () => {
  const { api, store } = open(({ beforeMs }) =>
    ok(
      beforeMs === null
        ? { rows: [aStatementRow({ rowId: 'stored-value-row:2' })], nextBeforeMs: 7 }
        : { rows: [aStatementRow()], nextBeforeMs: null },
    ),
  )
  await store.load()
  await store.loadMore()
  await store.loadMore()
  expect(store.rows).toMatchObject({ value: [{}, {}] })
  expect(api.requestsOf('account.statement')).toEqual([{ beforeMs: null }, { beforeMs: 7 }])
})

test('keeps what is there when it cannot be read anew, or the older ones do not come', async () => {
  const answers = [ok({ rows: [aStatementRow()], nextBeforeMs: 7 })]
  const { store } = open(() => answers.shift() ?? refuse({ code: 'client/offline' }))
  await store.load()
  await store.load()
  await store.loadMore()
  expect(store).toMatchObject({
    rows: { at: 'ready', value: [{}] },
    refusal: { code: 'client/offline' },
    loadingMore: false,
  })
})
