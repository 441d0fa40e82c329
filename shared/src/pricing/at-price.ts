import {
  bestAlone,
  bestTogether,
  leaders,
  type Quest,
  type Reach,
  reachTogether,
  seatOfGroup,
  sumOf,
  sumWithout,
} from './best-set'
import { ALONE, type Field } from './field'
import type { Basis } from './plan'
import type { PriceOffer } from './price-offer'
import { type Priced, pricedAt } from './priced'

/** The best that can be had at one price. Coupons are their ranks here, money plain whole fen. */
export interface AtPrice {
  readonly priced: Priced
  readonly quest: Quest
  /** The leaders of the groups, the most worth first. */
  readonly ranks: readonly number[]
  /** What they would take off together if nothing limited it. */
  readonly sum: number
  readonly payable: number
  readonly count: number
  /** The rank of the coupon that goes alone, where that is best; -1 otherwise. */
  readonly alone: number
  /** False where stored value has to pay all of it, and cannot. */
  readonly covered: boolean
}

export function atPrice(basis: Basis, field: Field, offer: PriceOffer): AtPrice {
  const priced = pricedAt(basis, field, offer)
  const { baseFen, payableMostFen, roomFen: room, worthFen: worth } = priced
  const { groups, loners } = field
  const quest: Quest = { groups, loners, worth, most: basis.limits.couponsMax, room }
  const ranks = leaders(quest)
  const together = reachTogether(quest, ranks)
  const alone = bestAlone(quest)
  const takesAlone = alone !== -1 && isBetterAlone(quest, ranks, together, alone)
  const off = takesAlone ? Math.min(worth[alone] ?? 0, room) : together.worth
  const payable = baseFen - off
  return {
    priced,
    quest,
    ranks,
    sum: sumOf(quest, ranks),
    payable,
    count: takesAlone ? 1 : together.count,
    alone: takesAlone ? alone : -1,
    covered: payable <= payableMostFen,
  }
}

/** More off; or as much with fewer; or the same with a coupon of a better rank. */
function isBetterAlone(
  quest: Quest,
  ranks: readonly number[],
  together: Reach,
  alone: number,
): boolean {
  const worth = Math.min(quest.worth[alone] ?? 0, quest.room)
  if (worth !== together.worth) return worth > together.worth
  if (together.count !== 1) return together.count > 1
  return alone < (bestTogether(quest, ranks, 1)[0] ?? -1)
}

/** The coupons of the best, by rank. */
export const chosenAt = ({ alone, count, quest, ranks }: AtPrice): number[] =>
  alone === -1 ? bestTogether(quest, ranks, count) : [alone]

/**
 * What the best plan with this coupon costs at a price. Beside it are the leaders: it takes the
 * seat of its group, or a free one, or the last. Infinity where there is no such plan.
 */
export function payableWith({ priced, quest, ranks, sum }: AtPrice, rank: number): number {
  const { groups, most, room, worth } = quest
  let off = worth[rank] ?? 0
  if (most === 0 || room === 0 || off === 0) return Infinity
  if (groups[rank] !== ALONE) {
    const seat = seatOfGroup(quest, rank, ranks)
    const gone = ranks[seat === -1 ? most - 1 : seat]
    off += sum - (gone === undefined ? 0 : (worth[gone] ?? 0))
  }
  return ifCovered(priced, priced.baseFen - Math.min(off, room))
}

/** What the best plan without this coupon costs at a price. Infinity where there is no such plan. */
export function payableWithout({ priced, quest, ranks, sum }: AtPrice, rank: number): number {
  const alone = bestAlone(quest, rank)
  const together = sumWithout(quest, ranks, sum, rank)
  const off = alone === -1 ? together : Math.max(together, quest.worth[alone] ?? 0)
  return ifCovered(priced, priced.baseFen - Math.min(off, quest.room))
}

const ifCovered = ({ payableMostFen }: Priced, payable: number): number =>
  payable <= payableMostFen ? payable : Infinity
