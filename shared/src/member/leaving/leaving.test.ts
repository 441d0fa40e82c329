import type { Freeze } from '../../stored-value/account'
import { balanceOf, EMPTY_ACCOUNT } from '../../stored-value/account'
import { fen } from '../../kernel/fen'
import { DAY_MS } from '../../kernel/instant'
import { points } from '../../kernel/points'
import { balanceOf as pointsIn, NO_POINTS_YET } from '../../points/account'
import { requestRecharge } from '../../stored-value/recharge/request'
import { after, aMember, NOON } from '../../testing/builders/builders'
import { aContract } from '../../testing/builders/contracts'
import { anIssued, aPocket } from '../../testing/builders/coupons'
import { afterEarning } from '../../testing/builders/points'
import { afterRecharge, ALWAYS_ON, aRequest } from '../../testing/builders/stored-value'
import { refused, valueOf } from '../../testing/results'
import { NO_LOYALTY } from '../loyalty'
import type { Member } from '../member'
import { depart } from './departure'
import {
  askToLeave,
  isLeaving,
  leaveAtMs,
  type LeaveFacts,
  LEAVING_MS,
  lossesOf,
  stay,
  stopLeaving,
} from './leaving'

const NOTHING: LeaveFacts = { orders: [], invoices: [], hasQuestion: false, worksHere: false }
const ORDER = { orderId: 'order:1', isRefund: false } as const
const frozenBy = (staffId: Freeze['staffId']): Freeze => ({
  ...{ reason: 'lost-phone', staffId, atMs: NOON },
})
const withValue = (storedValue: Member['storedValue']) => aMember({ storedValue })

test.each<[string, Member, Partial<LeaveFacts>, string]>([
  ['an open order', aMember(), { orders: [ORDER] }, 'leave/order-open'],
  [
    'a refund on its way',
    aMember(),
    { orders: [{ ...ORDER, isRefund: true }] },
    'leave/refund-pending',
  ],
  ['money of their own', withValue(afterRecharge(EMPTY_ACCOUNT)), {}, 'leave/money-left'],
  [
    'a recharge that is being paid',
    withValue(valueOf(requestRecharge(EMPTY_ACCOUNT, aRequest())).account),
    {},
    'leave/recharge-pending',
  ],
  [
    'an account that the office froze',
    withValue({ ...EMPTY_ACCOUNT, freeze: frozenBy('staff:1') }),
    {},
    'leave/frozen',
  ],
  ['a running contract', aMember({ contracts: [aContract()] }), {}, 'leave/contract-running'],
  ['an invoice being issued', aMember(), { invoices: ['invoice:1'] }, 'leave/invoice-pending'],
  ['an open question', aMember(), { hasQuestion: true }, 'leave/question-open'],
  ['work at a station', aMember(), { worksHere: true }, 'leave/works-here'],
])('%s keeps a member from leaving', (_, member, facts, code) => {
  expect(askToLeave(member, { ...NOTHING, ...facts }, NOON)).toMatchObject({
    ...refused('leave/not-yet'),
    refusal: { obstacles: [{ code }] },
  })
})

test('a loss that the member reported does not keep them', () => {
  const member = withValue({ ...EMPTY_ACCOUNT, freeze: frozenBy(null) })
  expect(askToLeave(member, NOTHING, NOON)).toMatchObject({ ok: true })
})

describe('a request', () => {
  const asked = valueOf(askToLeave(aMember(), NOTHING, NOON))

  test('is due after seven days, and a repeat does not put it off', () => {
    expect(leaveAtMs(asked)).toBe(after(LEAVING_MS))
    expect(valueOf(askToLeave(asked, NOTHING, after(DAY_MS)))).toBe(asked)
  })

  test('is taken back', () => {
    expect(isLeaving(stay(asked))).toBe(false)
    expect(leaveAtMs(stay(asked))).toBeNull()
  })

  test('that is stopped leaves the timer, and may be made again', () => {
    const obstacle = { code: 'leave/order-open', orderId: 'order:1' } as const
    const stopped = stopLeaving(asked, obstacle, after(LEAVING_MS))
    expect([isLeaving(stopped), leaveAtMs(stopped)]).toEqual([false, null])
    expect(stopped.leaving?.stopped?.by).toBe('leave/order-open')
    const again = valueOf(askToLeave(stopped, NOTHING, after(8 * DAY_MS)))
    expect(leaveAtMs(again)).toBe(after(8 * DAY_MS + LEAVING_MS))
  })
})

describe('a departure', () => {
  const account = afterRecharge(EMPTY_ACCOUNT, { offers: [ALWAYS_ON] })
  // The gift alone is left: money of their own would keep the member.
  const spent = account.recharges.map((one) =>
    'left' in one.state
      ? { ...one, state: { ...one.state, left: { ...one.state.left, principalFen: fen(0) } } }
      : one,
  )
  const used = { at: 'used', orderId: 'order:1', usedAtMs: NOON, amountFen: fen(100) } as const
  const rich = aMember({
    profile: { nickname: '老张', vehicles: [], birthday: null },
    phone: { id: 'phone:1', shown: '138****0000', boundAtMs: NOON },
    pocket: aPocket(anIssued('coupon:1'), { ...anIssued('coupon:2'), state: used }),
    loyalty: { ...NO_LOYALTY, points: afterEarning(NO_POINTS_YET, {}) },
    storedValue: { ...account, recharges: spent },
    leaving: { askedAtMs: NOON, atMs: after(LEAVING_MS) },
  })
  const lost = lossesOf(rich, NOON)
  const { aliases, entries, remains } = depart(rich, [], {
    nowMs: after(LEAVING_MS),
    remainsId: 'member:nobody',
  })

  test('names the losses before', () => {
    expect(lost).toMatchObject({ coupons: 1, points: points(2) })
    expect(lost.giftFen).toBeGreaterThan(0)
  })

  test('leaves no name, number, plate, wallet or password, and nothing to spend', () => {
    const kept = JSON.stringify(remains)
    const { appId, openId } = rich.identity
    for (const personal of ['老张', '138****0000', openId, appId]) {
      expect(kept).not.toContain(personal)
    }
    expect(remains).toMatchObject({ id: 'member:nobody', profile: null, left: { from: [rich.id] } })
    expect(pointsIn(remains.loyalty.points)).toBe(0)
    expect(balanceOf(remains.storedValue)).toEqual({ principalFen: 0, giftFen: 0 })
    expect(remains.pocket.coupons.map(({ id }) => id)).toEqual(['coupon:2'])
  })

  test('moves the losses into breakage, to the fen', () => {
    expect(entries.map(({ kind }) => kind)).toEqual(['points-expired', 'gift-expired'])
    for (const { postings, subject } of entries) {
      expect(postings.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0)
      expect(subject).toBe('member:nobody')
    }
  })

  test('lets the former id lead to the remains, with nothing of its own', () => {
    expect(aliases).toMatchObject([
      { id: rich.id, profile: null, mergedInto: { memberId: 'member:nobody' } },
    ])
    expect(leaveAtMs(remains)).toBe(after(LEAVING_MS))
    expect(leaveAtMs({ ...remains, left: { atMs: NOON, from: [] } })).toBeNull()
  })
})
