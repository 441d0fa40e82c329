import { z } from 'zod'
import { compactDate, dateTime } from '../../gateway/china-time'
import { drawDigits } from '../../gateway/drawn'
import { ok, refuse, type Result } from '../../gateway/result'
import { parseYuan, toYuan } from '../../gateway/yuan'
import type { Context, Method } from '../context'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'
import { isPaid, type PaidTrade, type SettledShare, type Settlement, tradeAt } from './trade'
import { yuan } from './create'
import type { Answer } from '../wire/answer'

/** 同步分账 takes five receivers and is atomic; 异步分账 takes fifty, each separately. */
const RECEIVERS_MAX = { sync: 5, async: 50 } as const

const settleContent = z.object({
  out_request_no: z.string().min(1).max(64),
  trade_no: z.string().min(1).max(64),
  royalty_parameters: z.array(
    z.object({
      royalty_type: z.literal('transfer').default('transfer'),
      trans_in_type: z.enum(['userId', 'loginName', 'openId']).default('userId'),
      trans_in: z.string().min(1).max(64),
      amount: yuan,
      desc: z.string().max(1000).optional(),
    }),
  ),
  royalty_mode: z.enum(['sync', 'async']).default('sync'),
  extend_params: z.object({ royalty_finish: z.string().optional() }).optional(),
})

type SettleContent = z.infer<typeof settleContent>
type ShareRequest = Pick<SettledShare, 'transIn' | 'amountFen'>

/** 统一收单交易结算接口 (opendocs.alipay.com/open/02qpb4): the merchant's money goes to receivers. */
export const orderSettle: Method = {
  name: 'alipay.trade.order.settle',
  operation: 'settle',
  answer(context, { content }) {
    const parsed = settleContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.badParameter)
    const { out_request_no: requestNo, trade_no: tradeNo } = parsed.data
    const shares = parseShares(parsed.data)
    if (!shares.ok) return shares
    const known = context.books.trades.get(tradeNo)
    if (!known) return refuse(REFUSALS.unknownTrade)
    const trade = tradeAt(known, context.service.clock.now())
    if (!isPaid(trade)) return refuse(REFUSALS.notRefundable)
    const earlier = trade.settlements.find((settlement) => settlement.requestNo === requestNo)
    if (earlier) return repeat(trade, earlier, shares.value)
    const allowed = check(context, trade, shares.value, parsed.data.royalty_mode)
    if (!allowed.ok) return allowed
    return ok(present(trade, settle(context, trade, requestNo, shares.value)))
  },
}

const queryContent = z.object({ settle_no: z.string().min(1).max(64) })

/** 交易分账查询接口 (opendocs.alipay.com/open/02pj6l): result of each share. */
export const orderSettleQuery: Method = {
  name: 'alipay.trade.order.settle.query',
  operation: 'settle-query',
  answer({ books, keys }, { content }) {
    const parsed = queryContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.badParameter)
    const settlement = books.trades
      .all()
      .flatMap(({ value }) => (isPaid(value) ? value.settlements : []))
      .find(({ settleNo }) => settleNo === parsed.data.settle_no)
    if (!settlement) return refuse(REFUSALS.unknownSettlement)
    const { requestNo, settledAtMs, shares } = settlement
    const fields = {
      out_request_no: requestNo,
      operation_dt: dateTime(settledAtMs),
      royalty_detail_list: shares.map(({ amountFen, failure, transIn }) => ({
        operation_type: 'transfer',
        execute_dt: dateTime(settledAtMs),
        trans_out: keys.sellerId,
        trans_in: transIn,
        amount: toYuan(amountFen),
        state: failure === null ? 'SUCCESS' : 'FAIL',
        ...(failure === null ? {} : { error_code: failure }),
      })),
    }
    return ok({ fields, note: `${shares.length} 笔分账` })
  },
}

function parseShares(content: SettleContent): Result<readonly ShareRequest[], AlipayRefusal> {
  const { royalty_mode: mode, royalty_parameters: told } = content
  if (told.length === 0) return refuse(REFUSALS.noReceivers)
  if (told.length > RECEIVERS_MAX[mode]) return refuse(REFUSALS.tooManyReceivers)
  const shares = told.map(({ amount, trans_in: transIn }) => ({
    transIn,
    amountFen: parseYuan(amount) ?? 0,
  }))
  return shares.some(({ amountFen }) => amountFen === 0)
    ? refuse(REFUSALS.badParameter)
    : ok(shares)
}

const sumFen = (shares: readonly ShareRequest[]): number =>
  shares.reduce((sum, { amountFen }) => sum + amountFen, 0)

const isGiven = ({ failure }: SettledShare): boolean => failure === null

/** The shares of all requests count together, and are limited by the merchant's balance. */
function check(
  { books, ledger, switches }: Context,
  trade: PaidTrade,
  shares: readonly ShareRequest[],
  mode: SettleContent['royalty_mode'],
): Result<null, AlipayRefusal> {
  if (trade.status !== 'TRADE_SUCCESS') return refuse(REFUSALS.notRefundable)
  const isUnbound = shares.some(({ transIn }) => !books.relations.get(transIn))
  if (isUnbound && mode === 'sync') return refuse(REFUSALS.unboundReceiver)
  const givenFen = sumFen(trade.settlements.flatMap((earlier) => earlier.shares.filter(isGiven)))
  const maxFen = Math.floor((trade.totalFen * switches.sharePercentMax) / 100)
  if (givenFen + sumFen(shares) > maxFen) return refuse(REFUSALS.shareTooLarge)
  const isShort = ledger.balanceOf('seller') < sumFen(shares)
  return isShort ? refuse(REFUSALS.sellerBalanceTooLow) : ok(null)
}

function settle(
  { books, service, ledger }: Context,
  trade: PaidTrade,
  requestNo: string,
  requests: readonly ShareRequest[],
): Settlement {
  const atMs = service.clock.now()
  const shares = requests.map((request) => ({
    ...request,
    failure: books.relations.get(request.transIn) ? null : REFUSALS.unboundReceiver.subCode,
  }))
  const settleNo = `${compactDate(atMs)}00200340${drawDigits(service.random, 12)}`
  const settlement = { requestNo, settleNo, settledAtMs: atMs, shares }
  books.trades.put(trade.tradeNo, { ...trade, settlements: [...trade.settlements, settlement] })
  const given = shares.filter(isGiven)
  ledger.post({
    atMs,
    kind: 'settlement',
    reference: `${trade.tradeNo} ${requestNo}`,
    postings: [
      { account: 'seller', amountFen: -sumFen(given) },
      ...given.map(({ amountFen, transIn }) => ({
        account: `receiver:${transIn}` as const,
        amountFen,
      })),
    ],
  })
  return settlement
}

/** A repeated number is the same request, or an error. */
function repeat(
  trade: PaidTrade,
  earlier: Settlement,
  shares: readonly ShareRequest[],
): Result<Answer, AlipayRefusal> {
  const isSame =
    earlier.shares.length === shares.length &&
    earlier.shares.every(
      ({ amountFen, transIn }, index) =>
        transIn === shares[index]?.transIn && amountFen === shares[index].amountFen,
    )
  return isSame ? ok(present(trade, earlier)) : refuse(REFUSALS.changedSettlement)
}

const present = ({ tradeNo }: PaidTrade, { settleNo, shares }: Settlement): Answer => ({
  fields: { trade_no: tradeNo, settle_no: settleNo },
  note: `分账 ¥${toYuan(sumFen(shares.filter(isGiven)))}`,
})
