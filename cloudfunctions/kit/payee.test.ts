import { aStation } from '@palm/shared/testing/builders'
import { withPayee } from './payee'

test.each([
  ['the merchant account that takes the money of all stations', '北京朝北', '北京朝北'],
  ['the station itself, where it is paid itself', null, aStation().payeeName],
])('a driver reads the name of %s', (_, accountName, payeeName) => {
  expect(withPayee(aStation(), accountName).payeeName).toBe(payeeName)
})
