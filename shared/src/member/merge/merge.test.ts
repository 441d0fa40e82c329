import fc from 'fast-check'
import type { Coupon } from '../../coupon/coupon'
import { businessDay, DAY_MS, epochMs } from '../../kernel/instant'
import { points } from '../../kernel/points'
import { balances } from '../../ledger/journal'
import { balanceOf as pointsIn, liabilityFen, type PointsAccount } from '../../points/account'
import { balanceOf } from '../../stored-value/account'
import { fen } from '../../kernel/fen'
import { after, aMember, NOON } from '../../testing/builders/builders'
import { anIssued } from '../../testing/builders/coupons'
import { CARRIED, WITH_POINTS, WITH_VALUE } from '../../testing/builders/tenders'
import { refused, valueOf } from '../../testing/results'
import type { Member } from '../member'
import { isBare } from './benefits'
import { isMergeable, merge, type Merged } from './merge'
import { separate, UNDO_MS } from './separate'

const PHONE = { id: 'phone:1', shown: '138****0000', boundAtMs: NOON } as const

const inWechat = (changes: Partial<Member> = {}) =>
  aMember({ id: 'member:0000000000000000wech', ...changes })

const inAlipay = (changes: Partial<Member> = {}) =>
  aMember({
    id: 'member:0000000000000000alip',
    identity: { provider: 'alipay', appId: '2021', openId: 'aZhang' },
    joinedAtMs: after(-DAY_MS),
    ...changes,
  })

const coupon = (id: string): Coupon => ({ ...anIssued(), id: `coupon:${id}` })
const withCoupons = (...ids: string[]) => ({ coupons: ids.map(coupon), claims: [] })
const withPoints = (account: PointsAccount = WITH_POINTS) => ({
  ...aMember().loyalty,
  points: account,
  statement: { carried: pointsIn(account), rows: [] },
})

const join = (a: Member, b: Member, nowMs = NOON) => merge({ members: [a, b], phone: PHONE, nowMs })
const joined = (a: Member, b: Member): Merged => valueOf(join(a, b))
const part = ({ alias, member }: Merged, by: 'driver' | 'office' = 'driver', nowMs = NOON) =>
  separate({ member, alias, by, nowMs })

/** Rows of movements are added; all else has to be as it was. */
const worth = ({ loyalty, ...rest }: Member) => ({
  ...rest,
  loyalty: { ...loyalty, statement: null },
})

const couponIds = ({ pocket }: Member) => pocket.coupons.map(({ id }) => id)

test('everything of both is under the member of WeChat, from either side', () => {
  const wechat = inWechat({ pocket: withCoupons('1'), loyalty: withPoints() })
  const alipay = inAlipay({ pocket: withCoupons('2'), storedValue: WITH_VALUE })
  const one = joined(wechat, alipay)
  expect(joined(alipay, wechat)).toEqual(one)
  expect(one.member.id).toBe(wechat.id)
  expect(couponIds(one.member)).toEqual(['coupon:1', 'coupon:2'])
  expect(balanceOf(one.member.storedValue)).toEqual(balanceOf(WITH_VALUE))
  expect(one.member.joinedAtMs).toBe(wechat.joinedAtMs)
  expect(isBare(one.alias)).toBe(true)
  expect(one.rows.member?.principalFen).toBe(balanceOf(WITH_VALUE).principalFen)
  expect(one.rows.alias?.balance).toEqual({ principalFen: 0, giftFen: 0 })
})

