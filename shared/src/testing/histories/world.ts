import type { CouponStock, CouponTemplate, CouponTemplateId } from '../../coupon/coupon'
import type { CouponTransfer } from '../../coupon/transfer'
import { basisPoints } from '../../kernel/basis-points'
import { type Fen, fen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import type { JournalEntry } from '../../ledger/journal'
import type { LoyaltyRules } from '../../member/loyalty'
import type { Member } from '../../member/member'
import { noted } from '../../member/points-statement'
import type { Order, OrderId } from '../../order/facts/order'
import { earn } from '../../points/earn'
import type { Station } from '../../station/station'
import { aMember, aStation, NOON } from '../builders/builders'
import { aContract } from '../builders/contracts'
import { aStock, aTemplate } from '../builders/coupons'
import { aLevelPolicy } from '../builders/levels'
import { anEarn, aPointsPolicy } from '../builders/points'
import { valueOf } from '../results'
import { ALWAYS_ON, aStoredValuePolicy } from '../builders/stored-value'

/** One change of one order, with the member before and after. */
export interface Step {
  readonly before: Order | null
  readonly after: Order
  readonly memberBefore: Member
  readonly memberAfter: Member
  readonly nowMs: EpochMs
}

/** A payment collected by a provider. */
export interface Taken {
  readonly orderId: OrderId
  readonly transactionId: string
  readonly amountFen: Fen
  /** Unmatched: it has an incident. */
  readonly isIncident: boolean
}

export interface World {
  readonly nowMs: EpochMs
  readonly station: Station
  readonly rules: LoyaltyRules
  readonly members: readonly Member[]
  readonly orders: ReadonlyMap<OrderId, Order>
  readonly stock: CouponStock
  readonly entries: readonly JournalEntry[]
  readonly steps: readonly Step[]
  readonly taken: readonly Taken[]
  /** Offered coupons by number, latest last. */
  readonly transfers: readonly CouponTransfer[]
  /** Number of placements refused because the driver had seen another figure. */
  readonly askedAgain: number
  readonly misread: number
}

/** One point per yuan, valid for a day; ten points pay ¥1 of at most half an order. */
export const POINTS = aPointsPolicy({
  fenPerPoint: fen(100),
  shareMax: basisPoints(5_000),
  lifetime: { kind: 'days', days: 1 },
})
export const STORED_VALUE = aStoredValuePolicy({
  spending: 'gift-first',
  perOrderFen: fen(8_000),
  perDayFen: fen(60_000),
})
/** Two in stock, one per member. */
export const TEMPLATE = aTemplate({
  quota: { total: 2, perMember: 1, perMemberDay: null, budgetFen: null },
})
export const OFFER = { ...ALWAYS_ON, giftDays: 1 }

/** Gift of recharges, levels and milestones: ¥20 off, transferable. */
export const giftTemplate = (id: CouponTemplateId): CouponTemplate =>
  aTemplate({ id, group: id, transferable: true, validity: { kind: 'relative', days: 30 } })

/** 张 has a contract of 100 litres at ¥0.50 off, for a year; 陈 has none. Each has 400 points. */
export function newWorld(): World {
  const gathered = [aMember(), aMember(CHEN)].map(withPoints)
  const [zhang, chen] = gathered.map(({ member }) => member) as [Member, Member]
  const contract = { ...aContract({ period: { kind: 'days', days: 365 } }), memberId: zhang.id }
  return {
    nowMs: NOON,
    station: aStation(),
    rules: { points: POINTS, levels: aLevelPolicy() },
    members: [{ ...zhang, contracts: [contract] }, chen],
    orders: new Map(),
    stock: aStock(),
    entries: gathered.flatMap(({ entry }) => entry ?? []),
    steps: [],
    taken: [],
    transfers: [],
    askedAgain: 0,
    misread: 0,
  }
}

const CHEN = {
  id: 'member:0000000000000000chen',
  identity: { provider: 'wechat', appId: 'wxlocal', openId: 'oChen' },
} as const

function withPoints(member: Member) {
  const earned = anEarn({
    orderId: `order:earlier${member.id.slice(-4)}`,
    lotId: `points-lot:${member.id.slice(-4)}`,
    basisFen: fen(40_000),
    policy: POINTS,
  })
  const { account: points, entry, row } = valueOf(earn(member.loyalty.points, earned))
  const statement = noted(member.loyalty.statement, row)
  return { member: { ...member, loyalty: { ...member.loyalty, points, statement } }, entry }
}

export const memberOf = ({ members }: World, who: number): Member => {
  const member = members[who]
  if (!member) throw new Error(`nobody is ${who}`)
  return member
}

export const withMember = (world: World, member: Member): World => ({
  ...world,
  members: world.members.map((known) => (known.id === member.id ? member : known)),
})

export const withOrder = (world: World, order: Order): World => ({
  ...world,
  orders: new Map(world.orders).set(order.id, order),
})

export const withEntries = (world: World, ...entries: readonly (JournalEntry | null)[]): World => ({
  ...world,
  entries: [...world.entries, ...entries.filter((entry) => entry !== null)],
})
