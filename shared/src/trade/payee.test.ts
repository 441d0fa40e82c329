import { refused } from '../testing/results'
import { aPayee } from '../testing/builders/payees'
import { aTrade } from '../testing/builders/trades'
import { providerAccount } from './entry'
import { chargedTo, type Payees, payeeOf } from './payee'

const OWN = aPayee()
const DONGJIAO = aPayee({
  id: 'payee:dongjiao',
  legalName: '北京东郊油品有限公司',
  merchants: { wechat: 'dongjiao' },
})
const PAYEES: Payees = [OWN, DONGJIAO]

test.each([
  ['named after another payee', '北京东郊油品有限公司', DONGJIAO],
  ['named after the operator', OWN.legalName, OWN],
  ['of any other name', '没有账户的公司', OWN],
])('a station %s is charged to that payee or the operator', (_, payeeName, payee) => {
  expect(payeeOf(PAYEES, { payeeName })).toBe(payee)
})

test.each([
  ['an account', OWN, 'alipay', { id: 'payee:own', merchant: 'own' }],
  ['an account of its own', DONGJIAO, 'wechat', { id: 'payee:dongjiao', merchant: 'dongjiao' }],
] as const)('a payee with %s is charged there', (_, payee, provider, charged) => {
  expect(chargedTo(payee, provider)).toEqual({ ok: true, value: charged })
})

test('a payee without an account at the provider cannot be charged', () => {
  expect(chargedTo(DONGJIAO, 'alipay')).toMatchObject(refused('payee/no-account'))
})

test.each([
  ['own', 'provider:wechat'],
  ['dongjiao', 'provider:wechat:dongjiao'],
] as const)('the journal keeps the money of the merchant %s in %s', (merchant, account) => {
  expect(providerAccount(aTrade({ payee: { id: 'payee:1', merchant } }))).toBe(account)
})