const someMember = (make: typeof inWechat, from: number) =>
  fc
    .record({
      coupons: fc.integer({ min: 0, max: 4 }),
      points: fc.boolean(),
      value: fc.boolean(),
      spentFen: fc.integer({ min: 0, max: 50_000 }),
      isWelcomed: fc.boolean(),
      claims: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ claims, coupons, isWelcomed, points: hasPoints, spentFen, value }) => {
      const base = make()
      const { growth } = base.loyalty
      const order = {
        orderId: `order:${from}`,
        amountFen: fen(spentFen),
        refundedFen: fen(0),
        atMs: after(-from),
      } as const
      const own = { orderId: `order:earlier${from}`, lotId: `points-lot:${from}` } as const
      const { lotId: id, orderId } = own
      const account: PointsAccount = {
        ...WITH_POINTS,
        lots: WITH_POINTS.lots.map((lot) => ({ ...lot, id, orderId })),
        earnings: WITH_POINTS.earnings.map((earning) => ({ ...earning, ...own })),
      }
      return make({
        pocket: {
          coupons: Array.from({ length: coupons }, (_, index) => coupon(`${from}-${index}`)),
          claims:
            claims === 0
              ? []
              : [
                  {
                    templateId: 'coupon-template:full-200',
                    count: claims,
                    day: businessDay(NOON),
                    dayCount: 1,
                  },
                ],
        },
        loyalty: {
          ...withPoints(hasPoints ? account : undefined),
          ...(hasPoints ? {} : { points: base.loyalty.points, statement: base.loyalty.statement }),
          growth: {
            ...growth,
            orders: spentFen === 0 ? [] : [order],
            welcomed: isWelcomed ? ['level:silver'] : [],
          },
        },
        // One of them only: both lots would have one number.
        storedValue: value && from === 2 ? WITH_VALUE : base.storedValue,
      })
    })

const pair = fc.tuple(someMember(inWechat, 1), someMember(inAlipay, 2))

test('nothing is lost and nothing doubled by a merge', () => {
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const { alias, entries, member } = joined(a, b)
      expect(couponIds(member).sort()).toEqual([...couponIds(a), ...couponIds(b)].sort())
      expect(pointsIn(member.loyalty.points)).toBe(
        pointsIn(a.loyalty.points) + pointsIn(b.loyalty.points),
      )
      expect(liabilityFen(member.loyalty.points)).toBe(
        liabilityFen(a.loyalty.points) + liabilityFen(b.loyalty.points),
      )
      const { carried, rows } = member.loyalty.statement
      expect(rows.reduce((sum, row) => sum + row.points, carried)).toBe(
        pointsIn(member.loyalty.points),
      )
      expect(isBare(alias)).toBe(true)
      expect([...balances(entries).values()].reduce((x, y) => x + y, 0)).toBe(0)
    }),
  )
})

test('undone at once, both are as they were', () => {
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const parted = valueOf(part(joined(a, b)))
      expect(worth({ ...parted.member, phone: undefined, told: undefined })).toEqual(worth(a))
      expect(worth({ ...parted.alias, phone: undefined })).toEqual(worth(b))
      for (const { loyalty } of [parted.member, parted.alias]) {
        const { carried, rows } = loyalty.statement
        expect(rows.reduce((sum, row) => sum + row.points, carried)).toBe(pointsIn(loyalty.points))
      }
    }),
  )
})

test('a benefit of later stays, and one that came goes back', () => {
  const { alias, member } = joined(inWechat(), inAlipay({ pocket: withCoupons('2') }))
  const later = {
    ...member,
    pocket: { ...member.pocket, coupons: [...member.pocket.coupons, coupon('3')] },
  }
  const parted = valueOf(part({ ...joined(inWechat(), inAlipay()), alias, member: later }))
  expect(couponIds(parted.member)).toEqual(['coupon:3'])
  expect(couponIds(parted.alias)).toEqual(['coupon:2'])
})

test('points of one pay the debts of the other, at the cost of their unit', () => {
  const debt = {
    orderId: 'order:9',
    points: points(4),
    unitCostFen: fen(7),
    grantedBy: 'hq',
  } as const
  const owing = withPoints({ ...aMember().loyalty.points, debts: [debt] })
  const { entries, member } = joined(
    inWechat({ loyalty: withPoints() }),
    inAlipay({ loyalty: owing }),
  )
  expect(pointsIn(member.loyalty.points)).toBe(pointsIn(WITH_POINTS) - 4)
  expect(member.loyalty.points.debts).toEqual([])
  expect(entries.flatMap(({ postings }) => postings).reduce((x, y) => x + y.amountFen, 0)).toBe(0)
})

