import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { epochMs } from '../kernel/instant'
import { millilitre } from '../kernel/volume'
import { runs } from '../testing/runs'
import { FIELD_KINDS, type FieldKind, fieldKindOf, formatField, type MessageValue } from './value'

const NOON = epochMs(Date.parse('2026-11-21T06:05:00Z'))

/** Of WeChat's page on the values of templates, and Alipay's on keywords. */
const ACCEPTED: Readonly<Record<FieldKind, RegExp>> = {
  thing: /^[^\p{Cc}\p{Cs}]{1,20}$/u,
  keyword: /^[^\p{Cc}\p{Cs}]{1,50}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  number: /^-?\d{1,32}(\.\d{1,2})?$/,
  amount: /^\d{1,10}\.\d{2}元$/,
  time: /^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/,
  date: /^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/,
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme' }),
)

const anyValue: fc.Arbitrary<MessageValue> = fc.oneof(
  anyText.map((text): MessageValue => ({ is: 'text', text })),
  fc.maxSafeInteger().map((amount): MessageValue => ({ is: 'fen', amountFen: fen(amount) })),
  fc.nat(10 ** 9).map((ml): MessageValue => ({ is: 'volume', volumeMl: millilitre(ml) })),
  fc.nat().map((count): MessageValue => ({ is: 'count', count })),
  fc.nat(10 ** 13).map((ms): MessageValue => ({ is: 'instant', atMs: epochMs(ms) })),
)

test('every formatted value is accepted by the wallet', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIELD_KINDS), anyValue, (kind, value) => {
      const text = formatField(kind, value)
      if (text !== null) expect(text).toMatch(ACCEPTED[kind])
    }),
    { numRuns: runs(2_000) },
  )
})

test('a text that is cut ends with an ellipsis, and never inside a character', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('油', '😀', 'a', '𠮷'), { minLength: 21 }), (points) => {
      const thing = formatField('thing', { is: 'text', text: points.join('') })
      expect(thing).toBe(`${points.slice(0, 19).join('')}…`)
    }),
    { numRuns: runs(200) },
  )
})

test.each<[FieldKind, MessageValue, string | null]>([
  ['thing', { is: 'text', text: '朝阳北路加油站' }, '朝阳北路加油站'],
  ['thing', { is: 'text', text: ' \n ' }, null],
  ['thing', { is: 'text', text: '\ud83d' }, null],
  ['thing', { is: 'fen', amountFen: fen(17_720) }, '177.20元'],
  ['amount', { is: 'fen', amountFen: fen(17_720) }, '177.20元'],
  ['amount', { is: 'fen', amountFen: fen(-1) }, null],
  ['amount', { is: 'text', text: '一百元' }, null],
  ['number', { is: 'count', count: 3 }, '3'],
  ['number', { is: 'volume', volumeMl: millilitre(1) }, null],
  ['time', { is: 'instant', atMs: NOON }, '2026年11月21日 14:05'],
  ['date', { is: 'count', count: 1 }, null],
  ['character_string', { is: 'text', text: '订单 7K2M' }, '7K2M'],
  ['character_string', { is: 'text', text: '订单' }, null],
])('as %s, %j is %j', (kind, value, text) => {
  expect(formatField(kind, value)).toBe(text)
})

test.each([
  ['thing1', 'thing'],
  ['character_string12', 'character_string'],
  ['keyword3', 'keyword'],
  ['phrase1', null],
  ['thing', null],
  ['thing123', null],
])('the field %s is of kind %s', (field, kind) => {
  expect(fieldKindOf(field)).toBe(kind)
})
