import { type Contract, isRunning } from '../contract/contract'
import { WAITED_FOR_MS } from '../contract/settle'
import { paceOf, promiseOf } from '../contract/progress'
import { NO_FEN } from '../kernel/fen'
import { idLetters } from '../kernel/id'
import {
  businessDay,
  DAY_MS,
  type EpochMs,
  END_OF_TIME,
  epochMs,
  HOUR_MS,
  later,
  startOfBusinessDay,
} from '../kernel/instant'
import { points } from '../kernel/points'
import type { Member } from '../member/member'
import type { PointsLot } from '../points/account'
import { hasMoney, paidAtMsOf, type Recharge, tradeOf } from '../stored-value/recharge/recharge'
import { refundsOf } from '../trade/trade'
import { isDue, isNews, type Telling } from './telling'

/** Days before the end on which an expiry is told. */
const COUPON_DAYS = 3
const POINTS_DAYS = 7

/** Shares of a contract's period at which its pace is looked at, in percent. */
const PACE_LOOKS = [50, 75, 90] as const

/** Everything that a member's own document has to tell, as it stands. */
export const memberTellings = (member: Member): readonly Telling[] => [
  ...member.storedValue.recharges.flatMap(rechargeTellings),
  ...couponTellings(member),
  ...pointsTellings(member),
  ...member.contracts.flatMap(contractTellings),
]

/** Never due. A regular number, so that it can be stored and indexed. */
export const NOTHING_TO_TELL = END_OF_TIME

/** The next instant at which there is something to tell. */
export const memberTellAtMs = (member: Member): EpochMs =>
  epochMs(Math.min(NOTHING_TO_TELL, ...untold(member).map(({ atMs }) => atMs)))

export interface Told {
  readonly member: Member
  readonly tellings: readonly Telling[]
}

/** Takes out what is due, and remembers that it was: keys of what no longer stands are dropped. */
export function tellMember(member: Member, nowMs: EpochMs): Told {
  const all = memberTellings(member)
  const due = untold(member).filter((telling) => isDue(telling, nowMs))
  const keys = new Set([...(member.told ?? []), ...due.map(({ key }) => key)])
  return {
    member: { ...member, told: all.map(({ key }) => key).filter((key) => keys.has(key)) },
    tellings: due.filter((telling) => isNews(telling, nowMs)),
  }
}

function untold(member: Member): readonly Telling[] {
  const told = new Set(member.told ?? [])
  return memberTellings(member).filter(({ key }) => !told.has(key))
}

function rechargeTellings(recharge: Recharge): readonly Telling[] {
  const trade = tradeOf(recharge)
  if (!trade || !hasMoney(recharge)) return []
  const { amountFen, id, state } = recharge
  const arrived: Telling = {
    key: `recharge-${idLetters(id)}`,
    atMs: paidAtMsOf(recharge),
    facts: {
      kind: 'recharge-arrived',
      rechargeId: id,
      amountFen,
      giftFen: state.gift?.grantedFen ?? NO_FEN,
    },
  }
  const back = refundsOf(trade).flatMap((refund): Telling[] =>
    'doneAtMs' in refund.state
      ? [
          {
            key: `refund-${idLetters(refund.id)}`,
            atMs: refund.state.doneAtMs,
            facts: {
              kind: 'refund-arrived',
              of: id,
              stationName: null,
              amountFen: refund.amountFen,
            },
          },
        ]
      : [],
  )
  return [arrived, ...back]
}

/** Ten in the morning, some days before. */
const morningBefore = (instant: EpochMs, days: number): EpochMs =>
  later(startOfBusinessDay(later(instant, -days * DAY_MS)), 10 * HOUR_MS)

function couponTellings({ id, pocket }: Member): readonly Telling[] {
  const lapsing = pocket.coupons.flatMap((coupon) => {
    const { toMs } = coupon.condition
    const isFree = coupon.state.at === 'free' || coupon.state.at === 'offered'
    if (toMs === null || !isFree) return []
    const atMs = morningBefore(toMs, COUPON_DAYS)
    return coupon.issuedAtMs < atMs ? [{ coupon, atMs, toMs }] : []
  })
  return [...groupedByDay(lapsing, ({ toMs }) => toMs)].map(([day, of]): Telling => {
    const { atMs, coupon, toMs } = of[0]!
    return {
      key: `coupons-${day}-${idLetters(id)}`,
      atMs,
      facts: {
        kind: 'coupons-expiring',
        title: coupon.title,
        count: of.length,
        expiresAtMs: toMs,
      },
    }
  })
}

