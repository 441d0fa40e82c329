import { midnightOf, parseDateTime } from '../../gateway/china-time'
import { ok, refuse, type Result } from '../../gateway/result'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'
import type { Activity } from './activity'

interface VoucherFacts {
  readonly voucherId: string
  readonly activityId: string
  readonly code: string
  readonly openId: string
  readonly receivedAtMs: number
  readonly fromMs: number
  /** The first instant after expiry. */
  readonly untilMs: number
}

export type EnabledVoucher = VoucherFacts & { readonly status: 'ENABLED' }
export type UsedVoucher = VoucherFacts & { readonly status: 'USED'; readonly usedAtMs: number }
export type Voucher = EnabledVoucher | UsedVoucher

/** Codes are unique within their activity only. */
export const voucherKey = (activityId: string, code: string): string => `${activityId} ${code}`

/** Expiry is computed, never stored. */
export const statusOf = ({ status, untilMs }: Voucher, nowMs: number) =>
  status === 'ENABLED' && nowMs >= untilMs ? 'EXPIRED' : status

const DAY_MS = 86_400_000

/** Validity of a voucher received at this instant; days are counted from midnight to midnight. */
export function validityOf({ content }: Activity, receivedAtMs: number) {
  const time = content.voucher_use_rule_info.voucher_use_time_info
  if (time.period_type === 'ABSOLUTE') {
    const { valid_begin_time, valid_end_time } = time.absolute_period_info
    return {
      fromMs: parseDateTime(valid_begin_time) ?? 0,
      untilMs: parseDateTime(valid_end_time) ?? 0,
    }
  }
  const { valid_days_after_receive: days, wait_days_after_receive: waits = 0 } =
    time.relative_period_info
  const fromMs = waits === 0 ? receivedAtMs : midnightOf(receivedAtMs) + waits * DAY_MS
  return { fromMs, untilMs: midnightOf(fromMs) + days * DAY_MS }
}

/** 核销. */
export function useVoucher(voucher: Voucher, nowMs: number): Result<UsedVoucher, AlipayRefusal> {
  if (voucher.status === 'USED') return refuse(REFUSALS.voucherUsed)
  const isInTime = nowMs >= voucher.fromMs && nowMs < voucher.untilMs
  if (!isInTime) return refuse(REFUSALS.voucherOutOfTime)
  return ok({ ...voucher, status: 'USED', usedAtMs: nowMs })
}

/** 取消核销: restores the state before, which may have expired. */
export function refundVoucher(voucher: Voucher): Result<EnabledVoucher, AlipayRefusal> {
  if (voucher.status !== 'USED') return refuse(REFUSALS.voucherNotUsed)
  const { usedAtMs: _usedAtMs, ...facts } = voucher
  return ok({ ...facts, status: 'ENABLED' })
}
