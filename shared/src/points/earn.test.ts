import { fen } from '../kernel/fen'
import { epochMs, later } from '../kernel/instant'
import { NOON } from '../testing/builders/builders'
import { afterEarning, aHold, anEarn, aPointsPolicy } from '../testing/builders/points'
import { refused, valueOf } from '../testing/results'
import { balanceOf, NO_POINTS_YET, type PointsAccount } from './account'
import { earn } from './earn'
import { expire } from './expire'
import { commit, reserve } from './use'
import { takeBack } from './take-back'

const yuan = (amount: number) => fen(amount * 100)
const BIG = { basisFen: yuan(2_000) }
const LATER = epochMs(Date.parse('2028-01-01T00:00:00Z'))

/** Order 1 earned 20 points and order 9 spent them. */
const spent = () => {
  const held = valueOf(reserve(afterEarning(NO_POINTS_YET, BIG), aHold())).account
  return valueOf(commit(held, 'order:9')).account
}

const back = (account: PointsAccount, amount: number, orderId: 'order:1' | 'order:2' = 'order:1') =>
  takeBack(account, { orderId, refundedFen: yuan(amount), nowMs: NOON })

describe('earning', () => {
  test('¥60 and ¥60 make a point, with ¥20 towards the next', () => {
    const first = valueOf(earn(NO_POINTS_YET, anEarn({ basisFen: yuan(60) })))
    expect(first).toMatchObject({ account: { remainderFen: 6_000 }, row: null, entry: null })
    const order2 = anEarn({ orderId: 'order:2', lotId: 'points-lot:2', basisFen: yuan(60) })
    const second = valueOf(earn(first.account, order2))
    expect(second.account).toMatchObject({ remainderFen: 2_000, lots: [{ points: 1, left: 1 }] })
    expect(second.row).toMatchObject({ kind: 'earned', points: 1, balance: 1, orderId: 'order:2' })
  })

  test('posts the cost of the points to their unit', () => {
    const { entry } = valueOf(earn(NO_POINTS_YET, anEarn({ grantedBy: 'station:bj0001' })))
    expect(entry).toMatchObject({
      id: 'journal:1:points-earned',
      postings: [
        { account: 'marketing:points:station:bj0001', amountFen: 20 },
        { account: 'points', amountFen: -20 },
      ],
    })
  })

  test('points expire at the end of a month in China, a year on', () => {
    const { lots } = afterEarning(NO_POINTS_YET, {})
    expect(lots[0]?.expiresAtMs).toBe(Date.parse('2027-12-01T00:00:00+08:00'))
  })

  test('points with a lifetime in days expire to the instant', () => {
    const policy = aPointsPolicy({ lifetime: { kind: 'days', days: 1 } })
    const { lots } = afterEarning(NO_POINTS_YET, { policy })
    expect(lots[0]?.expiresAtMs).toBe(later(NOON, 86_400_000))
  })

  test('an order earns once', () => {
    const account = afterEarning(NO_POINTS_YET, {})
    expect(valueOf(earn(account, anEarn()))).toEqual({ account, row: null, entry: null })
  })

  test('refuses the same order on another amount', () => {
    const account = afterEarning(NO_POINTS_YET, {})
    expect(earn(account, anEarn({ basisFen: fen(1) }))).toMatchObject(
      refused('points/earned-otherwise'),
    )
  })

  test('a new rate does not change earned points', () => {
    const policy = aPointsPolicy({ fenPerPoint: yuan(1) })
    const account = afterEarning(
      NO_POINTS_YET,
      {},
      { orderId: 'order:2', lotId: 'points-lot:2', policy },
    )
    expect(balanceOf(valueOf(back(account, 200)).account)).toBe(200)
  })
})

