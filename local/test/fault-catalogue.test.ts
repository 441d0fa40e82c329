import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NOTICE_FAULTS as ALIPAY_NOTICE_FAULTS } from '../src/alipay/notice-fault'
import { FAULT_PLACES } from '../src/page/fault-catalogue'
import { NOTICE_FAULTS as WECHAT_PAY_NOTICE_FAULTS } from '../src/wechat-pay/notice-fault'

const kindsAt = (at: string) =>
  FAULT_PLACES.find((place) => place.at === at)?.kinds.map(({ kind }) => kind) ?? []

test.each([
  ['wechat-pay.notify', WECHAT_PAY_NOTICE_FAULTS],
  ['alipay.notify', ALIPAY_NOTICE_FAULTS],
])('the menu offers every fault of %s', (at, faults) => {
  expect(kindsAt(at).sort()).toEqual([...faults.keys(), 'late'].sort())
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
