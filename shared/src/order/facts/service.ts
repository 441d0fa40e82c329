import { type EpochMs, HOUR_MS } from '../../kernel/instant'
import type { StaffId } from '../../staff/staff'

/** How long a paid order waits for its fuel, copied from the operator's rules when it is placed. */
export interface ServiceTerms {
  /** From payment until the order ends by itself, or becomes a case for the station. */
  readonly endAfterMs: number
  /** The driver is reminded so long before. */
  readonly remindBeforeMs: number
}

export const USUAL_SERVICE_TERMS: ServiceTerms = {
  endAfterMs: 24 * HOUR_MS,
  remindBeforeMs: 2 * HOUR_MS,
}

/** How the operator serves drivers beside the pump. */
export interface ServiceRules {
  readonly terms: ServiceTerms
  /** 客服电话; null where there is none. */
  readonly phone: string | null
  /** When somebody answers, as drivers read it: `每天 8:00–22:00`. */
  readonly phoneHours: string
}

export const NO_SERVICE_RULES: ServiceRules = {
  terms: USUAL_SERVICE_TERMS,
  phone: null,
  phoneHours: '',
}

/** 受理: an attendant has verified the driver of an order that is paid before its fuel. */
export interface Acceptance {
  readonly staffId: StaffId
  readonly staffName: string
  readonly acceptedAtMs: EpochMs
}

/** 退款申请: the driver asks for the whole payment, an attendant decides. */
export interface RefundRequest {
  readonly askedAtMs: EpochMs
  /** How often the driver has asked, this time included. */
  readonly count: number
  /** Null while nobody has declined it; accepting it refunds the order. */
  readonly declined: Declined | null
}

export interface Declined {
  readonly reason: DeclineReason
  /** In the attendant's own words; empty where the reason says all. */
  readonly note: string
  readonly staffId: StaffId
  readonly staffName: string
  readonly atMs: EpochMs
}

/** An attendant's reasons against a refund; the driver reads them. */
export const DECLINE_REASONS = ['fuelled', 'fuelling', 'come-to-station', 'other'] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

/** Moments of an order that is paid and not served; each happens once. */
export interface Unserved {
  readonly remindedAtMs: EpochMs
  /** It became a case for the station, because fuel may have been delivered. */
  readonly escalatedAtMs: EpochMs | null
}

/** 评价 of a served order, by its driver. */
export interface Rating {
  readonly stars: Stars
  readonly words: string
  readonly atMs: EpochMs
}

export const STARS = [1, 2, 3, 4, 5] as const
export type Stars = (typeof STARS)[number]

export const RATING_WORDS_MAX = 200
