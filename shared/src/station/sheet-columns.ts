import { parseYuan } from '../kernel/fen'
import { type EpochMs, parseChinaTime } from '../kernel/instant'
import { type FenPerLitre, fenPerLitre } from '../kernel/volume'
import { GRADE_IDS, GRADES, type GradeId } from './grade'
import { type Facility, FACILITIES } from './facility'
import { PHONE_POLICIES, type PhonePolicy, type Region, SALE_WAYS, type SaleWay } from './station'

/** A cell's value, or why it has none. */
type Cell<Value> = { readonly value: Value } | { readonly reason: SheetProblemReason }

interface Column<Value> {
  /** The first is how we write it; the others are how operators do. Compared without spaces and case. */
  readonly headings: readonly [string, ...string[]]
  /** Value of an empty cell, or a missing column; absent if it is not allowed. */
  readonly empty?: Value
  readonly read: (text: string) => Cell<Value>
}

const TEXT_MAX = 60
const PRICE_MAX = parseYuan('99.99')!

const column = <Value>(definition: Column<Value>): Column<Value> => definition

/** Coded values; full-width letters are accepted as well. */
const coded = <Value>(definition: Column<Value>): Column<Value> => ({
  ...definition,
  read: (cell) => definition.read(halfWidth(cell)),
})

const halfWidth = (text: string) => text.normalize('NFKC')

/** Every column that a sheet of stations may have. */
export const COLUMNS = {
  stationCode: coded({ headings: ['站号', 'station code'], read: code(/^[A-Z0-9]{2,12}$/) }),
  stationName: column({ headings: ['站名', '油站名称', 'station name'], read: text }),
  region: column<Region | null>({ headings: ['区域', '大区', 'region'], empty: null, read: text }),
  payeeName: column({ headings: ['收款方', '公司名称', 'payee'], read: text }),
  address: column({ headings: ['地址', 'address'], read: text }),
  latitude: coded({ headings: ['纬度', 'latitude'], read: degrees(3, 54) }),
  longitude: coded({ headings: ['经度', 'longitude'], read: degrees(73, 136) }),
  phone: column({ headings: ['电话', '联系电话', 'phone'], empty: '', read: phone }),
  openingHours: column({
    headings: ['营业时间', 'opening hours'],
    empty: '24 小时',
    read: openingHours,
  }),
  phonePolicy: coded<PhonePolicy>({
    headings: ['手机使用', 'phone policy'],
    empty: 'indoor-only',
    read: oneOf(
      { 站房内: 'indoor-only', 车内: 'in-car', 油枪旁: 'at-pump' },
      PHONE_POLICIES,
      'unknown-policy',
    ),
  }),
  facilities: column<readonly Facility[] | null>({
    headings: ['设施', '服务设施', 'facilities'],
    empty: null,
    read: facilitiesOf,
  }),
  ways: coded<readonly SaleWay[]>({
    headings: ['售油方式', 'sale ways'],
    empty: ['fuel-first'],
    read: waysOf,
  }),
  nozzleCode: coded({
    headings: ['油枪编码', '枪码', 'nozzle code'],
    read: code(/^[A-Z0-9]{2,12}-[A-Z0-9]{1,6}$/),
  }),
  nozzleNumber: coded({ headings: ['枪号', 'nozzle number'], read: nozzleNumber }),
  gradeId: coded<GradeId>({ headings: ['油品', '油号', 'grade'], read: grade }),
  pumpPrice: coded({ headings: ['枪价', '挂牌价', '单价', 'pump price'], read: price }),
  fromMs: coded<EpochMs | null>({ headings: ['生效时间', 'from'], empty: null, read: instant }),
} as const

export type ColumnName = keyof typeof COLUMNS

/** The values of one row, by column. */
export type SheetRow = {
  readonly [Name in ColumnName]: (typeof COLUMNS)[Name] extends Column<infer Value> ? Value : never
}

export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[]

/** Which column a heading stands for; null for one that we have no use for. */
export function columnOf(heading: string): ColumnName | null {
  const plain = plainHeading(heading)
  return (
    COLUMN_NAMES.find((name) =>
      COLUMNS[name].headings.some((own) => plainHeading(own) === plain),
    ) ?? null
  )
}

/** `枪价(元/升)` → `枪价`: units in brackets are the operator's comment. */
const plainHeading = (heading: string) =>
  halfWidth(heading)
    .replace(/\(.*\)/g, '')
    .replace(/[\s_-]/g, '')
    .toLowerCase()

/**
 * What a spreadsheet shows where it has no value: an error, a column that is too narrow, or a formula
 * that was never worked out. No column takes it, not even one of free text.
 */