function pointsTellings({ id, loyalty }: Member): readonly Telling[] {
  const lots = loyalty.points.lots.filter(
    ({ earnedAtMs, expiresAtMs, left }) =>
      left > 0 && earnedAtMs < morningBefore(expiresAtMs, POINTS_DAYS),
  )
  return [...groupedByDay(lots, ({ expiresAtMs }) => expiresAtMs)].map(([day, of]): Telling => {
    const first: PointsLot = of[0]!
    return {
      key: `points-${day}-${idLetters(id)}`,
      atMs: morningBefore(first.expiresAtMs, POINTS_DAYS),
      facts: {
        kind: 'points-expiring',
        points: points(of.reduce((sum, { left }) => sum + left, 0)),
        expiresAtMs: first.expiresAtMs,
      },
    }
  })
}

function contractTellings(contract: Contract): readonly Telling[] {
  const { id, state, terms } = contract
  const { done, promised } = promiseOf(contract)
  const { title } = terms
  const isOver = state.status === 'fulfilled' || state.status === 'broken'
  if (!isRunning(state) && !isOver) return []
  if (done >= promised) {
    const key = `contract-fulfilled-${idLetters(id)}`
    const facts = { kind: 'contract-fulfilled', contractId: id, title } as const
    return [{ key, atMs: reachedAtMs(contract, state.fromMs), facts }]
  }
  if (state.status === 'fulfilled') return []
  const broken = brokenTelling(contract, promised - done, state.toMs)
  if (!isRunning(state)) return [broken]
  const behind = PACE_LOOKS.flatMap((share): Telling[] => {
    const atMs = lookAtMs(state, share)
    const pace = paceOf(contract, atMs)
    if (!pace || pace.isOnPace) return []
    const { left, unit } = pace
    const key = `contract-behind-${share}-${idLetters(id)}`
    const facts = { kind: 'contract-behind', contractId: id, title, unit, left } as const
    return [{ key, atMs, facts: { ...facts, toMs: state.toMs } }]
  })
  return [...behind, broken]
}

/** The first ten in the morning from then on. */
function morningAfter(instant: EpochMs): EpochMs {
  const morning = later(startOfBusinessDay(instant), 10 * HOUR_MS)
  return morning < instant ? later(morning, DAY_MS) : morning
}

/** The morning after the end, or after the grace for orders that were still under way. */
function brokenTelling({ id, terms, uses }: Contract, left: number, toMs: EpochMs): Telling {
  const isUnderWay = uses.some(({ counted }) => counted === null)
  const overMs = isUnderWay ? later(toMs, WAITED_FOR_MS) : toMs
  const { promise, title } = terms
  return {
    key: `contract-broken-${idLetters(id)}`,
    atMs: morningAfter(overMs),
    facts: { kind: 'contract-broken', contractId: id, title, unit: promise.unit, left },
  }
}

/** The morning of the day in which the share of the period has passed. */
function lookAtMs(
  { fromMs, toMs }: { readonly fromMs: EpochMs; readonly toMs: EpochMs },
  share: number,
): EpochMs {
  const atMs = epochMs(fromMs + Math.floor(((toMs - fromMs) * share) / 100))
  return later(startOfBusinessDay(atMs), 10 * HOUR_MS)
}

/** The last purchase that counted; the beginning, if none is kept any more. */
const reachedAtMs = ({ uses }: Contract, fromMs: EpochMs): EpochMs =>
  uses.reduce((last, { counted }) => (counted && counted.atMs > last ? counted.atMs : last), fromMs)

function groupedByDay<Value>(values: readonly Value[], instantOf: (value: Value) => EpochMs) {
  const groups = new Map<string, Value[]>()
  for (const value of values) {
    const day = businessDay(instantOf(value))
    groups.set(day, [...(groups.get(day) ?? []), value])
  }
  return groups
}
