import { fen } from '../../kernel/fen'
import { businessDay, MINUTE_MS } from '../../kernel/instant'
import type { OnDuty } from '../../staff/duty'
import { aDuty, after, anOrder, aPaidOrder, NOON, onDuty } from '../../testing/builders/builders'
import {
  aClosedOrder,
  aConfirm,
  aConfirmedOrder,
  aReverse,
  aReversedOrder,
  refundsIn,
} from '../../testing/builders/orders'
import { refused, valueOf } from '../../testing/results'
import { type Confirm, confirm, reverse } from './confirm'
import type { Order } from '../facts/order'

/** ¥400: more than one attendant may give back alone. */
const aLargeOrder = (): Order => ({
  ...aPaidOrder(),
  amountFen: fen(40_000),
  payableFen: fen(40_000),
})

/** An attendant who fills up as a driver, at the station where they work. */
const asDriver = (): OnDuty => {
  const { duty, staff } = onDuty()
  return { duty, staff: { ...staff, memberId: aPaidOrder().memberId } }
}

const tired = (): OnDuty => {
  const { duty, staff } = onDuty()
  const tally = { day: businessDay(NOON), givenBackCount: 3 }
  return { duty, staff: { ...staff, tally } }
}

const elsewhere = onDuty(aDuty({ stationId: 'station:bj0002' }))

describe('confirming', () => {
  test.each<[string, Order, Partial<Confirm>, string]>([
    ['an order of another station', aPaidOrder(), { by: elsewhere }, 'order/unknown'],
    ['the attendant’s own order', aPaidOrder(), { by: asDriver() }, 'order/own'],
    ['what nobody paid', anOrder(), {}, 'order/not-paid'],
    ['a closed order', aClosedOrder('timeout'), {}, 'order/not-paid'],
    ['what goes back', aReversedOrder(), {}, 'order/reversed'],
    [
      'digits that are nobody’s',
      aPaidOrder(),
      { proof: { kind: 'digits', digits: '000000', atMs: after(2 * MINUTE_MS) } },
      'passphrase/wrong',
    ],
    [
      'more than was ordered',
      aPaidOrder(),
      { dispensedFen: fen(20_001) },
      'order/dispensed-above-ordered',
    ],
    [
      'much less than was ordered, after the fuel has flowed',
      aLargeOrder(),
      { dispensedFen: fen(10_000) },
      'approval/needed',
    ],
    [
      'nothing dispensed, after the fuel has flowed',
      aLargeOrder(),
      { dispensedFen: fen(0) },
      'approval/needed',
    ],
    [
      'an order confirmed with another figure',
      aConfirmedOrder(),
      { dispensedFen: fen(1) },
      'order/already-confirmed',
    ],
  ])('refuses %s', (_, order, changes, code) => {
    expect(confirm(order, aConfirm(changes))).toMatchObject(refused(code))
  })

  test('books the sale to the station and asks nothing back when all was dispensed', () => {
    const { order, entry } = valueOf(confirm(aPaidOrder(), aConfirm()))
    expect(order.state).toMatchObject({
      status: 'confirmed',
      confirmation: { volumeMl: 25_610 },
    })
    expect(refundsIn(order)).toEqual([])
    expect(entry?.postings).toEqual([
      { account: 'station:bj0001:undelivered', amountFen: 20_000 },
      { account: 'station:bj0001:sales', amountFen: -20_000 },
    ])
  })

  test('gives back what was not dispensed', () => {
    const { order, entry } = valueOf(confirm(aPaidOrder(), aConfirm({ dispensedFen: fen(15_620) })))
    expect(order.state).toMatchObject({
      status: 'confirmed',
      confirmation: { dispensedFen: 15_620, volumeMl: 20_000 },
    })
    expect(refundsIn(order)).toMatchObject([
      { id: 'refund:0123456789abcdef7k2mr1', amountFen: 4_380, reason: 'under-fill' },
    ])
    expect(entry?.postings[0]).toEqual({ account: 'station:bj0001:undelivered', amountFen: 15_620 })
  })

  test('nothing dispensed sends everything back', () => {
    const { order, entry } = valueOf(confirm(aPaidOrder(), aConfirm({ dispensedFen: fen(0) })))
    expect(order.state).toMatchObject({
      status: 'refunding',
      reversal: { reason: 'nothing-dispensed' },
    })
    expect(entry).toBeNull()
  })

  test('the same tap twice changes nothing', () => {
    const order = aConfirmedOrder()
    expect(valueOf(confirm(order, aConfirm()))).toEqual({ order, entry: null })
  })
})

describe('rejecting', () => {
  test.each<[string, Order, Parameters<typeof aReverse>[0], string]>([
    ['an order of another station', aPaidOrder(), { by: elsewhere }, 'order/unknown'],
    ['the attendant’s own order', aPaidOrder(), { by: asDriver() }, 'order/own'],
    ['what nobody paid', anOrder(), {}, 'order/not-paid'],
    ['much money, after the fuel has flowed', aLargeOrder(), {}, 'approval/needed'],
    ['for the fourth time in a day', aPaidOrder(), { by: tired() }, 'approval/needed'],
    ['a confirmed order', aConfirmedOrder(), {}, 'order/already-confirmed'],
  ])('refuses %s', (_, order, changes, code) => {
    expect(reverse(order, aReverse(changes))).toMatchObject(refused(code))
  })

  test('of a preset gives back whatever it was: no fuel has flowed', () => {
    const preset = { ...aLargeOrder(), way: 'pay-first' as const }
    expect(reverse(preset, aReverse())).toMatchObject({ ok: true })
  })

  test('of much money is possible for two, and both are on record', () => {
    const { order } = valueOf(reverse(aLargeOrder(), aReverse({ approvedBy: 'staff:zhao' })))
    expect(order.state).toMatchObject({
      reversal: { staffId: 'staff:0000000000000000wang', approvedBy: 'staff:zhao' },
    })
  })

  test('sends everything back, once', () => {
    const order = aReversedOrder()
    expect(order.state.status).toBe('refunding')
    expect(refundsIn(order)).toMatchObject([{ amountFen: 20_000 }])
    expect(valueOf(reverse(order, aReverse()))).toEqual({ order, entry: null })
  })
})
