import { fen } from '../../kernel/fen'
import { points } from '../../kernel/points'
import type { Member } from '../../member/member'
import type { PointsStatement } from '../../member/points-statement'
import type { Place, Placing } from '../../order/verbs/place'
import { place } from '../../order/verbs/place'
import { NO_POINTS_YET } from '../../points/account'
import type { StoredValueAccount } from '../../stored-value/account'
import { EMPTY_ACCOUNT } from '../../stored-value/account'
import { aMember } from './builders'
import { aPlace } from './orders'
import { afterEarning, aPointsPolicy } from './points'
import { valueOf } from '../results'
import { afterRecharge, ALWAYS_ON, aStoredValuePolicy } from './stored-value'

/** ¥100 principal and ¥30 gift; the gift is spent first. */
export const WITH_VALUE: StoredValueAccount = afterRecharge(EMPTY_ACCOUNT, { offers: [ALWAYS_ON] })

export const GIFT_FIRST = aStoredValuePolicy({ spending: 'gift-first' })

/** ¥100 a point: 104 points, of which 10 pay ¥1. */
export const WITH_POINTS = afterEarning(NO_POINTS_YET, {
  basisFen: fen(1_040_000),
  orderId: 'order:earlier',
})

/** Points from before statements existed. */
export const CARRIED: PointsStatement = { carried: 104, rows: [] }

/** A member with stored value and points. */
export const aSaver = (changes: Partial<Member> = {}): Member => {
  const member = aMember({ storedValue: WITH_VALUE, ...changes })
  return { ...member, loyalty: { ...member.loyalty, points: WITH_POINTS, statement: CARRIED } }
}

/** The order of `aPlace`, ¥200: points pay ¥10 and stored value ¥130. */
export function aMixedPlace(changes: Partial<Place> = {}): Place {
  return aPlace({
    member: aSaver(),
    loyaltyRules: { points: aPointsPolicy(), levels: null },
    storedValuePolicy: GIFT_FIRST,
    seenTenders: { points: points(100), storedValueFen: fen(13_000) },
    ...changes,
  })
}

export const aMixedPlacing = (changes: Partial<Place> = {}): Placing =>
  valueOf(place(aMixedPlace(changes)))

/** ¥120 of fuel without a wallet payment: ¥10 by points, ¥110 by stored value. */
export const aPlacingByTenders = (): Placing =>
  aMixedPlacing({
    amountFen: fen(12_000),
    seenPayableFen: fen(12_000),
    seenTenders: { points: points(100), storedValueFen: fen(11_000) },
  })
