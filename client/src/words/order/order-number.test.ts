import { ORDER_ID } from '../../testing/builders'
import { orderIdOf, orderNumber } from './order-number'

test('an order number is written in capitals, without the prefix of the id', () => {
  expect(orderNumber(ORDER_ID)).toBe('0K3V8M2P9Q4R6S7X7K2M')
})

test.each([
  '0K3V8M2P9Q4R6S7X7K2M',
  '0K3V 8M2P 9Q4R 6S7X 7K2M',
  '0k3v8m2p9q4r6s7x7k2m',
  'order:0k3v8m2p9q4r6s7x7k2m',
])('%s names the order', (number) => {
  expect(orderIdOf(number)).toBe(ORDER_ID)
})
