import { fen } from '../../kernel/fen'
import { MINUTE_MS } from '../../kernel/instant'
import { fenPerLitre } from '../../kernel/volume'
import { after, aMember, anOrder, aStation, NOON } from '../../testing/builders/builders'
import { aPlace } from '../../testing/builders/orders'
import { refused, valueOf } from '../../testing/results'
import { isRepeatOf, type Place, place } from './place'

describe('placing', () => {
  const station = aStation()
  test.each<[string, Partial<Place>, string]>([
    ['nothing', { amountFen: fen(0) }, 'order/amount-out-of-range'],
    ['less than a yuan', { amountFen: fen(99) }, 'order/amount-out-of-range'],
    ['less than nothing', { amountFen: fen(-1) }, 'order/amount-out-of-range'],
    ['more than any tank', { amountFen: fen(10_000_000) }, 'order/amount-out-of-range'],
    [
      'a third order while two are paid and wait here',
      { open: { paidByMember: 2, tails: new Set() } },
      'order/too-many-open',
    ],
    [
      'a way not offered',
      { way: 'pay-first', station: aStation({ ways: ['fuel-first'] }) },
      'order/way-not-offered',
    ],
    ['a nozzle of another station', { nozzleId: 'nozzle:bj0002-03' }, 'nozzle/unknown'],
    [
      'a retired nozzle',
      {
        station: { ...station, nozzles: station.nozzles.map((n) => ({ ...n, retiredAtMs: NOON })) },
      },
      'nozzle/retired',
    ],
    [
      'a nozzle whose number was painted over',
      { station: { ...station, numbers: [] } },
      'nozzle/unknown',
    ],
    ['a grade without a price', { station: { ...station, prices: [] } }, 'nozzle/no-price'],
    ['a price other than the one shown', { seenPrice: fenPerLitre(780) }, 'order/price-changed'],
  ])('refuses %s', (_, changes, code) => {
    expect(place(aPlace(changes))).toMatchObject(refused(code))
  })

  test.each([
    ['the least', 100, 130],
    ['¥200', 20_000, 25_610],
    ['the most', 9_999_999, 12_804_100],
  ])('takes %s and derives the litres', (_, amount, volumeMl) => {
    const { order, entry } = valueOf(place(aPlace({ amountFen: fen(amount) })))
    expect(order).toMatchObject({
      payableFen: amount,
      fuel: { nozzleNumber: 3, gradeName: '92# 汽油', volumeMl },
      trade: { amountFen: amount, payByMs: after(15 * MINUTE_MS) },
      state: { status: 'unpaid' },
    })
    expect(entry).toBeNull()
  })

  test('gives an order the first tail that no open one of the station has', () => {
    const open = { paidByMember: 1, tails: new Set(['7K2M']) }
    const { order } = valueOf(place(aPlace({ tails: ['7K2M', '9P3Q'], open })))
    expect(order.tail).toBe('9P3Q')
  })

  test.each<[string, Partial<Place>, boolean]>([
    ['the same', {}, true],
    ['another amount', { amountFen: fen(1) }, false],
    ['another nozzle', { nozzleId: 'nozzle:bj0001-07' }, false],
    ['another way', { way: 'pay-first' }, false],
    ['another member', { member: aMember({ id: 'member:other' }) }, false],
    ['another figure on the button', { seenPayableFen: fen(19_999) }, false],
  ])('a second request under the number with %s is a repeat: %#', (_, changes, repeat) => {
    const command = aPlace(changes)
    expect(isRepeatOf(anOrder(), command.member.id, command)).toBe(repeat)
  })
})
