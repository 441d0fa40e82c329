import { z } from 'zod'
import { ok, refuse } from '../../gateway/result'
import type { Method } from '../context'
import { REFUSALS } from '../wire/refusal'

const RECEIVERS_MAX = 20

const relationContent = z.object({
  out_request_no: z.string().min(1).max(32),
  receiver_list: z
    .array(
      z.object({
        type: z.enum(['userId', 'loginName', 'openId']),
        account: z.string().min(1).max(64),
        name: z.string().max(64).optional(),
        memo: z.string().max(64).optional(),
      }),
    )
    .max(RECEIVERS_MAX),
})

/** 分账关系绑定 (opendocs.alipay.com/open/02c7hq): required before profit sharing; repeatable. */
export const royaltyBind: Method = {
  name: 'alipay.trade.royalty.relation.bind',
  operation: 'royalty-bind',
  answer({ books }, { content }) {
    const parsed = relationContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.badParameter)
    const { receiver_list: receivers } = parsed.data
    if (receivers.length === 0) return refuse(REFUSALS.noReceivers)
    for (const { account, name, type } of receivers) {
      books.relations.put(account, { type, account, ...(name === undefined ? {} : { name }) })
    }
    return ok({ fields: { result_code: 'SUCCESS' }, note: `绑定 ${receivers.length} 个` })
  },
}

/** 分账关系解绑 (opendocs.alipay.com/open/02c7hr). */
export const royaltyUnbind: Method = {
  name: 'alipay.trade.royalty.relation.unbind',
  operation: 'royalty-unbind',
  answer({ books }, { content }) {
    const parsed = relationContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.badParameter)
    const { receiver_list: receivers } = parsed.data
    if (receivers.length === 0) return refuse(REFUSALS.noReceivers)
    for (const { account } of receivers) books.relations.remove(account)
    return ok({ fields: { result_code: 'SUCCESS' }, note: `解绑 ${receivers.length} 个` })
  },
}
