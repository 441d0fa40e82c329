import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import type { FaultRule } from '../../faults'
import { BILL_FAULTS, spoilRows } from '../../gateway/bill-fault'
import { drawFresh, drawHex } from '../../gateway/drawn'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Context, Endpoint } from '../context'
import { parseAs } from '../wire/parse'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import { billDay, printSheet, type Sheet } from './bill'
import { type FlowRow, flowRows, flowSheet } from './fund-flow-bill'
import { TRADE_BILL_TYPES, type TradeRow, tradeRows, tradeSheet } from './trade-bill'
import type { Answer } from '../wire/answer'

const shared = {
  bill_date: z.string().min(1).max(10),
  tar_type: z.literal('GZIP').optional(),
}
const tradeBillQuery = z.strictObject({
  ...shared,
  bill_type: z.enum(TRADE_BILL_TYPES).default('ALL'),
})
const flowBillQuery = z.strictObject({
  ...shared,
  account_type: z.enum(['BASIC', 'OPERATION', 'FEES']).default('BASIC'),
})

/** 申请交易账单 (pay.weixin.qq.com/doc/v3/merchant/4012556692). */
export const tradeBill: Endpoint = {
  operation: 'trade-bill',
  faults: [...BILL_FAULTS, 'bill-wrong-hash'],
  method: 'GET',
  path: '/v3/bill/tradebill',
  answer(context, { fault, query }) {
    const request = parseAs(tradeBillQuery, query, 'query')
    if (!request.ok) return request
    const { bill_date: date, bill_type: type, tar_type } = request.value
    return offer(context, { date, fault, isPacked: tar_type !== undefined }, (day) => {
      const rows = tradeRows(context, type, day)
      return { isEmpty: rows.length === 0, sheet: tradeSheet(type, spoil(rows, fault)) }
    })
  },
}

/** 申请资金账单 (pay.weixin.qq.com/doc/v3/merchant/4012556738): nothing moves on the other accounts. */
export const fundFlowBill: Endpoint = {
  operation: 'fund-flow-bill',
  faults: [...BILL_FAULTS, 'bill-wrong-hash'],
  method: 'GET',
  path: '/v3/bill/fundflowbill',
  answer(context, { fault, query }) {
    const request = parseAs(flowBillQuery, query, 'query')
    if (!request.ok) return request
    const { account_type: account, bill_date: date, tar_type } = request.value
    return offer(context, { date, fault, isPacked: tar_type !== undefined }, (day) => {
      const rows = account === 'BASIC' ? flowRows(context, day) : []
      const sheet = flowSheet(context.keys.mchid, spoilFlow(rows, fault))
      return { isEmpty: rows.length === 0, sheet }
    })
  },
}

const downloadQuery = z.strictObject({
  token: z.string().min(1).max(128),
  tartype: z.string().optional(),
})

/** 下载账单: asked for with a signature, answered without one. */
export const downloadBill: Endpoint = {
  operation: 'bill-download',
  method: 'GET',
  path: '/v3/billdownload/file',
  answer({ books, service }, { query }) {
    const request = parseAs(downloadQuery, query, 'query')
    if (!request.ok) return request
    const bill = books.bills.get(request.value.token)
    if (!bill || service.clock.now() >= bill.expiresAtMs) return refuse(REFUSALS.billLinkExpired)
    const bytes = Buffer.from(bill.text)
    const file = bill.isPacked
      ? { type: 'application/x-gzip', bytes: gzipSync(bytes) }
      : { type: 'text/plain; charset=utf-8', bytes }
    return ok({ file, note: `账单 ${bytes.length} 字节` })
  },
}

interface Wanted {
  readonly date: string
  readonly isPacked: boolean
  readonly fault: FaultRule | null
}

interface Made {
  readonly isEmpty: boolean
  readonly sheet: Sheet
}

/** The address is at the official host, whatever this one is called; the hash is of what unpacks. */
function offer(
  context: Context,
  { date, fault, isPacked }: Wanted,
  make: (day: { fromMs: number; untilMs: number }) => Made,
): Result<Answer, WechatPayRefusal> {
  const { books, service, switches } = context
  const day = billDay(date, service.clock.now())
  if (!day.ok) return day
  if (fault?.kind === 'bill-late') return refuse(REFUSALS.billInTheMaking)
  const { isEmpty, sheet } = make(day.value)
  if (isEmpty && !fault?.kind.startsWith('bill-')) return refuse(REFUSALS.noBill)
  const whole = printSheet(sheet)
  const text = fault?.kind === 'bill-cut' ? whole.slice(0, whole.length / 2) : whole
  const token = drawFresh(
    () => drawHex(service.random, 48),
    (drawn) => books.bills.get(drawn) !== undefined,
  )
  const lifetimeMs = fault?.kind === 'bill-expired' ? 0 : switches.billLinkLifetimeMs
  books.bills.put(token, { text, isPacked, expiresAtMs: service.clock.now() + lifetimeMs })
  const hashed = fault?.kind === 'bill-wrong-hash' ? `${whole} ` : whole
  const body = {
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(hashed).digest('hex'),
    download_url: `https://api.mch.weixin.qq.com/v3/billdownload/file?token=${token}${isPacked ? '&tartype=gzip' : ''}`,
  }
  return ok({ body, note: `${date} 共 ${sheet.rows.length} 行` })
}

/** The additional row is another trade with unknown numbers. */
function spoil(rows: readonly TradeRow[], fault: FaultRule | null): readonly TradeRow[] {
  const [first] = rows
  if (!first) return rows
  const { refund: _, ...payment } = first
  const request = { ...first.trade.request, out_trade_no: 'LOCALunknown' }
  const trade = { ...first.trade, request, transactionId: '4200000000000000000000000000' }
  return spoilRows(rows, fault, {
    stranger: { ...payment, trade },
    withWrongFee: (row) => ({ ...row, feeFen: row.feeFen + 1 }),
  })
}

function spoilFlow(rows: readonly FlowRow[], fault: FaultRule | null): readonly FlowRow[] {
  const [first] = rows
  if (!first) return rows
  const businessNo = '4200000000000000000000000000'
  return spoilRows(rows, fault, {
    stranger: { ...first, businessNo, voucher: 'LOCALunknown' },
    withWrongFee: (row) => ({ ...row, amountFen: row.amountFen + 1 }),
  })
}
