import type { BenefitCall } from './benefit-call'
import { contracts } from './contracts'
import { coupons } from './coupons'
import { earnedPoints } from './earned-points'
import { growth } from './growth'
import { levelGifts } from './level-gifts'
import { points } from './points'
import { storedValue } from './stored-value'
import type { Transition } from './transition'

/** The order came to nothing. */
const CANCELLED = [points.cancel, storedValue.cancel, contracts.cancel, coupons.cancel]

/**
 * Calls to the member's benefits at each transition of an order, in this sequence: a level depends
 * on contracts, earned points on the level before. Between placement and confirmation, nothing changes.
 *
 * Points and stored value are reserved before there is an order to place (`reserveTenders`), because
 * the order records its takings. Stored value has nothing to commit: a reserved amount has left
 * the account.
 */
export const BENEFIT_CALLS: Readonly<Record<Transition, readonly BenefitCall[]>> = {
  placed: [contracts.reserve, coupons.reserve],
  closing: [],
  closed: CANCELLED,
  paid: [],
  confirmed: [
    points.commit,
    points.refund,
    storedValue.refund,
    contracts.commit,
    earnedPoints.commit,
    growth.commit,
    coupons.commit,
    coupons.cancel,
  ],
  corrected: [
    points.refund,
    storedValue.refund,
    contracts.refund,
    earnedPoints.refund,
    growth.refund,
    coupons.commit,
    coupons.refund,
    levelGifts.refund,
  ],
  reversed: CANCELLED,
}
