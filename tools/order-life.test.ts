import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { orderLifePage } from './order-life'
import { ROOT } from './root'

test('the page about the life of an order is drawn from its table', () => {
  expect(readFileSync(join(ROOT, 'docs/order-life.md'), 'utf8')).toBe(orderLifePage())
})

test('every move of the table has its reason', () => {
  expect(orderLifePage()).not.toContain('undefined')
})
