import { insertInOrder } from '../../kernel/insert'
import { ALONE } from './field'

/**
 * The best set of coupons at one price: the largest reduction, then the fewest coupons, then the
 * first by rank.
 *
 * The search is exact because the rules allow only this: a fixed reduction per coupon, at most one
 * of a group, a maximum number, and one limit on their sum. So the maximum is the sum of the most
 * valuable coupon of each group, and the leaders of the remaining groups tell whether a choice can
 * still reach a sum (docs/pricing.md has the proof, the tests an oracle).
 *
 * Coupons are ranks here, and money plain whole fen: this runs for every key a driver types.
 */
export interface Quest {
  /** The group of each coupon, by rank; `ALONE` for one that excludes others. */
  readonly groups: readonly number[]
  /** The ranks of coupons that go alone. */
  readonly loners: readonly number[]
  /** Reduction by each coupon, by rank; 0 if it may not be used. */
  readonly worth: readonly number[]
  /** Maximum number of coupons together. */
  readonly max: number
  /** Maximum reduction together. */
  readonly room: number
}

/** The most valuable coupon of each group, and the most valuable of those. */
export interface Leaders {
  /** By group: the rank of its most valuable coupon; `NOBODY` if none has an effect. */
  readonly ofGroup: readonly number[]
  /** Up to the maximum number, most valuable first. */
  readonly seated: readonly number[]
  /** Their reduction without the limit. */
  readonly sum: number
  /** The reduction of the coupon in the last seat; 0 while a seat is free. */
  readonly last: number
  /** The reduction of the best coupon without a seat; 0 if there is none. */
  readonly next: number
}

export const NOBODY = -1

/** Size and reduction of a set, before its members are determined. */
export interface Reach {
  readonly worth: number
  readonly count: number
}

export function leadersOf(quest: Quest): Leaders {
  const { max, worth } = quest
  const ofGroup = leadersOfAll(quest)
  const seated = seatedOf(quest, ofGroup, max + 1)
  // One more than the seats, to know the next in line.
  const standing = seated.length > max ? seated.pop() : undefined
  return {
    ofGroup,
    seated,
    sum: sumOf(quest, seated),
    last: seated.length < max || max === 0 ? 0 : at(worth, at(seated, max - 1)),
    next: standing === undefined ? 0 : at(worth, standing),
  }
}

export function reachTogether({ room, worth }: Quest, { seated }: Leaders): Reach {
  let sum = 0
  let count = 0
  while (count < seated.length && sum < room) {
    sum += at(worth, at(seated, count))
    count += 1
  }
  return { worth: Math.min(sum, room), count }
}

/** Sum of the leaders if this coupon is one of them: in the seat of its group, or the last. */
export function sumWith({ groups, worth }: Quest, leaders: Leaders, rank: number): number {
  const { last, ofGroup, sum } = leaders
  const rival = at(worth, at(ofGroup, at(groups, rank)))
  // A rival with a seat is worth at least the last, one without a seat at most that.
  return sum - Math.max(rival, last) + at(worth, rank)
}

/**
 * Sum of the leaders without this coupon: its seat goes to the next of its group, or to the best
 * one without a seat.
 */
export function sumWithout({ groups, worth }: Quest, leaders: Leaders, rank: number): number {
  if (!leaders.seated.includes(rank)) return leaders.sum
  let { next } = leaders
  for (let other = 0; other < groups.length; other += 1) {
    if (groups[other] === groups[rank] && other !== rank) next = Math.max(next, at(worth, other))
  }
  return leaders.sum - at(worth, rank) + next
}

/**
 * The coupon that goes alone with the largest reduction, except one rank; `NOBODY` if none has an
 * effect.
 */
export function bestAlone({ loners, max, room, worth }: Quest, without = NOBODY): number {
  let best = NOBODY
  let bestWorth = 0
  for (const rank of loners) {
    const here = Math.min(at(worth, rank), room)
    if (rank !== without && max > 0 && here > bestWorth) [best, bestWorth] = [rank, here]
  }
  return best
}

/** The members, by rank, of the set of `count` that `reachTogether` promises. */
export function bestTogether(quest: Quest, { seated }: Leaders, count: number): number[] {
  const top: number[] = []
  for (let seat = 0; seat < count; seat += 1) insertInOrder(top, at(seated, seat), byRank)
  if (sumOf(quest, top) <= quest.room) return top
  // The limit is exceeded, so coupons of better rank may do as well.
  const chosen: number[] = []
  let missing = quest.room
  for (let rank = 0; chosen.length < count; rank += 1) {
    if (!mayJoin(quest, rank, chosen)) continue
    const behind = leadersBehind(quest, rank, [...chosen, rank])
    const others = seatedOf(quest, behind, count - chosen.length - 1)
    const here = at(quest.worth, rank)
    if (here + sumOf(quest, others) < missing) continue
    chosen.push(rank)
    missing -= here
  }
  return chosen
}

const byRank = (a: number, b: number): number => a - b

/**
 * By group: its most valuable coupon. Called for every price, so it does not check the chosen ones.
 */
function leadersOfAll({ groups, worth }: Quest): number[] {
  const leaders: number[] = []
  for (let rank = 0; rank < groups.length; rank += 1) {
    const group = at(groups, rank)
    // Groups are numbered in the order of ranks, so this leaves no gap.
    if (group === leaders.length) leaders.push(NOBODY)
    if (group === ALONE) continue
    const own = at(worth, rank)
    const leader = at(leaders, group)
    if (own > (leader === NOBODY ? 0 : at(worth, leader))) leaders[group] = rank
  }
  return leaders
}

/** By group: its most valuable coupon behind a rank, unless the group has a coupon in `chosen`. */
function leadersBehind(quest: Quest, behind: number, chosen: readonly number[]): number[] {
  const { groups, worth } = quest
  const leaders: number[] = []
  for (let rank = 0; rank < groups.length; rank += 1) {
    const group = at(groups, rank)
    // Groups are numbered in the order of ranks, so this leaves no gap.
    if (group === leaders.length) leaders.push(NOBODY)
    if (rank <= behind || !mayJoin(quest, rank, chosen)) continue
    const leader = at(leaders, group)
    if (leader === NOBODY || at(worth, rank) > at(worth, leader)) leaders[group] = rank
  }
  return leaders
}

/** The most valuable leaders; on a tie, the one of better rank. */
function seatedOf({ worth }: Quest, leaders: readonly number[], count: number): number[] {
  const seated: number[] = []
  for (const rank of leaders) {
    if (rank === NOBODY) continue
    let seat = seated.length
    for (; seat > 0 && isBefore(worth, rank, at(seated, seat - 1)); seat -= 1) {
      if (seat < count) seated[seat] = at(seated, seat - 1)
    }
    if (seat < count) seated[seat] = rank
  }
  return seated
}

function isBefore(worth: readonly number[], rank: number, other: number): boolean {
  const more = at(worth, rank) - at(worth, other)
  return more > 0 || (more === 0 && rank < other)
}

function mayJoin({ groups, worth }: Quest, rank: number, chosen: readonly number[]): boolean {
  if (at(worth, rank) === 0 || groups[rank] === ALONE) return false
  for (const other of chosen) if (groups[other] === groups[rank]) return false
  return true
}

function sumOf({ worth }: Quest, ranks: readonly number[]): number {
  let sum = 0
  for (const rank of ranks) sum += at(worth, rank)
  return sum
}

/** An element that exists. */
const at = (list: readonly number[], index: number): number => list[index] as number
