import { fen } from '../kernel/fen'
import { DAY_MS, type EpochMs, later, MINUTE_MS } from '../kernel/instant'
import type { Member } from '../member/member'
import { millilitre } from '../kernel/volume'
import { after, aMember, anOrder, aPaidOrder, NOON } from '../testing/builders/builders'
import type { Contract } from '../contract/contract'
import { aContract } from '../testing/builders/contracts'
import { anIssued } from '../testing/builders/coupons'
import { aConfirmedOrder, aReversedOrder, hearRefund, refundsIn } from '../testing/builders/orders'
import { afterEarning } from '../testing/builders/points'
import { aRefundWord } from '../testing/builders/trades'
import { valueOf } from '../testing/results'
import { NO_POINTS_YET } from '../points/account'
import { memberTellAtMs, memberTellings, NOTHING_TO_TELL, tellMember } from './member-tellings'
import { orderTellAtMs, orderTellings } from './order-tellings'

const kinds = (tellings: readonly { readonly facts: { readonly kind: string } }[]) =>
  tellings.map(({ facts }) => facts.kind)

describe('an order tells', () => {
  test('nothing before it is paid', () => {
    expect(orderTellings(anOrder())).toEqual([])
    expect(orderTellAtMs(anOrder())).toBeNull()
  })

  test('that it is paid a minute later, and that it waits after half an hour', () => {
    expect(orderTellings(aPaidOrder())).toMatchObject([
      { atMs: after(2 * MINUTE_MS), facts: { kind: 'order-paid', paidFen: 20_000 } },
      { atMs: after(31 * MINUTE_MS), facts: { kind: 'order-waiting' } },
    ])
    expect(orderTellAtMs(aPaidOrder())).toBe(after(2 * MINUTE_MS))
  })

  test('that it is done, instead of all that', () => {
    expect(orderTellings(aConfirmedOrder())).toMatchObject([
      { atMs: after(2 * MINUTE_MS), facts: { kind: 'order-done', volumeMl: 25_610, savedFen: 0 } },
    ])
  })

  test('of a refund once it has arrived', () => {
    const reversed = aReversedOrder()
    expect(orderTellings(reversed)).toEqual([])
    const [refund] = refundsIn(reversed)
    const fact = aRefundWord({
      outTradeNo: reversed.trade.no,
      outRefundNo: refund!.id.slice('refund:'.length),
      doneAtMs: after(5 * MINUTE_MS),
    })
    const back = valueOf(hearRefund(reversed, fact, after(5 * MINUTE_MS))).order
    expect(orderTellings(back)).toMatchObject([
      { atMs: after(5 * MINUTE_MS), facts: { kind: 'refund-arrived', amountFen: 20_000 } },
    ])
  })
})

const withCoupons = (...ends: readonly EpochMs[]): Member =>
  aMember({
    pocket: {
      claims: [],
      coupons: ends.map((toMs, index) => {
        const coupon = anIssued(`coupon:${index}`)
        return { ...coupon, issuedAtMs: NOON, condition: { ...coupon.condition, toMs } }
      }),
    },
  })

describe('a member’s document tells', () => {
  test('of coupons that expire on one day in one message, three days before', () => {
    const [first, second] = [after(20 * DAY_MS), later(after(20 * DAY_MS), MINUTE_MS)]
    expect(memberTellings(withCoupons(first, second, after(30 * DAY_MS)))).toMatchObject([
      { facts: { kind: 'coupons-expiring', count: 2, expiresAtMs: first } },
      { facts: { kind: 'coupons-expiring', count: 1 } },
    ])
  })

  test('nothing of a coupon that was claimed for so short a time', () => {
    expect(memberTellings(withCoupons(after(2 * DAY_MS)))).toEqual([])
    expect(memberTellAtMs(aMember())).toBe(NOTHING_TO_TELL)
  })

  test('of points a week before they expire', () => {
    const points = afterEarning(NO_POINTS_YET, {})
    const loyalty = { ...aMember().loyalty, points }
    const { expiresAtMs } = points.lots[0]!
    const [telling] = memberTellings(aMember({ loyalty }))
    expect(telling?.facts).toEqual({ kind: 'points-expiring', points: 2, expiresAtMs })
    expect(expiresAtMs - telling!.atMs).toBeGreaterThan(6 * DAY_MS)
  })

  test('that a contract falls behind, at half of its time and later', () => {
    const contract = aContract()
    expect(kinds(memberTellings(aMember({ contracts: [contract] })))).toEqual([
      'contract-behind',
      'contract-behind',
      'contract-behind',
      'contract-broken',
    ])
  })

  test('that it is broken, in the morning after its end or after the grace for orders under way', () => {
    const running = aContract()
    if (!('toMs' in running.state)) throw new Error('the contract is not signed')
    const { toMs } = running.state
    const brokenAtMs = (contract: Contract) => {
      const told = memberTellings(aMember({ contracts: [contract] }))
      return told.find(({ facts }) => facts.kind === 'contract-broken')?.atMs
    }
    const morning = brokenAtMs(running)!
    expect(morning - toMs).toBeGreaterThanOrEqual(0)
    expect(morning - toMs).toBeLessThan(DAY_MS)
    const use = { orderId: 'order:1', priceMl: millilitre(0), counted: null } as const
    expect(brokenAtMs({ ...running, uses: [use] })).toBe(later(morning, 3 * DAY_MS))
    const ended = { ...running.state, status: 'broken', endedAtMs: toMs } as const
    expect(brokenAtMs({ ...running, state: ended })).toBe(morning)
    expect(brokenAtMs({ ...running, state: { ...ended, status: 'fulfilled' } })).toBe(undefined)
  })

  test('that it is fulfilled, once all that was promised is bought', () => {
    const settled = {
      amountFen: fen(100_000_000),
      volumeMl: millilitre(100_000_000),
      priceMl: millilitre(0),
      orders: 9,
    }
    const contract = { ...aContract(), settled }
    expect(kinds(memberTellings(aMember({ contracts: [contract] })))).toEqual([
      'contract-fulfilled',
    ])
  })
})

describe('what is due', () => {
  const member = withCoupons(after(20 * DAY_MS), after(30 * DAY_MS))

  test('is taken out once', () => {
    const nowMs = memberTellAtMs(member)
    const told = tellMember(member, nowMs)
    expect(told.tellings).toHaveLength(1)
    expect(told.member.told).toEqual(told.tellings.map(({ key }) => key))
    expect(tellMember(told.member, nowMs).tellings).toEqual([])
    expect(memberTellAtMs(told.member)).toBeGreaterThan(nowMs)
  })

  test('is no message if it is old news, and not due again', () => {
    const told = tellMember(member, later(memberTellAtMs(member), 4 * DAY_MS))
    expect(told).toMatchObject({ tellings: [], member: { told: [expect.any(String)] } })
  })

  test('is forgotten when it no longer stands', () => {
    const told = tellMember({ ...aMember(), told: ['coupons-2026-01-01-x'] }, NOON)
    expect(told.member.told).toEqual([])
  })
})
