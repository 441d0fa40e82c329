import { treatmentOf } from '../../fapiao/rules'
import { drawDigits } from '../../gateway/drawn'
import type { Context } from '../context'
import { postNotice } from '../notice/notifications'
import { type Fapiao, fapiaoIdOf, type Paper } from './fapiao'

const SECOND_MS = 1_000
const TAKES_MS = 3 * SECOND_MS
const SLOW_MS = 10 * 60 * SECOND_MS

const TITLE_WRONG = { code: 'TAX_ERROR', message: '购买方名称与纳税人识别号不匹配' }
const NO_INVENTORY = { code: 'TAX_ERROR', message: '成品油库存不足' }

/** Ends an accepted request at its time; also called for open ones at a restart. */
export function awaitFapiao(context: Context, fapiao: Fapiao): void {
  const { buyer_information: buyer } = fapiao.request
  const treatment = treatmentOf(buyer.taxpayer_id ?? '')
  if (fapiao.status === 'ISSUE_ACCEPTED' && treatment !== 'never') {
    later(context, fapiao, treatment === 'slow' ? SLOW_MS : TAKES_MS, (now) => {
      if (treatment === 'refused' || treatment === 'refused-later') {
        return { ...now, status: 'ISSUE_FAILED', error: TITLE_WRONG }
      }
      if (treatment === 'no-inventory') {
        return { ...now, status: 'ISSUE_FAILED', error: NO_INVENTORY }
      }
      return { ...now, status: 'ISSUED', blue: drawPaper(context) }
    })
  }
  if (fapiao.status === 'REVERSE_ACCEPTED') {
    later(context, fapiao, TAKES_MS, (now) =>
      treatment === 'reversal-fails' && now.reversalsAsked === 1
        ? { ...now, status: 'REVERSE_FAILED' }
        : { ...now, status: 'REVERSED', red: drawPaper(context) },
    )
  }
}

export function awaitOpenFapiaos(context: Context): void {
  for (const { value } of context.books.fapiaos.all()) awaitFapiao(context, value)
}

function later(
  context: Context,
  fapiao: Fapiao,
  takesMs: number,
  change: (now: Fapiao) => Fapiao,
): void {
  const { clock, file } = context.service
  clock.schedule(clock.now() + takesMs, async () => {
    const now = context.books.fapiaos.get(fapiaoIdOf(fapiao))
    if (now?.status !== fapiao.status) return
    const next = change(now)
    context.books.fapiaos.put(fapiaoIdOf(next), next)
    tell(context, next)
    await file.durable()
  })
}

/** Failures are not notified: they are found by a query. */
function tell(context: Context, fapiao: Fapiao): void {
  if (fapiao.status === 'ISSUED') {
    post(context, fapiao, 'FAPIAO.ISSUED', '发票开具成功', 'INSERT_ACCEPTED')
    post(context, fapiao, 'FAPIAO.CARD_INSERTED', '发票插入用户卡包成功', 'INSERTED')
  }
  if (fapiao.status === 'REVERSED') {
    post(context, fapiao, 'FAPIAO.REVERSED', '发票冲红成功', 'DISCARD_ACCEPTED')
  }
}

function post(
  context: Context,
  fapiao: Fapiao,
  event: string,
  summary: string,
  card_status: string,
): void {
  const { mchid, request, status, subMchid } = fapiao
  const url = context.books.fapiaoCallbacks.get(subMchid)
  if (url === undefined) return
  void postNotice(context, {
    ...{ url, event, summary, mchid },
    originalType: 'fapiao',
    outTradeNo: fapiaoIdOf(fapiao),
    resource: {
      mchid,
      sub_mchid: subMchid,
      fapiao_apply_id: request.fapiao_apply_id,
      fapiao_information: [{ fapiao_id: fapiaoIdOf(fapiao), fapiao_status: status, card_status }],
    },
  })
}

/** 20 digits: year, region, channel and a serial number. */
function drawPaper({ service }: Context): Paper {
  const atMs = service.clock.now()
  const year = new Date(atMs).getUTCFullYear() % 100
  return { number: `${year}11200000${drawDigits(service.random, 10)}`, atMs }
}
