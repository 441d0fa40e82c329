import { MINUTE_MS } from '../kernel/instant'
import { fenPerLitre } from '../kernel/volume'
import { after, aMember, anOrder, aPaidOrder, aStation, PAID } from '../testing/builders'
import { aConfirmedOrder } from '../testing/orders'
import { refused, valueOf } from '../testing/results'
import { changeNozzle } from './change-nozzle'
import type { Order } from './order'

describe('changing the nozzle', () => {
  const aChange = (changes = {}) => ({
    memberId: aMember().id,
    station: aStation(),
    nozzleId: 'nozzle:bj0001-07' as const,
    nowMs: after(2 * MINUTE_MS),
    ...changes,
  })

  test.each<[string, Order, object, string]>([
    ['of another’s order', aPaidOrder(), { memberId: 'member:other' }, 'order/unknown'],
    [
      'to another station',
      aPaidOrder(),
      { station: aStation({ id: 'station:bj0002' }) },
      'order/unknown',
    ],
    ['before paying', anOrder(), {}, 'order/not-paid'],
    ['after it was confirmed', aConfirmedOrder(), {}, 'order/not-paid'],
    ['to one that is not there', aPaidOrder(), { nozzleId: 'nozzle:bj0001-99' }, 'nozzle/unknown'],
  ])('refuses a change %s', (_, order, changes, code) => {
    expect(changeNozzle(order, aChange(changes))).toMatchObject(refused(code))
  })

  test('keeps the money and derives the litres anew', () => {
    const { order, entry } = valueOf(changeNozzle(aPaidOrder(), aChange()))
    expect(order).toMatchObject({
      payableFen: 20_000,
      fuel: { nozzleNumber: 7, gradeName: '95# 汽油', volumeMl: 24_070 },
      state: PAID,
    })
    expect(entry).toBeNull()
  })

  test('to the one it was is no change, though its price may have become another', () => {
    const order = aPaidOrder()
    const { nozzleId } = order.fuel
    const [price, ...others] = aStation().prices
    const dearer = aStation({ prices: [{ ...price!, pumpPrice: fenPerLitre(799) }, ...others] })
    const changed = valueOf(changeNozzle(order, aChange({ nozzleId, station: dearer })))
    expect(changed).toEqual({ order, entry: null })
  })
})
