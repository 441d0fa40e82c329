import { aStatementRow } from '@palm/client/testing/account'
import { anApi } from '@palm/client/testing/api'
import { ok } from '@palm/shared/kernel/result'
import { openStatement } from './statement-store'

test('the statement is a list of pages', async () => {
  const row = aStatementRow()
  const api = anApi({ 'account.statement': () => ok({ rows: [row], nextBeforeMs: null }) })
  const statement = openStatement(api)
  await statement.load()
  expect(statement).toMatchObject({ items: { value: [row] }, nextBeforeMs: null })
})
