import { ok, refuse, type Result } from '../../gateway/result'
import { drawHex } from '../../gateway/drawn'
import { paidTradeOf } from '../books'
import type { Context, Endpoint, MerchantRequest } from '../context'
import { isSubMerchant } from '../merchants'
import { isNotifyUrl } from '../notice/notify-url'
import type { Answer } from '../wire/answer'
import { paramError, parseAs } from '../wire/parse'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import { type Fapiao, fapiaoIdOf, isLive } from './fapiao'
import {
  configRequest,
  fapiaoQuery,
  generalRequest,
  type IssueRequest,
  refinedOilRequest,
  reverseRequest,
} from './fapiao-request'
import { awaitFapiao } from './fapiao-settlement'
import { FILE_PATH } from './fapiao-file'
import { presentFapiao } from './present-fapiao'

const ROOT = '/v3/new-tax-control-fapiao'
const APPLICATIONS = `${ROOT}/fapiao-applications`
/** One, and four repetitions. */
const ATTEMPTS_MAX = 5

const ACCEPTED = { body: null, status: 202 } as const

export const configureFapiao: Endpoint = {
  operation: 'fapiao-config',
  method: 'PATCH',
  path: `${ROOT}/merchant/development-config`,
  answer({ books, keys, switches }, { body }) {
    const parsed = parseAs(configRequest, body, 'body')
    if (!parsed.ok) return parsed
    const { callback_url: url, sub_mch_code: subMchid } = parsed.value
    if (subMchid !== undefined && !isSubMerchant(keys, subMchid)) {
      return refuse(REFUSALS.noAuthority)
    }
    if (url !== undefined) {
      if (!isNotifyUrl(url, switches.loopbackNotifyUrls)) {
        return refuse(paramError('body', ['callback_url'], url, '回调地址不合法'))
      }
      books.fapiaoCallbacks.put(subMchid ?? keys.mchid, url)
    }
    const callback_url = books.fapiaoCallbacks.get(subMchid ?? keys.mchid) ?? ''
    return ok({ body: { callback_url, show_fapiao_cell: false }, note: '电子发票回调地址' })
  },
}

export const issueRefinedOil: Endpoint = {
  operation: 'fapiao-issue',
  method: 'POST',
  path: `${APPLICATIONS}/issue-refined-oil`,
  answer(context, { body }) {
    const parsed = parseAs(refinedOilRequest, body, 'body')
    return parsed.ok ? issue(context, parsed.value) : parsed
  },
}

export const issueGeneral: Endpoint = {
  operation: 'fapiao-issue-general',
  method: 'POST',
  path: `${APPLICATIONS}/issue-general`,
  answer(context, { body }) {
    const parsed = parseAs(generalRequest, body, 'body')
    return parsed.ok ? issue(context, parsed.value) : parsed
  },
}

function issue(context: Context, request: IssueRequest): Result<Answer, WechatPayRefusal> {
  const { books, keys } = context
  const { fapiao_apply_id: applyId, fapiao_information: asked, sub_mchid: subMchid } = request
  if (!isSubMerchant(keys, subMchid)) return refuse(REFUSALS.noAuthority)
  if (books.fapiaos.get(asked.fapiao_id)) return refuse(REFUSALS.fapiaoTaken)
  const own = appliedFor(context, subMchid, applyId)
  if (own.some(isLive)) return refuse(REFUSALS.fapiaoIssuing)
  if (own.length >= ATTEMPTS_MAX) return refuse(REFUSALS.fapiaoTooOften)
  const sum = asked.items.reduce((all, { total_amount }) => all + total_amount, 0)
  if (sum !== asked.total_amount) {
    const at = ['fapiao_information', 'total_amount']
    return refuse(paramError('body', at, asked.total_amount, '与发票行的合计不一致'))
  }
  const misfit = unpaidIn(context, request)
  if (misfit) return refuse(misfit)
  const fapiao: Fapiao = {
    ...{ mchid: keys.mchid, subMchid, request, status: 'ISSUE_ACCEPTED' },
    ...{ blue: null, red: null, error: null, reversalsAsked: 0 },
  }
  books.fapiaos.put(asked.fapiao_id, fapiao)
  awaitFapiao(context, fapiao)
  return ok({ ...ACCEPTED, note: '开票已受理' })
}

/** 交易信息必须真实存在, of this sub-merchant, and on no other invoice. */
function unpaidIn({ books }: Context, request: IssueRequest): WechatPayRefusal | null {
  const invoiced = new Set(
    books.fapiaos
      .all()
      .filter(({ value }) => isLive(value))
      .flatMap(({ value }) => transactionsOf(value.request)),
  )
  let paidFen = 0
  for (const { amount, transaction_id: id } of request.fapiao_information.transaction_information) {
    const trade = paidTradeOf(books, id)
    if (!trade || trade.request.sub_mchid !== request.sub_mchid) return REFUSALS.noTransaction
    if (trade.request.amount.total !== amount) return REFUSALS.otherTransactionAmount
    if (invoiced.has(id)) return REFUSALS.transactionInvoiced
    paidFen += amount
  }
  return request.fapiao_information.total_amount > paidFen ? REFUSALS.fapiaoTooLarge : null
}

