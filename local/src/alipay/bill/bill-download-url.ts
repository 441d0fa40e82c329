import { z } from 'zod'
import type { FaultRule } from '../../faults'
import { BILL_FAULTS, spoilRows } from '../../gateway/bill-fault'
import { drawFresh, drawHex } from '../../gateway/drawn'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Context, Method } from '../context'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'
import { type AccountRow, accountFiles, accountRows } from './account-bill'
import { type BillFile, billPeriod, billStem, packBill, type Period } from './bill'
import { tradeFiles, type TradeRow, tradeRows } from './trade-bill'
import type { Answer } from '../wire/answer'

const billContent = z.object({
  bill_type: z.enum(['trade', 'signcustomer']),
  bill_date: z.string().max(15),
})

/** Where a bill is fetched, with nothing but its address. */
export const BILL_PATH = '/downloadBillFile.resource'

/** 查询对账单下载地址 (opendocs.alipay.com/open/02e7go): a day's or a month's, good for 30 seconds. */
export const billDownloadUrl: Method = {
  name: 'alipay.data.dataservice.bill.downloadurl.query',
  operation: 'bill',
  faults: BILL_FAULTS,
  http: 'GET',
  answer(context, { content, fault, origin }) {
    const parsed = billContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.badBillArgument)
    const { bill_date: date, bill_type: type } = parsed.data
    const period = billPeriod(date, context.service.clock.now())
    if (!period.ok) return period
    if (fault?.kind === 'bill-late') return refuse(REFUSALS.noBill)
    const made = makeFiles(context, type, period.value, fault)
    if (made.isEmpty && fault?.kind !== 'bill-empty') return refuse(REFUSALS.emptyBill)
    return offer(context, { date, period: period.value, files: made.files, fault, origin })
  },
}

interface Made {
  readonly isEmpty: boolean
  readonly files: readonly BillFile[]
}

function makeFiles(
  context: Context,
  type: 'trade' | 'signcustomer',
  period: Period,
  fault: FaultRule | null,
): Made {
  if (type === 'trade') {
    const rows = tradeRows(context, period)
    return { isEmpty: rows.length === 0, files: tradeFiles(spoilTrades(rows, fault)) }
  }
  const rows = accountRows(context, period)
  return { isEmpty: rows.length === 0, files: accountFiles(spoilAccount(rows, fault)) }
}

interface Offer {
  readonly date: string
  readonly period: Period
  readonly files: readonly BillFile[]
  readonly fault: FaultRule | null
  readonly origin: string
}

function offer(
  { books, service, keys, switches }: Context,
  { date, fault, files, origin, period }: Offer,
): Result<Answer, AlipayRefusal> {
  const nowMs = service.clock.now()
  const label = { sellerId: keys.sellerId, date, period, nowMs }
  const whole = packBill(label, files)
  const zipBase64 = fault?.kind === 'bill-cut' ? whole.slice(0, (whole.length >> 3) << 2) : whole
  const token = drawFresh(
    () => drawHex(service.random, 32),
    (drawn) => books.bills.get(drawn) !== undefined,
  )
  const fileName = `${billStem(label)}.csv.zip`
  const lifetimeMs = fault?.kind === 'bill-expired' ? 0 : switches.billLinkLifetimeMs
  books.bills.put(token, { fileName, zipBase64, expiresAtMs: nowMs + lifetimeMs })
  const query = new URLSearchParams({ downloadFileName: fileName, fileType: 'csv.zip', token })
  const fields = { bill_download_url: `${origin}${BILL_PATH}?${query}` }
  return ok({ fields, note: `${date} 账单，共 ${files[0]?.rows.length ?? 0} 行` })
}

const STRANGER = 'LOCALunknown'

function spoilTrades(rows: readonly TradeRow[], fault: FaultRule | null): readonly TradeRow[] {
  const [first] = rows
  if (!first) return rows
  const { refund: _, ...payment } = first
  const trade = { ...first.trade, tradeNo: '2000010122001400000000000000', outTradeNo: STRANGER }
  return spoilRows(rows, fault, {
    stranger: { ...payment, trade },
    withWrongFee: (row) => ({ ...row, feeFen: row.feeFen - 1 }),
  })
}

function spoilAccount(rows: readonly AccountRow[], fault: FaultRule | null): readonly AccountRow[] {
  const [first] = rows
  if (!first) return rows
  return spoilRows(rows, fault, {
    stranger: { ...first, businessNo: '2000010122001400000000000000', outTradeNo: STRANGER },
    withWrongFee: (row) => ({ ...row, amountFen: row.amountFen - 1 }),
  })
}
