import { z } from 'zod'
import type { FaultRule } from '../../faults'
import { rfc3339 } from '../../gateway/china-time'
import { ok, refuse } from '../../gateway/result'
import { toYuan } from '../../gateway/yuan'
import { type Context, drawSharingId, type Endpoint } from '../context'
import { parseAs } from '../wire/parse'
import { REFUSALS } from '../wire/refusal'
import { checkReturn, RETURN_FAIL_REASONS, type ShareReturn } from './share-return'
import type { Sharing } from './sharing'
import { type ShareReturnRequest, shareReturnRequest } from './sharing-request'
import type { Answer } from '../wire/answer'

/** 请求分账回退. */
export const returnShare: Endpoint = {
  operation: 'share-return',
  faults: ['return-fails'],
  method: 'POST',
  path: '/v3/profitsharing/return-orders',
  answer(context, { body, fault }) {
    const parsed = parseAs(shareReturnRequest, body, 'body')
    if (!parsed.ok) return parsed
    const request = parsed.value
    const known = context.books.returns.get(request.out_return_no)
    if (known) return isSame(known, request) ? ok(answer(known)) : refuse(REFUSALS.changedReturn)
    const sharing = findSharing(context, request)
    if (!sharing) return refuse(REFUSALS.unknownSharing)
    const earlier = returnsOf(context, sharing)
    const wanted = { mchid: request.return_mchid, amountFen: request.amount }
    const allowed = checkReturn(sharing, earlier, wanted, context.service.clock.now())
    if (!allowed.ok) return allowed
    return ok(answer(carryOut(context, sharing, request, fault)))
  },
}

const queryParameters = z.strictObject({ out_order_no: z.string().min(1).max(64) })

/** 查询分账回退结果. */
export const queryShareReturn: Endpoint = {
  operation: 'share-return-query',
  method: 'GET',
  path: '/v3/profitsharing/return-orders/:out_return_no',
  answer({ books }, { params, query }) {
    const parameters = parseAs(queryParameters, query, 'query')
    if (!parameters.ok) return parameters
    const known = books.returns.get(params['out_return_no'] ?? '')
    if (known?.outOrderNo !== parameters.value.out_order_no) return refuse(REFUSALS.unknownReturn)
    return ok(answer(known))
  },
}

function findSharing({ books }: Context, request: ShareReturnRequest): Sharing | undefined {
  const { order_id: orderId, out_order_no: outOrderNo } = request
  if (outOrderNo !== undefined) {
    const sharing = books.sharings.get(outOrderNo)
    return orderId === undefined || sharing?.orderId === orderId ? sharing : undefined
  }
  return books.sharings.all().find(({ value }) => value.orderId === orderId)?.value
}

const returnsOf = ({ books }: Context, { outOrderNo }: Sharing): readonly ShareReturn[] =>
  books.returns
    .all()
    .map(({ value }) => value)
    .filter((known) => known.outOrderNo === outOrderNo)

const isSame = (known: ShareReturn, request: ShareReturnRequest): boolean =>
  known.mchid === request.return_mchid &&
  known.amountFen === request.amount &&
  (request.out_order_no ?? known.outOrderNo) === known.outOrderNo &&
  (request.order_id ?? known.orderId) === known.orderId

function carryOut(
  context: Context,
  { orderId, outOrderNo }: Sharing,
  request: ShareReturnRequest,
  fault: FaultRule | null,
): ShareReturn {
  const { books, service, ledger } = context
  const { amount: amountFen, out_return_no: outReturnNo, return_mchid: mchid } = request
  const atMs = service.clock.now()
  const made = {
    ...{ outReturnNo, returnId: drawSharingId(context), orderId, outOrderNo, mchid, amountFen },
    ...{ description: request.description, createdAtMs: atMs },
  }
  const returned: ShareReturn =
    fault?.kind === 'return-fails'
      ? { ...made, result: 'FAILED', failReason: reasonOf(fault) }
      : { ...made, result: 'SUCCESS' }
  books.returns.put(outReturnNo, returned)
  if (returned.result === 'SUCCESS') {
    const postings = [
      { account: `receiver:${mchid}` as const, amountFen: -amountFen },
      { account: 'basic' as const, amountFen },
    ]
    ledger.post({ atMs, kind: 'share-return', reference: outReturnNo, postings })
  }
  return returned
}

const reasonOf = ({ with: details }: FaultRule) =>
  RETURN_FAIL_REASONS.find((known) => known === details?.['reason']) ?? 'BALANCE_NOT_ENOUGH'

function answer(returned: ShareReturn): Answer {
  const { amountFen, createdAtMs, failReason, result } = returned
  return {
    body: {
      order_id: returned.orderId,
      out_order_no: returned.outOrderNo,
      out_return_no: returned.outReturnNo,
      return_id: returned.returnId,
      return_mchid: returned.mchid,
      amount: amountFen,
      description: returned.description,
      result,
      ...(failReason === undefined ? {} : { fail_reason: failReason }),
      create_time: rfc3339(createdAtMs),
      finish_time: rfc3339(createdAtMs),
    },
    note: `分账回退 ¥${toYuan(amountFen)} · ${result}`,
  }
}