const transactionsOf = ({ fapiao_information: { transaction_information } }: IssueRequest) =>
  transaction_information.map(({ transaction_id }) => transaction_id)

function appliedFor({ books, keys }: Context, subMchid: string, applyId: string): Fapiao[] {
  return books.fapiaos
    .all()
    .map(({ value }) => value)
    .filter(
      ({ mchid, request, subMchid: sub }) =>
        mchid === keys.mchid && sub === subMchid && request.fapiao_apply_id === applyId,
    )
}

export const queryFapiao: Endpoint = {
  operation: 'fapiao-query',
  method: 'GET',
  path: `${APPLICATIONS}/:fapiao_apply_id`,
  answer(context, request) {
    const found = fapiaosAt(context, request)
    if (!found.ok) return found
    const all = found.value.map(presentFapiao)
    return ok({ body: { total_count: all.length, fapiao_information: all }, note: '查询发票' })
  },
}

export const fapiaoFiles: Endpoint = {
  operation: 'fapiao-files',
  method: 'GET',
  path: `${APPLICATIONS}/:fapiao_apply_id/fapiao-files`,
  answer(context, request) {
    const found = fapiaosAt(context, request)
    if (!found.ok) return found
    const all = found.value.flatMap((fapiao) => {
      if (!fapiao.blue) return []
      const token = drawHex(context.service.random, 64)
      context.books.fapiaoTokens.put(token, fapiaoIdOf(fapiao))
      // The official host, as in the real answer: callers of the emulator exchange it.
      const download_url = `https://pay.wechatpay.cn${FILE_PATH}?token=${token}`
      return [{ fapiao_id: fapiaoIdOf(fapiao), status: fapiao.status, download_url }]
    })
    return ok({ body: { fapiao_download_info_list: all }, note: '发票下载地址' })
  },
}

function fapiaosAt(
  context: Context,
  { params, query }: MerchantRequest,
): Result<readonly Fapiao[], WechatPayRefusal> {
  const parsed = parseAs(fapiaoQuery, query, 'query')
  if (!parsed.ok) return parsed
  const { fapiao_id: id, sub_mchid: subMchid } = parsed.value
  const own = appliedFor(context, subMchid, params['fapiao_apply_id'] ?? '')
  const found = own.filter((fapiao) => id === undefined || fapiaoIdOf(fapiao) === id)
  return found.length > 0 ? ok(found) : refuse(REFUSALS.unknownFapiao)
}

export const reverseFapiao: Endpoint = {
  operation: 'fapiao-reverse',
  method: 'POST',
  path: `${APPLICATIONS}/:fapiao_apply_id/reverse`,
  answer(context, { body, params }) {
    const parsed = parseAs(reverseRequest, body, 'body')
    if (!parsed.ok) return parsed
    const { fapiao_information: asked, sub_mchid: subMchid } = parsed.value
    const own = appliedFor(context, subMchid, params['fapiao_apply_id'] ?? '')
    const chosen = asked.map(({ fapiao_id, fapiao_number }) =>
      own.find(
        (fapiao) => fapiaoIdOf(fapiao) === fapiao_id && fapiao.blue?.number === fapiao_number,
      ),
    )
    const fapiaos = chosen.filter((fapiao) => fapiao !== undefined)
    if (fapiaos.length < asked.length) return refuse(REFUSALS.unknownFapiao)
    if (!fapiaos.every(({ status }) => REVERSIBLE.has(status))) {
      return refuse(REFUSALS.notReversible)
    }
    for (const fapiao of fapiaos) reverse(context, fapiao)
    return ok({ ...ACCEPTED, note: '冲红已受理' })
  },
}

const REVERSIBLE: ReadonlySet<Fapiao['status']> = new Set([
  ...(['ISSUED', 'REVERSE_FAILED', 'REVERSE_ACCEPTED', 'REVERSED'] as const),
])

/** Asking again while it is being reversed, or afterwards, changes nothing. */
function reverse(context: Context, fapiao: Fapiao): void {
  if (fapiao.status !== 'ISSUED' && fapiao.status !== 'REVERSE_FAILED') return
  const { reversalsAsked } = fapiao
  const next: Fapiao = {
    ...fapiao,
    status: 'REVERSE_ACCEPTED',
    reversalsAsked: reversalsAsked + 1,
  }
  context.books.fapiaos.put(fapiaoIdOf(next), next)
  awaitFapiao(context, next)
}
