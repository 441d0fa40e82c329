import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SIGNING_FAULTS as ALIPAY_SIGNING_FAULTS } from '../src/alipay/wire/exchange'
import { NOTICE_FAULTS as ALIPAY_NOTICE_FAULTS } from '../src/alipay/notice/notice-fault'
import { METHODS as ALIPAY_METHODS } from '../src/alipay/service'
import { REPLY_FAULTS } from '../src/gateway/reply-fault'
import { FAULT_PLACES } from '../src/page/fault-catalogue'
import { PAY_FAULTS } from '../src/wallet/pay-fault'
import { ENDPOINTS as WECHAT_ENDPOINTS } from '../src/wechat/service'
import { NOTICE_FAULTS as WECHAT_PAY_NOTICE_FAULTS } from '../src/wechat-pay/notice/notice-fault'
import { SIGNING_FAULTS as WECHAT_PAY_SIGNING_FAULTS } from '../src/wechat-pay/wire/reply'
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

test('FAULTS.md lists every fault of the menu, and no other', () => {
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

/** Known faults in merchants' experience, and where to inject them; both gateways by default. */
test.each<[trouble: string, places: readonly string[], kinds: readonly string[]]>([
  ['duplicates, immediately and later', ['notify'], ['duplicate', 'again', 'replayed']],
  ['delay, and so reordering', ['notify'], ['late']],
  ['a notification before the answer to the order', ['prepay', 'create'], ['pays-before-reply']],
  ['lost once, or always', ['notify'], ['lost', 'never']],
  ['paid during the close, and after it', ['close'], ['pays-before', 'pays-after']],
  [
    'false but correctly signed',
    ['notify'],
    ['wrong-amount', 'wrong-appid', 'wrong-payer', 'wrong-trade', 'unknown-fields'],
  ],
  ['forged and tampered', ['notify'], ['forged', 'tampered']],
  ['too old, and from the future', ['notify'], ['stale-timestamp', 'future-timestamp']],
  ['errors before and after it is done', ['refund'], ['http-500', 'http-500-after-commit']],
  ['no answer', ['refund'], ['timeout-before-commit', 'timeout-after-commit']],
  [
    'broken connections',
    ['refund'],
    ['reset', 'reset-after-commit', 'cut-off', 'half-closed', 'garbage'],
  ],
  ['a proxy in between', ['query'], ['html-502', 'redirect', 'gzip', 'slow', 'drip']],
  ['rate limits, and other refusals', ['query'], ['limited', 'refuses']],
  ['untrustworthy answers', ['query'], ['bad-signature', 'unsigned', 'stale-reply']],
  ['clocks that differ', ['query'], ['clock-skew']],
  [
    'wrong bills',
    ['trade-bill', 'fund-flow-bill', 'bill'],
    [
      ...['bill-late', 'bill-empty', 'bill-missing-row', 'bill-extra-row'],
      ...['bill-wrong-fee', 'bill-expired'],
    ],
  ],
])('%s: available at both gateways', (_, places, kinds) => {
  const known = FAULT_PLACES.filter(({ at }) => /^(alipay|wechat-pay)\./.test(at))
  const asked = known.filter(({ at }) => places.includes(at.split('.')[1] ?? ''))
  expect(new Set(asked.map(({ at }) => at.split('.')[0]))).toEqual(
    new Set(['alipay', 'wechat-pay']),
  )
  for (const { at } of asked) expect(kindsAt(at)).toEqual(expect.arrayContaining([...kinds]))
})

test.each<[trouble: string, at: string, kinds: readonly string[]]>([
  ['signature probes', 'wechat-pay.notify', ['signtest']],
  ['signature probes in answers', 'wechat-pay.query', ['signtest-reply']],
  ['unknown keys', 'wechat-pay.notify', ['unknown-serial', 'other-key']],
  ['other associated data, or none', 'wechat-pay.notify', ['wrong-aad', 'empty-aad']],
  ['JSON with other bytes', 'wechat-pay.notify', ['pretty-printed', 'unicode-escaped']],
  ['another merchant, another currency', 'wechat-pay.notify', ['wrong-mchid', 'wrong-currency']],
  ['another seller, odd forms', 'alipay.notify', ['wrong-seller', 'repeated-field']],
  ['signatures of the old type', 'alipay.notify', ['sha1', 'odd-sign-type']],
])('%s: available at %s', (_, at, kinds) => {
  expect(kindsAt(at)).toEqual(expect.arrayContaining([...kinds]))
})