export const isNoValue = (cell: string): boolean =>
  /^(=.*|#+|#N\/A|#[A-Z/0_]{3,}[!?]?)$/su.test(cell)

function text(cell: string): Cell<string> {
  const line = cell.replace(/\s+/gu, ' ')
  if (line.length > TEXT_MAX) return { reason: 'too-long' }
  return /[\p{C}\uFFFD]/u.test(line) ? { reason: 'garbled' } : { value: line }
}

/** Numbers for people to dial, with an extension or a second number; never `1.38E+10`. */
function phone(cell: string): Cell<string> {
  const one = String.raw`\+?[\d(][\d() –—-]{3,}\d( ?转 ?\d{1,6})?`
  const isPhone = new RegExp(`^${one}( ?[/、,;] ?${one})*$`).test(halfWidth(cell))
  return isPhone ? text(cell) : { reason: 'not-a-phone' }
}

/** Around the clock, or from one time to another: a time alone is a cell that lost its meaning. */
function openingHours(cell: string): Cell<string> {
  const span = /\d{1,2}[:时点].*(-|–|—|~|至|到).*\d{1,2}([:时点]|$)/
  const says = halfWidth(cell)
  const isHours = /24 ?(小时|h)|全天|全日|昼夜|around the clock/i.test(says) || span.test(says)
  return isHours ? text(cell) : { reason: 'not-opening-hours' }
}

function code(form: RegExp): (cell: string) => Cell<string> {
  return (cell) => {
    const upper = cell.toUpperCase()
    return form.test(upper) ? { value: upper } : { reason: 'not-a-code' }
  }
}

/** China lies within these degrees; a latitude in the longitude column does not. */
function degrees(min: number, max: number): (cell: string) => Cell<number> {
  return (cell) => {
    const value = Number(cell)
    const fits = /^\d{1,3}(\.\d{1,10})?$/.test(cell) && value >= min && value <= max
    return fits ? { value } : { reason: 'not-a-coordinate' }
  }
}

function nozzleNumber(cell: string): Cell<number> {
  return /^[1-9]\d{0,2}$/.test(cell) ? { value: Number(cell) } : { reason: 'not-a-number' }
}

function price(cell: string): Cell<FenPerLitre> {
  const amount = parseYuan(cell.replace(/^¥/, ''))
  if (amount === null || amount <= 0 || amount > PRICE_MAX) return { reason: 'not-a-price' }
  return { value: fenPerLitre(amount) }
}

/** `2026-12-01 00:00`, `2026/12/1 0:00` as Excel writes it into CSV, `2026年12月1日`. */
function instant(cell: string): Cell<EpochMs> {
  const two = (digits: string) => digits.padStart(2, '0')
  const value = parseChinaTime(
    cell
      .replace(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/, (_, year, month, day) =>
        [year, two(month), two(day)].join('-'),
      )
      .replace(/[ T]+(\d):/, ' 0$1:'),
  )
  return value === null ? { reason: 'not-a-time' } : { value }
}

/** `92#`, `92号`, `92# 汽油`, `-10#柴油`, `petrol-92` are what people write. */
function grade(cell: string): Cell<GradeId> {
  const plain = plainGrade(cell)
  const id = GRADE_IDS.find((known) => known === cell || plainGrade(GRADES[known].name) === plain)
  return id ? { value: id } : { reason: 'unknown-grade' }
}

const plainGrade = (name: string) => name.replace(/[#号\s]|汽油|车用|柴油/g, '').replace('负', '-')

function waysOf(cell: string): Cell<readonly SaleWay[]> {
  if (['都可以', '均可', 'both'].includes(cell)) return { value: SALE_WAYS }
  const one = oneOf(
    { 先加后付: 'fuel-first', 先付后加: 'pay-first' } as const,
    SALE_WAYS,
    'unknown-way',
  )(cell)
  return 'value' in one ? { value: [one.value] } : one
}

/** `便利店、卫生间`: each once, in our order; `无` for none. */
function facilitiesOf(cell: string): Cell<readonly Facility[]> {
  const names = halfWidth(cell)
    .split(/[、,;/\s]+/)
    .filter((name) => name !== '')
  if (names.length === 1 && names[0] === '无') return { value: [] }
  const read = names.map(
    (name) =>
      FACILITIES.find((known) => known === name || FACILITY_NAMES[known].includes(name)) ?? null,
  )
  if (read.includes(null)) return { reason: 'unknown-facility' }
  return { value: FACILITIES.filter((known) => read.includes(known)) }
}

/** The first is how we write it. */
const FACILITY_NAMES: Readonly<Record<Facility, readonly string[]>> = {
  'car-wash': ['洗车', '洗车房'],
  shop: ['便利店', '超市'],
  toilet: ['卫生间', '厕所', '洗手间'],
  charging: ['充电', '充电桩'],
  air: ['打气', '充气'],
  lounge: ['休息室', '空调休息室', '司机之家'],
}

function oneOf<Value extends string>(
  names: Readonly<Record<string, Value>>,
  values: readonly Value[],
  reason: SheetProblemReason,
): (cell: string) => Cell<Value> {
  return (cell) => {
    const value = values.find((known) => known === cell || names[cell] === known)
    return value === undefined ? { reason } : { value }
  }
}

export type SheetProblemReason =
  | 'column-missing'
  | 'column-twice'
  | 'no-rows'
  | 'too-many-rows'
  | 'too-few-cells'
  | 'too-many-cells'
  | 'no-value'
  | 'garbled'
  | 'empty'
  | 'too-long'
  | 'not-a-code'
  | 'not-a-number'
  | 'not-a-price'
  | 'not-a-coordinate'
  | 'not-a-time'
  | 'not-a-phone'
  | 'not-opening-hours'
  | 'unknown-grade'
  | 'unknown-policy'
  | 'unknown-way'
  | 'unknown-facility'
  | 'nozzle-twice'
  | 'number-twice'
  | 'station-differs'
  | 'price-differs'
  | 'nozzle-of-another-station'
