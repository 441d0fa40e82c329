import type { StatementRowView } from '@palm/shared/api/account'
import { ok } from '@palm/shared/kernel/result'
import type { ApiClient } from '@palm/client/api/api-client'
import { PagedStore } from '@palm/client/loading/paged-store'

/** 收支明细. */
export const openStatement = (api: ApiClient) =>
  new PagedStore<StatementRowView>(async (beforeMs) => {
    const answer = await api.call('account.statement', { beforeMs })
    return answer.ok ? ok({ ...answer.value, items: answer.value.rows }) : answer
  })
