import { fen } from '../../kernel/fen'
import { DAY_MS, MINUTE_MS } from '../../kernel/instant'
import { after, aMember, NOON, onDuty, PAID } from '../../testing/builders/builders'
import { anIssued, aPocket } from '../../testing/builders/coupons'
import { aPlace } from '../../testing/builders/orders'
import { valueOf } from '../../testing/results'
import { place } from '../verbs/place'
import { preview } from './preview'

/** ¥200 with a coupon of ¥20 from ¥200 on, which ends in an hour. */
const order = () => {
  const template = { minimumFen: fen(20_000), toMs: after(60 * MINUTE_MS) }
  const coupon = anIssued('coupon:spring1', { reduction: { kind: 'fixed', amountFen: fen(2_000) } })
  const own = { ...coupon, condition: { ...coupon.condition, ...template } }
  const member = aMember({ pocket: aPocket(own) })
  const command = aPlace({ member, seenPayableFen: fen(18_000), nowMs: NOON })
  return { ...valueOf(place(command)).order, state: PAID }
}

test.each([
  ['that lives is promised back', MINUTE_MS, 1],
  ['whose time has passed meanwhile is not', DAY_MS, 0],
])('a coupon that less fuel does not need, %s', (_, ms, couponsBack) => {
  expect(valueOf(preview(order(), onDuty(), fen(15_000), after(ms)))).toEqual({
    payableFen: 15_000,
    backFen: 3_000,
    couponsBack,
  })
})
