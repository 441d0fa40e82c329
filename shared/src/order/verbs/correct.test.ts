import { fen } from '../../kernel/fen'
import { businessDay, DAY_MS, later, MINUTE_MS } from '../../kernel/instant'
import { aDuty, after, aPaidOrder, NOON, onDuty } from '../../testing/builders/builders'
import { aConfirmedOrder, refundsIn } from '../../testing/builders/orders'
import { refused, valueOf } from '../../testing/results'
import { correct } from './correct'
import { type ConfirmedState, type Order } from '../facts/order'

const asDriver = () => {
  const { duty, staff } = onDuty()
  return { duty, staff: { ...staff, memberId: aPaidOrder().memberId } }
}

const tired = () => {
  const { duty, staff } = onDuty()
  const tally = { day: businessDay(NOON), givenBackCount: 3 }
  return { duty, staff: { ...staff, tally } }
}
/** A fen less each time. */
const correctedTimes = (times: number): Order =>
  Array.from({ length: times }).reduce<Order>(
    (order, _, index) =>
      valueOf(
        correct(order, {
          by: onDuty(),
          dispensedFen: fen(19_999 - index),
          nowMs: after(3 * MINUTE_MS),
        }),
      ).order,
    aConfirmedOrder(),
  )

const elsewhere = onDuty(aDuty({ stationId: 'station:bj0002' }))

describe('correcting', () => {
  const aCorrect = (dispensed: number, by = onDuty(), nowMs = after(3 * MINUTE_MS)) => ({
    by,
    dispensedFen: fen(dispensed),
    nowMs,
  })
  const { confirmation } = aConfirmedOrder().state as ConfirmedState
  const tooLateMs = later(confirmation.confirmedAtMs, 3 * DAY_MS)

  test.each<[string, Order, ReturnType<typeof aCorrect>, string]>([
    ['an order of another station', aConfirmedOrder(), aCorrect(1, elsewhere), 'order/unknown'],
    ['the attendant’s own order', aConfirmedOrder(), aCorrect(1, asDriver()), 'order/own'],
    ['for the fourth time in a day', aConfirmedOrder(), aCorrect(1, tired()), 'approval/needed'],
    ['what is not confirmed', aPaidOrder(), aCorrect(1), 'order/not-confirmed'],
    ['to the same', aConfirmedOrder(), aCorrect(20_000), 'order/correction-not-lower'],
    ['to more', aConfirmedOrder(), aCorrect(20_001), 'order/correction-not-lower'],
    ['to less than nothing', aConfirmedOrder(), aCorrect(-1), 'order/correction-not-lower'],
    [
      'an order confirmed days ago',
      aConfirmedOrder(),
      aCorrect(1, onDuty(), tooLateMs),
      'order/correction-too-late',
    ],
    ['an order corrected ten times', correctedTimes(10), aCorrect(1), 'order/corrected-too-often'],
  ])('refuses %s', (_, order, command, code) => {
    expect(correct(order, command)).toMatchObject(refused(code))
  })

  test('is possible to the last moment of three days', () => {
    const command = aCorrect(1, onDuty(), later(tooLateMs, -1))
    expect(correct(aConfirmedOrder(), command)).toMatchObject({ ok: true })
  })

  test('to nothing gives all of it back: it should not have been confirmed', () => {
    const { entry, order } = valueOf(correct(aConfirmedOrder(), aCorrect(0)))
    expect(refundsIn(order)).toMatchObject([{ amountFen: 20_000 }])
    expect(entry?.postings).toEqual([
      { account: 'station:bj0001:undelivered', amountFen: -20_000 },
      { account: 'station:bj0001:sales', amountFen: 20_000 },
    ])
  })

  test('gives the difference back and takes it off the sales, each time', () => {
    const first = valueOf(correct(aConfirmedOrder(), aCorrect(18_000)))
    const second = valueOf(correct(first.order, aCorrect(17_500)))
    expect(first.entry).toMatchObject({
      id: 'journal:0123456789abcdef7k2m:corrected:1',
      postings: [
        { account: 'station:bj0001:undelivered', amountFen: -2_000 },
        { account: 'station:bj0001:sales', amountFen: 2_000 },
      ],
    })
    expect(refundsIn(second.order).map(({ amountFen }) => amountFen)).toEqual([2_000, 500])
    expect((second.order.state as ConfirmedState).confirmation).toMatchObject({
      dispensedFen: 17_500,
    })
    expect(valueOf(correct(second.order, aCorrect(17_500)))).toEqual({
      order: second.order,
      entry: null,
    })
  })
})
