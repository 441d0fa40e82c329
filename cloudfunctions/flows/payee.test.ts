import { aStation } from '@palm/shared/testing/builders/builders'
import { aPayee } from '@palm/shared/testing/builders/payees'
import { withPayee } from './payee'

test.each([
  ['their own payee', '北京东郊油品有限公司', '北京东郊油品有限公司'],
  ['the operator, where no payee has the station’s name', '某加油站', '北京朝北石油销售有限公司'],
])('a driver sees the name of %s', (_, payeeName, shown) => {
  const dongjiao = aPayee({ id: 'payee:dongjiao', legalName: '北京东郊油品有限公司' })
  expect(withPayee(aStation({ payeeName }), [aPayee(), dongjiao]).payeeName).toBe(shown)
})
