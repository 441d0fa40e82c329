import type { Id } from '../kernel/id'
import { type EpochMs, later, MINUTE_MS } from '../kernel/instant'
import type { Member } from './member'

/** Longer than an order may be unpaid, so that most entries have left before anybody looks. */
const CHECK_AFTER_MS = 20 * MINUTE_MS

export const withPending = (member: Member, orderId: Id<'order'>, nowMs: EpochMs): Member => ({
  ...member,
  pendingOrders: [...member.pendingOrders, { orderId, checkAtMs: later(nowMs, CHECK_AFTER_MS) }],
})

/** The identical member if the order is not pending. */
export const withoutPending = (member: Member, orderId: Id<'order'>): Member =>
  isPending(member, orderId)
    ? { ...member, pendingOrders: member.pendingOrders.filter((one) => one.orderId !== orderId) }
    : member

export const isPending = ({ pendingOrders }: Member, orderId: Id<'order'>): boolean =>
  pendingOrders.some((one) => one.orderId === orderId)

export const dueOrders = ({ pendingOrders }: Member, nowMs: EpochMs): readonly Id<'order'>[] =>
  pendingOrders.filter(({ checkAtMs }) => checkAtMs <= nowMs).map(({ orderId }) => orderId)
