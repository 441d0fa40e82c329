import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SIGNING_FAULTS as ALIPAY_SIGNING_FAULTS } from '../src/alipay/exchange'
import { NOTICE_FAULTS as ALIPAY_NOTICE_FAULTS } from '../src/alipay/notice-fault'
import { METHODS as ALIPAY_METHODS } from '../src/alipay/service'
import { REPLY_FAULTS } from '../src/gateway/reply-fault'
import { FAULT_PLACES } from '../src/page/fault-catalogue'
import { PAY_FAULTS } from '../src/wallet/pay-fault'
import { ENDPOINTS as WECHAT_ENDPOINTS } from '../src/wechat/service'
import { NOTICE_FAULTS as WECHAT_PAY_NOTICE_FAULTS } from '../src/wechat-pay/notice-fault'
import { SIGNING_FAULTS as WECHAT_PAY_SIGNING_FAULTS } from '../src/wechat-pay/reply'
import { ENDPOINTS as WECHAT_PAY_ENDPOINTS } from '../src/wechat-pay/service'

const kindsAt = (at: string) =>
  FAULT_PLACES.find((place) => place.at === at)?.kinds.map(({ kind }) => kind) ?? []

interface Place {
  readonly operation: string
  readonly faults?: readonly string[]
}

const placesOf = (gateway: string, operations: readonly Place[], common: readonly string[]) =>
  operations.map(
    ({ faults = [], operation }) =>
      [`${gateway}.${operation}`, [...faults, ...REPLY_FAULTS, ...common]] as const,
  )

test.each<readonly [at: string, kinds: readonly string[]]>([
  ['wallet.pay', [...PAY_FAULTS.keys()]],
  ['wechat-pay.notify', [...WECHAT_PAY_NOTICE_FAULTS.keys(), 'late']],
  ['alipay.notify', [...ALIPAY_NOTICE_FAULTS.keys(), 'late']],
  ...placesOf('wechat-pay', WECHAT_PAY_ENDPOINTS, ['refuses', ...WECHAT_PAY_SIGNING_FAULTS]),
  ...placesOf('alipay', ALIPAY_METHODS, ['refuses', ...ALIPAY_SIGNING_FAULTS]),
  ...placesOf('wechat', WECHAT_ENDPOINTS, []),
])('the menu offers every fault of %s, and no other', (at, kinds) => {
  expect(kindsAt(at).sort()).toEqual([...kinds].sort())
})

test('FAULTS.md tells of every fault in the menu, and of no other', () => {
  const table = readFileSync(join(__dirname, '../FAULTS.md'), 'utf8')
  const told = [...table.matchAll(/^\| (`[^|]*`) +\| `([a-z0-9-]+)` +\|/gm)].flatMap(
    ([, places = '', kind = '']) => places.split(' ').map((at) => `${at.slice(1, -1)} ${kind}`),
  )
  const anywhere = new Set(told.filter((row) => row.includes('<operation>')))
  const offered = FAULT_PLACES.flatMap(({ at, kinds }) =>
    kinds.map(({ kind }) => {
      const general = `${at.split('.')[0]}.<operation> ${kind}`
      return anywhere.has(general) ? general : `${at} ${kind}`
    }),
  )
  expect([...new Set(offered)].sort()).toEqual([...told].sort())
})

test('FAULTS.md names every operation', () => {
  const words = readFileSync(join(__dirname, '../FAULTS.md'), 'utf8')
  const [, told = ''] = /^Operations are: ([\s\S]+?)\n\n/m.exec(words) ?? []
  const operations = [...WECHAT_PAY_ENDPOINTS, ...ALIPAY_METHODS, ...WECHAT_ENDPOINTS]
  const named = [...told.matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name)
  expect([...new Set(named)].sort()).toEqual(
    [...new Set(operations.map(({ operation }) => operation))].sort(),
  )
})
