import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { orderLifePage } from './order-life'
import { ROOT } from '../root'

test('the page about the life of an order matches its table', () => {
  expect(readFileSync(join(ROOT, 'docs/order-life.md'), 'utf8')).toBe(orderLifePage())
})

test('every transition of the table has a reason', () => {
  expect(orderLifePage()).not.toContain('undefined')
})
