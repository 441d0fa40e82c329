import { aStation } from '@palm/shared/testing/builders/builders'
import { withPayee } from './payee'

test.each([
  ['the merchant account that collects for all stations', '北京朝北', '北京朝北'],
  ['the station itself, if it has its own account', null, aStation().payeeName],
])('a driver sees the name of %s', (_, accountName, payeeName) => {
  expect(withPayee(aStation(), accountName).payeeName).toBe(payeeName)
})
