import { creditsOf } from '../contract/settle'
import { commit } from '../contract/use'
import { fen } from '../kernel/fen'
import { DAY_MS, later } from '../kernel/instant'
import { levelAt, NO_GROWTH } from '../level/growth'
import { after, aMember, NOON } from '../testing/builders/builders'
import { aContract, aCount } from '../testing/builders/contracts'
import { aLevelPolicy } from '../testing/builders/levels'
import { valueOf } from '../testing/results'
import { NO_LOYALTY } from './loyalty'
import { memberAt } from './member-at'
import { loyaltyOnVisit } from './visit'

const policy = aLevelPolicy({ birthdayDays: 400 })
const rules = { points: null, levels: policy }
/** Fulfilled by one large order, and worth ¥1,000 of growth when it ends after 30 days. */
const contract = valueOf(
  commit(
    aContract({
      outcome: { growthFen: fen(100_000), breachGrowthFen: fen(0), breachPauseDays: 0 },
    }),
    aCount(100_000),
  ),
).contract
const member = aMember({ contracts: [contract] })
const ENDED = after(30 * DAY_MS)

test('a level reached by the end of a contract gives its welcome gift at a visit, once', () => {
  expect(loyaltyOnVisit(member, rules, later(ENDED, -1))).toBe(member.loyalty)
  const loyalty = loyaltyOnVisit(member, rules, ENDED)
  expect(loyalty.owed).toEqual([
    { key: 'welcome-silver', couponTemplateIds: ['coupon-template:wash'], givenAtMs: ENDED },
  ])
  const visited = { ...member, loyalty }
  expect(loyaltyOnVisit(visited, rules, later(ENDED, DAY_MS))).toBe(loyalty)
})

test('a level needs no visit to be there, and none to be gone', () => {
  const levelOn = (days: number) => {
    const { contracts } = memberAt(member, after(days * DAY_MS))
    return levelAt(NO_GROWTH, creditsOf(contracts), policy, after(days * DAY_MS))?.id
  }
  expect([29, 31, 119, 121].map(levelOn)).toEqual([
    'level:plain',
    'level:silver',
    'level:silver',
    'level:plain',
  ])
})

test('a member without contracts, or without rules, is left unchanged', () => {
  const guest = aMember()
  expect(loyaltyOnVisit(guest, rules, NOON)).toBe(guest.loyalty)
  expect(loyaltyOnVisit(member, { points: null, levels: null }, ENDED)).toBe(member.loyalty)
  expect(guest.loyalty).toEqual(NO_LOYALTY)
})
