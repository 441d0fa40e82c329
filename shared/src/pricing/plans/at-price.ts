import {
  bestAlone,
  bestTogether,
  type Leaders,
  leadersOf,
  NOBODY,
  type Quest,
  type Reach,
  reachTogether,
  sumWith,
  sumWithout,
} from './best-set'
import { ALONE, type Field } from './field'
import type { Basis } from './plan'
import type { Priced } from './priced'

/** The best plan at one price. Coupons are ranks here, money plain whole fen. */
export interface AtPrice {
  readonly priced: Priced
  readonly quest: Quest
  readonly leaders: Leaders
  readonly payable: number
  readonly count: number
  /** The coupon that goes alone, if that is best; `NOBODY` otherwise. */
  readonly alone: number
  /** False if stored value has to pay the whole amount and cannot. */
  readonly covered: boolean
}

export function atPrice(basis: Basis, { groups, loners }: Field, priced: Priced): AtPrice {
  const { baseFen, payableMaxFen, roomFen: room, worthFen: worth } = priced
  const quest: Quest = { groups, loners, worth, max: basis.limits.couponsMax, room }
  const leaders = leadersOf(quest)
  const together = reachTogether(quest, leaders)
  const alone = bestAlone(quest)
  const takesAlone = alone !== NOBODY && isBetterAlone(quest, leaders, together, alone)
  const off = takesAlone ? Math.min(worth[alone] ?? 0, room) : together.worth
  const payable = baseFen - off
  return {
    priced,
    quest,
    leaders,
    payable,
    count: takesAlone ? 1 : together.count,
    alone: takesAlone ? alone : NOBODY,
    covered: payable <= payableMaxFen,
  }
}

/** A larger reduction; or the same with fewer coupons; or the same with a coupon of better rank. */
function isBetterAlone(quest: Quest, leaders: Leaders, together: Reach, alone: number): boolean {
  const worth = Math.min(quest.worth[alone] ?? 0, quest.room)
  if (worth !== together.worth) return worth > together.worth
  if (together.count !== 1) return together.count > 1
  return alone < (bestTogether(quest, leaders, 1)[0] ?? NOBODY)
}

/** The coupons of the best plan, by rank. */
export const chosenAt = ({ alone, count, leaders, quest }: AtPrice): number[] =>
  alone === NOBODY ? bestTogether(quest, leaders, count) : [alone]

/** Cost of the best plan with each coupon at any price, by rank; `NO_PLAN` if there is none. */
export function payablesWith(atPrices: readonly AtPrice[], { groups }: Field): number[] {
  const min = groups.map(() => NO_PLAN)
  for (const { leaders, priced, quest } of atPrices) {
    const { max, room, worth } = quest
    const { baseFen, payableMaxFen } = priced
    for (let rank = 0; max > 0 && room > 0 && rank < worth.length; rank += 1) {
      const own = worth[rank] ?? 0
      if (own === 0) continue
      const off = groups[rank] === ALONE ? own : sumWith(quest, leaders, rank)
      const payable = baseFen - Math.min(off, room)
      if (payable <= payableMaxFen) min[rank] = lesser(payable, min[rank] ?? NO_PLAN)
    }
  }
  return min
}

/** An integer like all other values here: a non-integer would slow down the engine's arrays. */
export const NO_PLAN = -1

/** The lesser of two costs, either of which may be `NO_PLAN`. */
export const lesser = (a: number, b: number): number =>
  a === NO_PLAN || (b !== NO_PLAN && b < a) ? b : a

/** Cost of the best plan without this coupon at one price; `NO_PLAN` if there is none. */
export function payableWithout({ leaders, priced, quest }: AtPrice, rank: number): number {
  const alone = bestAlone(quest, rank)
  const together = sumWithout(quest, leaders, rank)
  const off = alone === NOBODY ? together : Math.max(together, quest.worth[alone] ?? 0)
  const payable = priced.baseFen - Math.min(off, quest.room)
  return payable <= priced.payableMaxFen ? payable : NO_PLAN
}
