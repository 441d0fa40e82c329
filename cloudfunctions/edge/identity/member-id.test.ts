import type { WalletIdentity } from '@palm/shared/member/member'
import { memberIdOf, staffIdOf } from './member-id'

const zhang: WalletIdentity = { provider: 'wechat', appId: 'wxlocal', openId: 'oZhang' }

test('a person in one wallet has one id, which does not reveal the identity', () => {
  expect(memberIdOf(zhang)).toBe(memberIdOf({ ...zhang }))
  expect(memberIdOf(zhang)).toMatch(/^member:[0-9a-z]{20}$/)
  expect(staffIdOf(memberIdOf(zhang))).toBe(memberIdOf(zhang).replace('member:', 'staff:'))
})

test.each<[string, Partial<WalletIdentity>]>([
  ['another person', { openId: 'oChen' }],
  ['another application', { appId: 'wxother' }],
  ['another wallet', { provider: 'alipay' }],
  ['names that concatenate to the same text', { appId: 'wxlocaloZ', openId: 'hang' }],
])('%s is another member', (_, changes) => {
  expect(memberIdOf({ ...zhang, ...changes })).not.toBe(memberIdOf(zhang))
})