describe('taking back', () => {
  test.each<[string, PointsAccount, number, string]>([
    ['for an order that never earned', NO_POINTS_YET, 200, 'points/never-earned'],
    [
      'of more than had counted',
      afterEarning(NO_POINTS_YET, {}),
      200.01,
      'points/refund-above-basis',
    ],
  ])('refuses %s', (_, account, amount, code) => {
    expect(back(account, amount)).toMatchObject(refused(code))
  })

  test('after a full refund restores the account', () => {
    const { account, entry } = valueOf(back(afterEarning(NO_POINTS_YET, {}), 200))
    expect(account).toMatchObject({ lots: [{ left: 0 }], remainderFen: 0, debts: [] })
    expect(entry?.postings).toEqual([
      { account: 'marketing:points:hq', amountFen: -20 },
      { account: 'points', amountFen: 20 },
    ])
  })

  test('uses the remainder first', () => {
    const account = afterEarning(NO_POINTS_YET, { basisFen: yuan(250) })
    expect(valueOf(back(account, 50)).account).toMatchObject({
      lots: [{ left: 2 }],
      remainderFen: 0,
    })
    expect(valueOf(back(account, 51)).account).toMatchObject({
      lots: [{ left: 1 }],
      remainderFen: 9_900,
    })
  })

  test('takes the point that another order completed with its remainder, and keeps the rest of that order', () => {
    const account = afterEarning(
      NO_POINTS_YET,
      { basisFen: yuan(60) },
      { orderId: 'order:2', lotId: 'points-lot:2', basisFen: yuan(60) },
    )
    const decision = valueOf(back(account, 60))
    expect(decision).toMatchObject({
      account: { remainderFen: 6_000, earnings: [{ takenBack: 0 }, { takenBack: 1 }] },
      row: { points: -1, balance: 0 },
    })
    const third = { orderId: 'order:3', lotId: 'points-lot:3', basisFen: yuan(139) } as const
    expect(balanceOf(afterEarning(decision.account, third))).toBe(1)
  })

  test('is idempotent for the same refund', () => {
    const { account } = valueOf(back(afterEarning(NO_POINTS_YET, {}), 100))
    expect(valueOf(back(account, 100))).toEqual({ account, row: null, entry: null })
    expect(valueOf(back(account, 50))).toEqual({ account, row: null, entry: null })
  })

  test('turns spent points into a debt, which the next points pay', () => {
    const owing = valueOf(back(spent(), 2_000))
    expect(owing.account.debts).toMatchObject([{ orderId: 'order:1', points: 20 }])
    expect(owing.row).toMatchObject({ points: -20, balance: -20 })
    const order2 = { orderId: 'order:2', lotId: 'points-lot:2', basisFen: yuan(2_500) } as const
    const paid = afterEarning(owing.account, order2)
    expect(paid).toMatchObject({ debts: [], lots: [{ left: 0 }, { points: 25, left: 5 }] })
  })

  test('uses points of other orders for spent ones before making a debt', () => {
    const order2 = { orderId: 'order:2', lotId: 'points-lot:2', basisFen: yuan(1_500) } as const
    const { account } = valueOf(back(afterEarning(spent(), order2), 2_000))
    expect(account.lots.map(({ left }) => left)).toEqual([0, 0])
    expect(account.debts).toMatchObject([{ points: 5 }])
  })

  test('settles a debt of another cost at the expense of its unit', () => {
    const owing = valueOf(back(spent(), 2_000)).account
    const dearer = aPointsPolicy({ unitCostFen: fen(12) })
    const command = anEarn({
      orderId: 'order:2',
      lotId: 'points-lot:2',
      basisFen: yuan(500),
      grantedBy: 'partner:insurer',
      policy: dearer,
    })
    expect(valueOf(earn(owing, command)).entry?.postings).toEqual([
      { account: 'marketing:points:partner:insurer', amountFen: 60 },
      { account: 'points', amountFen: -50 },
      { account: 'marketing:points:hq', amountFen: -10 },
    ])
  })

  test('does not take back points that expired unspent', () => {
    const expired = expire(afterEarning(NO_POINTS_YET, BIG), 'member:1', LATER).account
    const { account, entry, row } = valueOf(back(expired, 2_000))
    expect(account.debts).toEqual([])
    expect(row).toBeNull()
    expect(entry?.postings).toEqual([
      { account: 'marketing:points:hq', amountFen: -200 },
      { account: 'breakage:points', amountFen: 200 },
    ])
    expect(account.earnings).toMatchObject([{ takenBack: 20, expired: 0 }])
  })
})
