import { z } from 'zod'
import { ok, refuse } from '../../gateway/result'
import { toYuan } from '../../gateway/yuan'
import { frozen } from '../account'
import { paidTradeOf } from '../books'
import type { Endpoint } from '../context'
import { parseAs } from '../wire/parse'
import { REFUSALS } from '../wire/refusal'
import { answerSharing } from './sharing-answer'

const queryParameters = z.strictObject({ transaction_id: z.string().min(1).max(32) })

/** 查询分账结果 (pay.weixin.qq.com/doc/v3/merchant/4012525984). */
export const querySharing: Endpoint = {
  operation: 'share-query',
  method: 'GET',
  path: '/v3/profitsharing/orders/:out_order_no',
  answer({ books }, { params, query }) {
    const parameters = parseAs(queryParameters, query, 'query')
    if (!parameters.ok) return parameters
    const sharing = books.sharings.get(params['out_order_no'] ?? '')
    if (sharing?.transactionId !== parameters.value.transaction_id) {
      return refuse(REFUSALS.unknownSharing)
    }
    return ok(answerSharing(sharing))
  },
}

/** 查询剩余待分金额 (pay.weixin.qq.com/doc/v3/merchant/4012526111). */
export const queryUnsplitAmount: Endpoint = {
  operation: 'share-amount',
  method: 'GET',
  path: '/v3/profitsharing/transactions/:transaction_id/amounts',
  answer({ books, ledger }, { params }) {
    const transactionId = params['transaction_id'] ?? ''
    const trade = paidTradeOf(books, transactionId)
    if (!trade) return refuse(REFUSALS.nothingToShare)
    const unsplitFen = ledger.balanceOf(frozen(transactionId))
    return ok({
      body: { transaction_id: transactionId, unsplit_amount: unsplitFen },
      note: `待分 ¥${toYuan(unsplitFen)}`,
    })
  },
}
