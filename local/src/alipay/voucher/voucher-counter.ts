import { compactDate } from '../../gateway/china-time'
import { drawDigits } from '../../gateway/drawn'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Books } from '../books'
import type { Context } from '../context'
import { type Activity, publishingOf, sendRuleOf } from './activity'
import { type EnabledVoucher, statusOf, validityOf, type Voucher, voucherKey } from './voucher'
import { codesOf } from './voucher-codes'
import { awaitExpiry } from './voucher-expiry'
import { tellVoucher } from './voucher-use'

/** Parameters with which the page of an activity is opened. */
export interface VoucherOffer {
  readonly activityId: string
  /** Required for, and only for, activities of MERCHANT_API. */
  readonly voucherCode?: string | undefined
}

/** A voucher as its holder sees it (卡包). */
export interface HeldVoucher {
  readonly activityId: string
  readonly voucherCode: string
  readonly name: string
  readonly status: ReturnType<typeof statusOf>
  readonly availableFromMs: number
  readonly expiresAtMs: number
}

/** Why a user gets no voucher. */
export type ClaimRefusal =
  | { readonly code: 'not-running'; readonly words: '活动未开始或已结束' }
  | { readonly code: 'user-limit'; readonly words: '领取数量已达上限' }
  | { readonly code: 'none-left'; readonly words: '券已领完' }
  | { readonly code: 'none-left-today'; readonly words: '今日已领完' }
  | { readonly code: 'bad-code'; readonly words: '券码不合法' }

/** The holder's side of 商家券, called by the wallet. */
export interface VoucherCounter {
  /** Resolves when it is on disk. The merchant is notified by `…message.received`. */
  claimVoucher(offer: VoucherOffer, openId: string): Promise<Result<HeldVoucher, ClaimRefusal>>
  /** Oldest first. */
  vouchers(openId: string): readonly HeldVoucher[]
}

export function createVoucherCounter(context: Context): VoucherCounter {
  const { books, service } = context
  const present = (voucher: Voucher): HeldVoucher => ({
    activityId: voucher.activityId,
    voucherCode: voucher.code,
    name: books.activities.get(voucher.activityId)?.content.activity_base_info.activity_name ?? '',
    status: statusOf(voucher, service.clock.now()),
    availableFromMs: voucher.fromMs,
    expiresAtMs: voucher.untilMs,
  })
  return {
    async claimVoucher(offer, openId) {
      const sent = send(context, offer, openId)
      if (!sent.ok) return sent
      await service.file.durable()
      return ok(present(sent.value))
    },
    vouchers: (openId) =>
      books.vouchers
        .all()
        .map(({ value }) => value)
        .filter((voucher) => voucher.openId === openId)
        .sort((a, b) => a.receivedAtMs - b.receivedAtMs)
        .map(present),
  }
}

/** All vouchers of an activity ever issued. */
export const vouchersOf = ({ vouchers }: Books, activityId: string): readonly Voucher[] =>
  vouchers
    .all()
    .map(({ value }) => value)
    .filter((voucher) => voucher.activityId === activityId)

function send(
  context: Context,
  offer: VoucherOffer,
  openId: string,
): Result<Voucher, ClaimRefusal> {
  const { books, service } = context
  const { activityId } = offer
  const activity = books.activities.get(activityId)
  const nowMs = service.clock.now()
  const sent = vouchersOf(books, activityId)
  const claimable = checkClaimable(activity, sent, openId, nowMs)
  if (!claimable.ok) return claimable
  const code = drawCode(context, claimable.value, offer.voucherCode)
  if (!code.ok) return code
  const voucher: EnabledVoucher = {
    voucherId: `${compactDate(nowMs)}000730${drawDigits(service.random, 14)}`,
    ...{ activityId, code: code.value, openId, receivedAtMs: nowMs },
    ...validityOf(claimable.value, nowMs),
    status: 'ENABLED',
  }
  books.vouchers.put(voucherKey(activityId, voucher.code), voucher)
  awaitExpiry(context, voucher)
  void tellVoucher(context, voucher, 'received')
  service.wire.record({
    atMs: nowMs,
    service: 'alipay',
    title: '领券',
    detail: `${claimable.value.content.activity_base_info.activity_name} · ${voucher.code}`,
    outcome: 'ok',
    data: { activityId, voucherCode: voucher.code },
  })
  return ok(voucher)
}

function checkClaimable(
  activity: Activity | undefined,
  sent: readonly Voucher[],
  openId: string,
  nowMs: number,
): Result<Activity, ClaimRefusal> {
  const notRunning = refuse({ code: 'not-running', words: '活动未开始或已结束' } as const)
  if (activity?.status !== 'ACTIVE') return notRunning
  const { fromMs, untilMs } = publishingOf(activity)
  if (nowMs < fromMs || nowMs >= untilMs) return notRunning
  const { max_quantity_by_day: byDay, quantity_limit_per_user: perUser } = sendRuleOf(activity)
  const own = sent.filter((voucher) => voucher.openId === openId)
  if (own.length >= (perUser ?? Infinity)) {
    return refuse({ code: 'user-limit', words: '领取数量已达上限' })
  }
  if (sent.length >= activity.quantity) return refuse({ code: 'none-left', words: '券已领完' })
  const isOfToday = ({ receivedAtMs }: Voucher) => compactDate(receivedAtMs) === compactDate(nowMs)
  return sent.filter(isOfToday).length >= (byDay ?? Infinity)
    ? refuse({ code: 'none-left-today', words: '今日已领完' })
    : ok(activity)
}

/** Provided by the page, or one of the merchant's uploaded codes. */
function drawCode(
  { books, service }: Context,
  { activityId, content }: Activity,
  named: string | undefined,
): Result<string, ClaimRefusal> {
  const isTaken = (code: string) => books.vouchers.get(voucherKey(activityId, code)) !== undefined
  if (content.activity_base_info.code_mode === 'MERCHANT_API') {
    const isGood = named !== undefined && /^[0-9A-Za-z\-_+=|]{1,64}$/.test(named)
    return isGood && !isTaken(named) ? ok(named) : refuse({ code: 'bad-code', words: '券码不合法' })
  }
  const free = codesOf(books, activityId).filter(({ code }) => !isTaken(code))
  const picked = free[Math.floor(service.random() * free.length)]
  return picked ? ok(picked.code) : refuse({ code: 'none-left', words: '券已领完' })
}
