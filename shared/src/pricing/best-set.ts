import { insertInOrder } from '../kernel/insert'
import { ALONE } from './field'

/**
 * The best coupons to take together at one price: the set that takes off the most, among those the
 * smallest, among those the first by rank.
 *
 * Exact, because the rules allow no more than this: each coupon's worth is fixed, at most one of a
 * group, at most so many, and one limit on their sum. So the most that can be had is what the most
 * worth leaders of groups come to; and whether a choice can still reach a sum is answered by the
 * leaders of what is left (docs/pricing.md has the proof, the tests an oracle).
 *
 * In here a coupon is its rank, and money plain whole fen: this runs for every key a driver types.
 */
export interface Quest {
  /** The group of each coupon, by rank; `ALONE` for one that goes with no other. */
  readonly groups: readonly number[]
  /** The ranks of those that go alone. */
  readonly loners: readonly number[]
  /** What each coupon takes off, by rank; 0 where it may not be used. */
  readonly worth: readonly number[]
  /** How many may go together. */
  readonly most: number
  /** What they may take off altogether. */
  readonly room: number
}

/** What a set comes to, before its members are known. */
export interface Reach {
  readonly worth: number
  readonly count: number
}

/** The most worth coupons of different groups, as many as may go together, the most worth first. */
export const leaders = (quest: Quest): number[] => leadersAfter(quest, -1, quest.most, [])

export function reachTogether({ most, room, worth }: Quest, ranks: readonly number[]): Reach {
  let sum = 0
  let count = 0
  while (count < ranks.length && count < most && sum < room) {
    sum += at(worth, at(ranks, count))
    count += 1
  }
  return { worth: Math.min(sum, room), count }
}

/**
 * The coupon that goes with no other and takes off the most, but for one rank; -1 where none takes
 * anything off.
 */
export function bestAlone({ loners, most, room, worth }: Quest, without = -1): number {
  let best = -1
  let bestWorth = 0
  for (const rank of loners) {
    const here = Math.min(at(worth, rank), room)
    if (rank !== without && most > 0 && here > bestWorth) [best, bestWorth] = [rank, here]
  }
  return best
}

/** The members, by rank, of the set of `count` that `reachTogether` promises. */
export function bestTogether(quest: Quest, ranks: readonly number[], count: number): number[] {
  const top: number[] = []
  for (let seat = 0; seat < count; seat += 1) insertInOrder(top, at(ranks, seat), byRank)
  if (sumOf(quest, top) <= quest.room) return top
  // The limit is reached with something to spare, so coupons of better rank may do as well.
  const chosen: number[] = []
  let missing = quest.room
  for (let rank = 0; chosen.length < count; rank += 1) {
    if (!mayJoin(quest, rank, chosen)) continue
    const others = leadersAfter(quest, rank, count - chosen.length - 1, [...chosen, rank])
    const here = at(quest.worth, rank)
    if (here + sumOf(quest, others) < missing) continue
    chosen.push(rank)
    missing -= here
  }
  return chosen
}

const byRank = (a: number, b: number): number => a - b

/** Leaders among the ranks behind one, of groups that none of `chosen` belongs to. */
function leadersAfter(
  quest: Quest,
  after: number,
  count: number,
  chosen: readonly number[],
): number[] {
  const { worth } = quest
  const found: number[] = []
  for (let rank = after + 1; rank < worth.length && count > 0; rank += 1) {
    if (!mayJoin(quest, rank, chosen)) continue
    // It takes the seat of its group, or a free one, or the last, and moves up from there.
    let seat = seatOfGroup(quest, rank, found)
    if (seat === -1) seat = Math.min(found.length, count - 1)
    if (seat < found.length && at(worth, at(found, seat)) >= at(worth, rank)) continue
    for (; seat > 0 && at(worth, at(found, seat - 1)) < at(worth, rank); seat -= 1) {
      found[seat] = at(found, seat - 1)
    }
    found[seat] = rank
  }
  return found
}

function mayJoin(quest: Quest, rank: number, chosen: readonly number[]): boolean {
  if (at(quest.worth, rank) === 0 || quest.groups[rank] === ALONE) return false
  return seatOfGroup(quest, rank, chosen) === -1
}

/** Where the coupon of the same group is among others; -1 where there is none. */
export function seatOfGroup({ groups }: Quest, rank: number, among: readonly number[]): number {
  const group = groups[rank]
  for (let seat = 0; seat < among.length; seat += 1) {
    if (groups[at(among, seat)] === group) return seat
  }
  return -1
}

/**
 * What leaders come to without one coupon: the next of its group gets the seat, or the best of the
 * groups that have none.
 */
export function sumWithout(
  quest: Quest,
  ranks: readonly number[],
  sum: number,
  gone: number,
): number {
  const left = ranks.indexOf(gone)
  if (left === -1) return sum
  let next = 0
  for (let rank = 0; rank < quest.worth.length; rank += 1) {
    if (rank === gone || quest.groups[rank] === ALONE) continue
    const seat = seatOfGroup(quest, rank, ranks)
    if (seat === left || seat === -1) next = Math.max(next, at(quest.worth, rank))
  }
  return sum - at(quest.worth, gone) + next
}

export function sumOf({ worth }: Quest, ranks: readonly number[]): number {
  let sum = 0
  for (const rank of ranks) sum += at(worth, rank)
  return sum
}

/** An element that is there. */
const at = (list: readonly number[], index: number): number => list[index] as number
