import { type Answers, anApi } from '@palm/client/testing/api'
import { aClock } from '@palm/client/testing/phone'
import type { DataPage } from '@palm/shared/api/privacy'
import { epochMs } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { base64Of } from './base64'
import { DataStore, type DataPorts } from './data-store'
import { textOf, workbookOf } from './workbook'

const aPage = (name: string, text: string, beforeMs: number | null = null): DataPage => ({
  sheets: [{ name, headings: ['内容'], rows: [[text]] }],
  beforeMs: beforeMs === null ? null : epochMs(beforeMs),
})

/** Orders come on two pages, every other part on one. */
const PAGES: NonNullable<Answers['privacy.data']> = ({ beforeMs, part }) =>
  ok(aPage(part, `${part} ${beforeMs ?? 'first'}`, part === 'orders' && !beforeMs ? 9 : null))

function open(answer: Answers['privacy.data'] = PAGES, more: Partial<DataPorts> = {}) {
  const api = anApi({ 'privacy.data': answer })
  const clock = aClock()
  const files: { name: string; base64: string }[] = []
  const openWorkbook = async (file: (typeof files)[number]) => files.push(file) > 0
  const ports = { api, clock, copy: async () => true, openWorkbook, enter: async () => {}, ...more }
  return { api, clock, files, store: new DataStore(ports) }
}

test('fetches every page of every part, and hands one file over', async () => {
  const { api, files, store } = open()
  await store.fetchAll()
  expect(store).toMatchObject({ done: 7, rows: 8, handedOver: 'opened', busy: false })
  expect(api.requestsOf('privacy.data').map(({ beforeMs, part }) => [part, beforeMs])).toEqual([
    ['member', null],
    ['orders', null],
    ['orders', 9],
    ['account', null],
    ['points', null],
    ['invoices', null],
    ['questions', null],
    ['messages', null],
  ])
  const files_ = unzipSync(bytesOf(files[0]!.base64))
  const orders = strFromU8(files_['xl/worksheets/sheet2.xml']!)
  expect(orders).toContain('orders first')
  expect(orders).toContain('orders 9')
})

test('a refusal loses nothing: the next try goes on from there', async () => {
  let isDown = true
  const { api, store } = open((request, ...rest) =>
    request.part === 'orders' && request.beforeMs && isDown
      ? refuse({ code: 'client/no-answer' })
      : PAGES(request, ...rest),
  )
  await store.fetchAll()
  expect(store).toMatchObject({ done: 1, rows: 2, refusal: { code: 'client/no-answer' } })
  expect(store.handedOver).toBeNull()
  isDown = false
  await store.fetchAll()
  expect(store).toMatchObject({ done: 7, rows: 8, refusal: null, handedOver: 'opened' })
  expect(api.requestsOf('privacy.data').filter(({ part }) => part === 'member')).toHaveLength(1)
})

test('waits where it asks too often', async () => {
  let asked = 0
  const { clock, store } = open((request, ...rest) =>
    ++asked === 2
      ? refuse({ code: 'request/too-often', retryAfterMs: 500 })
      : PAGES(request, ...rest),
  )
  const fetched = store.fetchAll()
  await clock.pass(500)
  await fetched
  expect(store).toMatchObject({ handedOver: 'opened', refusal: null })
})

test('another copy begins from the start, and a wallet without spreadsheets gets text', async () => {
  const { store } = open(PAGES, { openWorkbook: null })
  await store.fetchAll()
  await store.fetchAll()
  expect(store).toMatchObject({ rows: 8, handedOver: 'copied' })
})

test('cells are texts and numbers, never formulas', () => {
  const sheets = [
    {
      name: '订单',
      headings: ['甲', '乙'],
      rows: [['=1+1 <&">', { units: -1_250, decimals: 2 as const }]],
    },
  ]
  const xml = strFromU8(unzipSync(workbookOf(sheets))['xl/worksheets/sheet1.xml']!)
  expect(xml).toContain('=1+1 &lt;&amp;&quot;&gt;')
  expect(xml).toContain('<v>-12.50</v>')
  expect(textOf(sheets)).toBe('订单\n甲\t乙\n\'=1+1 <&">\t-12.50')
})

test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foobar', 'Zm9vYmFy'],
])('%s is %s in base64 (RFC 4648)', (text, written) => {
  expect(base64Of(strToU8(text))).toBe(written)
})

test('base64 reads back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      expect([...bytesOf(base64Of(bytes))]).toEqual([...bytes])
    }),
  )
})

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function bytesOf(base64: string): Uint8Array {
  const bits = [...base64.replace(/=+$/, '')]
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(6, '0'))
    .join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2))
}
