import { aStaffOrder } from '@palm/client/testing/builders'
import { announcement } from './announcement'

test.each([
  [20_000, '200'],
  [20_050, '200.5'],
  [10_001, '100.01'],
  [100_000, '1000'],
])('%i fen are spoken as %s yuan', (amountFen, yuan) => {
  expect(announcement(aStaffOrder({ amountFen }))).toBe(`3 号枪，92# 汽油，${yuan} 元，已付款`)
})
