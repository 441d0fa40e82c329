import { MINUTE_MS } from '../kernel/instant'
import { after, anOrder } from '../testing/builders'
import { aClosingOrder } from '../testing/orders'
import { sweepOf } from './sweep'

test.each([
  [0, 'wait'],
  [1, 'ask'],
  [2, 'ask'],
  [3, 'wait'],
  [4.9, 'ask'],
  [8, 'ask'],
  [14.9, 'wait'],
  [15, 'close'],
  [60 * 24, 'close'],
])('an order of %d minutes lets the timer %s', (minutes, what) => {
  expect(sweepOf(anOrder(), after(minutes * MINUTE_MS))).toBe(what)
})

test('an order whose closing was begun is closed at once', () => {
  expect(sweepOf(aClosingOrder(), after(0))).toBe('close')
})
