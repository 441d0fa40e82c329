import { MINUTE_MS, SECOND_MS } from '../kernel/instant'
import { after, anOrder, aPaidOrder, NOON } from '../testing/builders'
import { aConfirmedOrder } from '../testing/orders'
import { accepted, refused, valueOf } from '../testing/results'
import { beginClose, finishClose } from './close'

describe('closing', () => {
  test.each<[string, ReturnType<typeof beginClose>, string]>([
    ['begin: a paid order', beginClose(aPaidOrder(), 'cancelled', NOON), 'order/already-paid'],
    [
      'begin: a confirmed order',
      beginClose(aConfirmedOrder(), 'timeout', NOON),
      'order/already-paid',
    ],
    [
      'begin: before its time',
      beginClose(anOrder(), 'timeout', after(15 * MINUTE_MS - 1)),
      'order/still-payable',
    ],
    [
      'finish: an order that nobody began to close',
      finishClose(anOrder(), NOON),
      'order/still-payable',
    ],
    ['finish: paid in between', finishClose(aPaidOrder(), NOON), 'order/already-paid'],
  ])('refuses to %s', (_, result, code) => {
    expect(result).toMatchObject(refused(code))
  })

  test('takes two steps, each of which may be repeated', () => {
    const begun = valueOf(beginClose(anOrder(), 'timeout', after(15 * MINUTE_MS))).order
    expect(begun.state).toMatchObject({ status: 'closing', reason: 'timeout' })
    expect(valueOf(beginClose(begun, 'cancelled', NOON)).order).toBe(begun)
    const { order, entry } = valueOf(finishClose(begun, after(16 * MINUTE_MS)))
    expect(order.state).toEqual({
      status: 'closed',
      reason: 'timeout',
      closedAtMs: after(16 * MINUTE_MS),
    })
    expect(entry).toBeNull()
    expect(valueOf(finishClose(order, NOON)).order).toBe(order)
  })

  test('the driver may cancel at any time', () => {
    expect(beginClose(anOrder(), 'cancelled', after(SECOND_MS))).toMatchObject(accepted('closing'))
  })
})
