import type { OrderView } from '@palm/shared/api/order'
import { ok } from '@palm/shared/kernel/result'
import type { ApiClient } from '@palm/client/api/api-client'
import { PagedStore } from '@palm/client/loading/paged-store'

/** The driver's orders. */
export const openOrders = (api: ApiClient) =>
  new PagedStore<OrderView>(async (beforeMs) => {
    const answer = await api.call('order.list', { beforeMs })
    return answer.ok ? ok({ ...answer.value, items: answer.value.orders }) : answer
  })
