import { type Fen, plainYuan } from '../kernel/fen'
import { type EpochMs, formatChinaTime } from '../kernel/instant'
import { formatLitres, type Millilitre } from '../kernel/volume'

/** A value of a template, before it is put into the form of the template's field. */
export type MessageValue =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'fen'; readonly amountFen: Fen }
  | { readonly is: 'volume'; readonly volumeMl: Millilitre }
  | { readonly is: 'count'; readonly count: number }
  | { readonly is: 'instant'; readonly atMs: EpochMs }

/**
 * Kinds of WeChat's template fields that a template of ours may use; a field's name is its kind with a
 * number. `phrase` is left out: even 「正常结束」 has been refused.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
export const FIELD_KINDS = [
  'thing',
  'character_string',
  'number',
  'amount',
  'time',
  'date',
  'keyword',
] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** Kind of a field by its name; null if there is none that a template may use. */
export function fieldKindOf(field: string): FieldKind | null {
  const [, letters = ''] = /^([a-z_]+)\d{1,2}$/.exec(field) ?? []
  return FIELD_KINDS.find((kind) => kind === letters) ?? null
}

const THING_MAX = 20
const STRING_MAX = 32
/** Alipay's fields, `keyword1`, take any text. */
const KEYWORD_MAX = 50
const AMOUNT_FEN_MAX = 10 ** 12 - 1

/** A value in the form of a field; null if the field cannot hold it, or nothing is left of it. */
export function formatField(kind: FieldKind, value: MessageValue): string | null {
  switch (kind) {
    case 'thing':
      return cut(wordsOf(value), THING_MAX)
    case 'keyword':
      return cut(wordsOf(value), KEYWORD_MAX)
    case 'character_string':
      return cut(wordsOf(value).replace(/[^\x21-\x7e]/g, ''), STRING_MAX)
    case 'number':
      return numberOf(value)
    case 'amount':
      return value.is === 'fen' && isPayable(value.amountFen)
        ? `${plainYuan(value.amountFen)}元`
        : null
    case 'time':
    case 'date':
      return value.is === 'instant' ? minuteOf(value.atMs) : null
  }
}

const isPayable = (amount: Fen): boolean => amount >= 0 && amount <= AMOUNT_FEN_MAX

function numberOf(value: MessageValue): string | null {
  if (value.is === 'count') return String(value.count)
  if (value.is === 'fen') return plainYuan(value.amountFen)
  return null
}

function wordsOf(value: MessageValue): string {
  switch (value.is) {
    case 'text':
      return value.text
    case 'fen':
      return `${plainYuan(value.amountFen)}元`
    case 'volume':
      return formatLitres(value.volumeMl)
    case 'count':
      return String(value.count)
    case 'instant':
      return minuteOf(value.atMs)
  }
}

/** `2026年11月21日 14:05` */
function minuteOf(atMs: EpochMs): string {
  const [, year, month, day, time] =
    /^(\d{4})-0?(\d+)-0?(\d+)T(\d\d:\d\d)/.exec(formatChinaTime(atMs)) ?? []
  return `${year}年${month}月${day}日 ${time}`
}

/** By code points: half an emoji is not text. Control characters and lone surrogates are left out. */
function cut(text: string, max: number): string | null {
  const clean = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
    .replace(/\p{Surrogate}/gu, '')
    .trim()
  const points = Array.from(clean)
  const kept = points.length <= max ? points : [...points.slice(0, max - 1), '…']
  return kept.length === 0 ? null : kept.join('')
}
