import { addFen, fen, type Fen, NO_FEN, subtractFen } from '../../kernel/fen'
import { type EpochMs, startOfBusinessDay } from '../../kernel/instant'
import type { Growth, GrowthDay, GrowthOrder } from '../../level/growth'
import type { Before } from '../member'

/** Spending of both counts for one level; a gift that either was given is given. */
export const joinedGrowth = (into: Growth, from: Growth): Growth => ({
  orders: [...into.orders, ...from.orders].sort((a, b) => a.atMs - b.atMs),
  days: withDays(into.days, from.days),
  welcomed: [...new Set([...into.welcomed, ...from.welcomed])],
  lately: [...into.lately, ...from.lately],
  celebrated: into.celebrated ?? from.celebrated,
  birthdayYear: laterYear(into.birthdayYear, from.birthdayYear),
})

const laterYear = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)

/** Of joint growth, the orders that came; those that were summed up by day meanwhile as days. */
export function growthFrom(joint: Growth, came: Growth): Growth {
  const ids = new Set(came.orders.map(({ orderId }) => orderId))
  const orders = joint.orders.filter(({ orderId }) => ids.has(orderId))
  const kept = new Set(orders.map(({ orderId }) => orderId))
  const summed = came.orders.filter(({ orderId }) => !kept.has(orderId)).map(dayOf)
  return { ...came, orders, days: withDays(came.days, summed) }
}

export function growthWithout(
  joint: Growth,
  part: Growth,
  { birthdayYear, celebrated, welcomed }: Before,
): Growth {
  const theirs = part.welcomed.filter((id) => !welcomed.includes(id))
  const isTheirs = (atMs: EpochMs) => part.lately.some((one) => one.atMs === atMs)
  return {
    orders: joint.orders.filter((one) => !part.orders.includes(one)),
    days: withDays(joint.days, part.days.map(negated)).filter(({ amountFen }) => amountFen !== 0),
    welcomed: joint.welcomed.filter((id) => !theirs.includes(id)),
    lately: joint.lately.filter(
      ({ atMs, levelId }) => !(theirs.includes(levelId) && isTheirs(atMs)),
    ),
    celebrated: isSame(joint.celebrated, part.celebrated) ? celebrated : joint.celebrated,
    birthdayYear: joint.birthdayYear === part.birthdayYear ? birthdayYear : joint.birthdayYear,
  }
}

const isSame = (a: Growth['celebrated'], b: Growth['celebrated']): boolean =>
  a?.atMs === b?.atMs && a?.levelId === b?.levelId

const keptFen = ({ amountFen, refundedFen }: GrowthOrder): Fen =>
  subtractFen(amountFen, refundedFen)

const dayOf = (order: GrowthOrder): GrowthDay => ({
  startMs: startOfBusinessDay(order.atMs),
  amountFen: keptFen(order),
})

const negated = ({ amountFen, startMs }: GrowthDay): GrowthDay => ({
  startMs,
  amountFen: fen(0 - amountFen),
})

/** Days with more added; a day that left the window takes nothing back. */
function withDays(days: readonly GrowthDay[], more: readonly GrowthDay[]): readonly GrowthDay[] {
  const sums = new Map<EpochMs, Fen>(days.map(({ amountFen, startMs }) => [startMs, amountFen]))
  for (const { amountFen, startMs } of more) {
    if (amountFen < 0 && !sums.has(startMs)) continue
    sums.set(startMs, addFen(sums.get(startMs) ?? NO_FEN, amountFen))
  }
  return [...sums]
    .map(([startMs, amountFen]) => ({ startMs, amountFen }))
    .sort((a, b) => a.startMs - b.startMs)
}