test.each<[string, Partial<Member>, Partial<Member>, string]>([
  [
    'a frozen account',
    {
      storedValue: {
        ...WITH_VALUE,
        freeze: { reason: 'lost-phone', staffId: 'operator:1', atMs: NOON },
      },
    },
    {},
    'merge/frozen',
  ],
  [
    'more coupons than one may have',
    { pocket: withCoupons(...Array.from({ length: 30 }, (_, index) => `a${index}`)) },
    { pocket: withCoupons(...Array.from({ length: 21 }, (_, index) => `b${index}`)) },
    'merge/too-much',
  ],
])('%s is refused, from either side', (_, mine, theirs, code) => {
  expect(join(inWechat(mine), inAlipay(theirs))).toMatchObject(refused(code))
  expect(join(inWechat(theirs), inAlipay(mine))).toMatchObject(refused(code))
})

test('more value than the law lets one account hold is refused, but one full account is not', () => {
  const [lot] = WITH_VALUE.recharges
  const full = (id: string) => ({
    ...WITH_VALUE,
    recharges: [
      {
        ...lot!,
        id: `recharge:${id}` as const,
        state: { ...lot!.state, left: { principalFen: fen(60_000), giftFen: fen(0) } },
      },
    ],
  })
  const both = join(
    inWechat({ storedValue: full('1') as Member['storedValue'] }),
    inAlipay({ storedValue: full('2') as Member['storedValue'] }),
  )
  expect(both).toMatchObject(refused('merge/above-cap'))
  expect(both).toMatchObject({ refusal: { totalFen: 120_000, maxFen: 100_000 } })
  const one = join(inWechat(), inAlipay({ storedValue: full('2') as Member['storedValue'] }))
  expect(one.ok).toBe(true)
})

test('members of one wallet, and members who are joined already, are not merged', () => {
  expect(isMergeable(inWechat(), inWechat({ id: 'member:0000000000000000othr' }))).toBe(false)
  const { alias, member } = joined(inWechat(), inAlipay())
  const other = inAlipay({ id: 'member:0000000000000000othr' })
  expect(isMergeable(member, other)).toBe(false)
  expect(isMergeable(inWechat({ id: 'member:0000000000000000othr' }), alias)).toBe(false)
})

test('a used benefit keeps the driver from undoing it, and time does, but not the office', () => {
  const both = joined(inWechat(), inAlipay({ pocket: withCoupons('2'), loyalty: withPoints() }))
  const [first] = both.member.pocket.coupons
  const used = { ...first!, state: { at: 'held', orderId: 'order:1' } } as const
  const spent = { ...both.member, pocket: { ...both.member.pocket, coupons: [used] } }
  expect(part({ ...both, member: spent }, 'office')).toMatchObject(refused('merge/used-since'))
  const late = epochMs(NOON + UNDO_MS)
  expect(part(both, 'driver', late)).toMatchObject(refused('merge/undo-over'))
  expect(part(both, 'office', late).ok).toBe(true)
  const gone = { ...both.member, joined: undefined }
  expect(part({ ...both, member: gone })).toMatchObject(refused('merge/not-joined'))
})

test('a profile that was changed since stays', () => {
  const profile = {
    nickname: '张',
    vehicles: [{ plate: '京A12345', gradeId: null, tankMl: null }],
    birthday: null,
  }
  const both = joined(inWechat(), inAlipay({ profile }))
  expect(both.member.profile).toEqual(profile)
  expect(valueOf(part(both)).member.profile).toBeNull()
  const changed = { ...profile, nickname: '张女士' }
  const kept = valueOf(part({ ...both, member: { ...both.member, profile: changed } }))
  expect(kept.member.profile).toEqual(changed)
  expect(kept.alias.profile).toEqual(profile)
})

test('points told in rows agree with the account', () => {
  const { member } = joined(
    inWechat({ loyalty: { ...withPoints(), statement: CARRIED } }),
    inAlipay(),
  )
  expect(member.loyalty.statement).toEqual(CARRIED)
})
