import { DAY_MS, type EpochMs, later } from '../../kernel/instant'
import type { MemberId } from '../../member/member'
import type { AgentId } from './agent-code'

/** 进入方式: the way by which a driver came. A phone reports it, so that it is never proof. */
export type EntryChannel =
  | Bringing
  /** The code at a nozzle, or of a station, scanned inside the app or outside of it. */
  | { readonly kind: 'nozzle-code' | 'station-code' }
  /** A service message of ours. */
  | { readonly kind: 'message' }
  /** Opened by the driver, and nothing else is known. */
  | { readonly kind: 'home' }

/** Somebody brought the driver. */
export type Bringing =
  | { readonly kind: 'agent-code'; readonly agentId: AgentId }
  /** The card or link of a member; null where the sender is unknown. */
  | { readonly kind: 'share'; readonly memberId: MemberId | null }
  /** 生活号, 公众号: a menu of the operator's account in the wallet. */
  | { readonly kind: 'life-account' }
  /** 加油服务: the wallet's own page of services. */
  | { readonly kind: 'fuel-service' }

/** 触达: a start of the app to which somebody brought the driver. */
export interface Touch {
  readonly channel: Bringing
  readonly atMs: EpochMs
}

/** The first and the last touch of a driver. One touch is both. */
export interface Touches {
  readonly first: Touch
  readonly last: Touch
}

/**
 * How an order came about: how its sale was opened, and who brought the driver before. A code at the
 * pump opens the sale, and takes nothing from the agent who brought the driver there.
 */
export interface Came {
  readonly by: EntryChannel
  readonly touches: Touches | null
}

/** A touch older than this has brought nobody to an order. */
export const TOUCH_COUNTS_MS = 30 * DAY_MS

export const isBringing = (channel: EntryChannel): channel is Bringing =>
  channel.kind === 'agent-code' ||
  channel.kind === 'share' ||
  channel.kind === 'life-account' ||
  channel.kind === 'fuel-service'

/** After another start of the app. */
export function touched(before: Touches | null, channel: EntryChannel, nowMs: EpochMs) {
  const counting = countingTouches(before, nowMs)
  if (!isBringing(channel)) return counting
  const last = { channel, atMs: nowMs }
  return { first: counting?.first ?? last, last }
}

/** Those that count at an instant: a first touch that is too old leaves the last one alone. */
export function countingTouches(touches: Touches | null, nowMs: EpochMs): Touches | null {
  if (!touches || !counts(touches.last, nowMs)) return null
  return counts(touches.first, nowMs) ? touches : { first: touches.last, last: touches.last }
}

/** The part of a phone's report that an order keeps: not the member's own card, and no touch dated in the future. */
export function keptCame({ by, touches }: Came, memberId: MemberId, nowMs: EpochMs): Came {
  const counting = countingTouches(touches, nowMs)
  const others = [counting?.first, counting?.last].filter(
    (touch): touch is Touch => touch !== undefined && !isOwn(touch.channel, memberId),
  )
  const [first] = others
  const last = others[others.length - 1]
  return { by, touches: first && last ? { first, last } : null }
}

const counts = ({ atMs }: Touch, nowMs: EpochMs) =>
  atMs <= nowMs && nowMs < later(atMs, TOUCH_COUNTS_MS)

const isOwn = (channel: Bringing, memberId: MemberId) =>
  channel.kind === 'share' && channel.memberId === memberId
