import { EMPTY_POCKET } from '../../coupon/claim'
import type { Contract } from '../../contract/contract'
import type { EpochMs } from '../../kernel/instant'
import type { Posting } from '../../ledger/journal'
import { EMPTY_ACCOUNT } from '../../stored-value/account'
import { NO_LOYALTY, type OwedGift } from '../loyalty'
import type { Before, Benefits, MemberId } from '../member'
import { growthFrom, growthWithout, joinedGrowth } from './growth'
import { joinedPockets, pocketFrom, pocketUntouched, pocketWithout } from './pocket'
import { joinedPoints, pointsFrom, pointsUntouched, pointsWithout, statementOf } from './points'
import { joinedValue, valueFrom, valueUntouched, valueWithout } from './stored-value'

/** A part's function takes it out of what it is asked of, so that a new benefit has to be decided. */
export const benefitsOf = ({
  contracts,
  loyalty,
  pendingOrders,
  pocket,
  storedValue,
}: Benefits): Benefits => ({ contracts, loyalty, pendingOrders, pocket, storedValue })

export const NO_BENEFITS: Benefits = {
  contracts: [],
  loyalty: NO_LOYALTY,
  pendingOrders: [],
  pocket: EMPTY_POCKET,
  storedValue: EMPTY_ACCOUNT,
}

/** Nothing that another person could use, or read. */
export const isBare = ({ contracts, loyalty, pendingOrders, pocket, storedValue }: Benefits) =>
  contracts.length === 0 &&
  pendingOrders.length === 0 &&
  pocket.coupons.length === 0 &&
  storedValue.recharges.length === 0 &&
  loyalty.owed.length === 0 &&
  loyalty.growth.orders.length === 0 &&
  loyalty.growth.days.length === 0 &&
  [loyalty.points.lots, loyalty.points.debts, loyalty.points.earnings].every(
    ({ length }) => length === 0,
  )

export interface JoinedBenefits {
  readonly benefits: Benefits
  readonly postings: readonly Posting[]
}

/** All benefits of two members under the id of one of them. */
export function joinedBenefits(
  memberId: MemberId,
  into: Benefits,
  from: Benefits,
  atMs: EpochMs,
): JoinedBenefits {
  const { account: points, postings } = joinedPoints(into.loyalty.points, from.loyalty.points)
  const benefits: Benefits = {
    contracts: [...into.contracts, ...from.contracts].map((one) => ownedBy(one, memberId)),
    loyalty: {
      points,
      statement: statementOf(into.loyalty.statement, points, { kind: 'merged', atMs }),
      growth: joinedGrowth(into.loyalty.growth, from.loyalty.growth),
      owed: [...into.loyalty.owed, ...besides(from.loyalty.owed, into.loyalty.owed)],
    },
    pendingOrders: [...into.pendingOrders, ...from.pendingOrders],
    pocket: joinedPockets(into.pocket, from.pocket),
    storedValue: joinedValue(into.storedValue, from.storedValue),
  }
  return { benefits, postings }
}

/** One person is owed a gift of one reason once: the same level, the same birthday. */
const besides = (owed: readonly OwedGift[], known: readonly OwedGift[]): readonly OwedGift[] =>
  owed.filter(({ key }) => !known.some((one) => one.key === key))

export const ownedBy = (contract: Contract, memberId: MemberId): Contract =>
  contract.memberId === memberId ? contract : { ...contract, memberId }

/** The benefits that came, as they lie in the joint ones now. */
export function benefitsFrom(joint: Benefits, came: Benefits): Benefits {
  const keys = new Set(came.loyalty.owed.map(({ key }) => key))
  const contractIds = new Set(came.contracts.map(({ id }) => id))
  const orderIds = new Set(came.pendingOrders.map(({ orderId }) => orderId))
  return {
    contracts: joint.contracts.filter(({ id }) => contractIds.has(id)),
    loyalty: {
      points: pointsFrom(joint.loyalty.points, came.loyalty.points),
      statement: came.loyalty.statement,
      growth: growthFrom(joint.loyalty.growth, came.loyalty.growth),
      owed: joint.loyalty.owed.filter(({ key }) => keys.has(key)),
    },
    pendingOrders: joint.pendingOrders.filter(({ orderId }) => orderIds.has(orderId)),
    pocket: pocketFrom(joint.pocket, came.pocket),
    storedValue: valueFrom(joint.storedValue, came.storedValue),
  }
}

/** The joint benefits without that part. */
export function benefitsWithout(
  joint: Benefits,
  part: Benefits,
  before: Before,
  atMs: EpochMs,
): Benefits {
  const points = pointsWithout(joint.loyalty.points, part.loyalty.points)
  return {
    contracts: joint.contracts.filter((one) => !part.contracts.includes(one)),
    loyalty: {
      points,
      statement: statementOf(joint.loyalty.statement, points, { kind: 'separated', atMs }),
      growth: growthWithout(joint.loyalty.growth, part.loyalty.growth, before),
      owed: joint.loyalty.owed.filter((one) => !part.loyalty.owed.includes(one)),
    },
    pendingOrders: joint.pendingOrders.filter((one) => !part.pendingOrders.includes(one)),
    pocket: pocketWithout(joint.pocket, part.pocket),
    storedValue: valueWithout(joint.storedValue, part.storedValue),
  }
}

/** Whether no order and nobody has used, given away or withdrawn anything that came. */
export const isUntouched = (joint: Benefits, came: Benefits, nowMs: EpochMs): boolean =>
  pocketUntouched(joint.pocket, came.pocket, nowMs) &&
  pointsUntouched(joint.loyalty.points, came.loyalty.points, nowMs) &&
  valueUntouched(joint.storedValue, came.storedValue) &&
  came.loyalty.owed.every(({ key }) => joint.loyalty.owed.some((one) => one.key === key)) &&
  came.contracts.every((before) => {
    const now = joint.contracts.find(({ id }) => id === before.id)
    return now ? ordersIn(now) === ordersIn(before) : true
  })

const ordersIn = ({ settled, uses }: Contract): number => settled.orders + uses.length
