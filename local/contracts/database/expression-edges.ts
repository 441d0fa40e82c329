/** An expression that MongoDB refuses. */
export const REFUSED = Symbol('refused')
/** An expression without a value: the field is not there. */
export const NO_FIELD = Symbol('no field')

/** Results of an operator for an operand that is missing, null, or of an unsupported kind. */
export interface Edge {
  readonly of: (operand: unknown) => unknown
  readonly missing: unknown
  readonly null: unknown
  readonly wrong: readonly [operand: unknown, answer: unknown]
}

type Edges = Readonly<Record<`$${string}`, Edge>>

/** Operators of one operand or of several, of which the first is tried. */
function alike(
  answers: Omit<Edge, 'of'>,
  operators: Readonly<Record<`$${string}`, readonly unknown[]>>,
): Edges {
  return Object.fromEntries(
    Object.entries(operators).map(([name, others]): [string, Edge] => [
      name,
      { ...answers, of: (operand) => ({ [name]: [operand, ...others] }) },
    ]),
  )
}

/** Operators whose operands have names; `input` is tried. */
function alikeByName(
  answers: Omit<Edge, 'of'>,
  tried: string,
  operators: Readonly<Record<`$${string}`, object>>,
): Edges {
  return Object.fromEntries(
    Object.entries(operators).map(([name, others]): [string, Edge] => [
      name,
      { ...answers, of: (operand) => ({ [name]: { [tried]: operand, ...others } }) },
    ]),
  )
}

const edge = (of: Edge['of'], missing: unknown, ofNull: unknown, wrong: Edge['wrong']): Edge => ({
  of,
  missing,
  null: ofNull,
  wrong,
})

const NULL_OF_NOTHING = { missing: null, null: null }
const NOTHING_REFUSED = { missing: REFUSED, null: REFUSED }

/** …/aggregation/#arithmetic-expression-operators, …/#trigonometry-expression-operators */
const ARITHMETIC: Edges = {
  ...alike(
    { ...NULL_OF_NOTHING, wrong: ['$text', REFUSED] },
    {
      ...{
        $abs: [],
        $ceil: [],
        $exp: [],
        $floor: [],
        $ln: [],
        $log10: [],
        $sqrt: [],
        $sigmoid: [],
      },
      ...{ $acos: [], $acosh: [], $asin: [], $asinh: [], $atan: [], $atan2: [1], $atanh: [] },
      ...{ $cos: [], $cosh: [], $sin: [], $sinh: [], $tan: [], $tanh: [] },
      ...{ $degreesToRadians: [], $radiansToDegrees: [], $round: [1], $trunc: [1] },
      ...{
        $add: [1],
        $divide: [1],
        $log: [2],
        $mod: [2],
        $multiply: [2],
        $pow: [2],
        $subtract: [1],
      },
    },
  ),
  ...alike(
    { ...NULL_OF_NOTHING, wrong: [1.5, REFUSED] },
    { $bitAnd: [1], $bitNot: [], $bitOr: [1], $bitXor: [1] },
  ),
  $rand: edge(() => ({ $lt: [{ $rand: {} }, 1] }), true, true, [1, true]),
}

/** …/aggregation/#array-expression-operators, …/#set-expression-operators */
const ARRAYS: Edges = {
  ...alike(
    { ...NULL_OF_NOTHING, wrong: ['$text', REFUSED] },
    {
      ...{ $arrayElemAt: [0], $arrayToObject: [], $concatArrays: [[1]], $first: [], $last: [] },
      ...{ $indexOfArray: [1], $objectToArray: [], $reverseArray: [], $slice: [1] },
      ...{ $setDifference: [[1]], $setIntersection: [[1]], $setUnion: [[1]] },
    },
  ),
  ...alike(
    { ...NOTHING_REFUSED, wrong: ['$text', REFUSED] },
    {
      ...{ $allElementsTrue: [], $anyElementTrue: [], $range: [3], $size: [] },
      ...{ $setEquals: [[1]], $setIsSubset: [[1]] },
    },
  ),
  ...alikeByName({ ...NULL_OF_NOTHING, wrong: ['$text', REFUSED] }, 'input', {
    $filter: { cond: true },
    $map: { in: '$$this' },
    $reduce: { initialValue: 0, in: '$$value' },
    $sortArray: { sortBy: 1 },
  }),
  ...alikeByName({ ...NOTHING_REFUSED, wrong: ['$text', REFUSED] }, 'input', {
    ...{ $firstN: { n: 1 }, $lastN: { n: 1 }, $maxN: { n: 1 }, $minN: { n: 1 } },
  }),
  $in: edge((list) => ({ $in: [1, list] }), REFUSED, REFUSED, ['$text', REFUSED]),
  $isArray: edge((of) => ({ $isArray: [of] }), false, false, ['$text', false]),
  $zip: edge((list) => ({ $zip: { inputs: [list, [1]] } }), null, null, ['$text', REFUSED]),
}

/** …/aggregation/#comparison-expression-operators, …/#boolean-, …/#conditional- */
const CONDITIONS: Edges = {
  // Missing is below null, and equal to itself only.
  ...alike({ missing: false, null: true, wrong: ['$text', false] }, { $eq: [null] }),
  ...alike({ missing: true, null: false, wrong: ['$text', true] }, { $ne: [null] }),
  ...alike({ missing: -1, null: 0, wrong: ['$text', 1] }, { $cmp: [null] }),
  ...alike({ missing: false, null: false, wrong: ['$text', true] }, { $gt: [null] }),
  ...alike({ missing: false, null: true, wrong: ['$text', true] }, { $gte: [null] }),
  ...alike({ missing: true, null: false, wrong: ['$text', false] }, { $lt: [null] }),
  ...alike({ missing: true, null: true, wrong: ['$text', false] }, { $lte: [null] }),
  ...alike({ missing: false, null: false, wrong: ['', true] }, { $and: [true], $or: [false] }),
  ...alike({ missing: true, null: true, wrong: ['', false] }, { $not: [] }),
  $cond: edge((test) => ({ $cond: [test, '$i', '$none'] }), NO_FIELD, NO_FIELD, ['', 17]),
  $ifNull: edge((of) => ({ $ifNull: [of, '$none'] }), NO_FIELD, NO_FIELD, ['', '']),
  $let: edge((x) => ({ $let: { vars: { x }, in: '$$x' } }), NO_FIELD, null, ['', '']),
  $literal: edge((of) => ({ $literal: of }), '$none', '$nothing', ['$i', '$i']),
  $switch: edge(
    (test) => ({ $switch: { branches: [{ case: test, then: 1 }] } }),
    REFUSED,
    REFUSED,
    ['', 1],
  ),
}

/** …/aggregation/#object-expression-operators, …/#accumulators-in-other-stages- */
const DOCUMENTS_AND_TOTALS: Edges = {
  $getField: edge((input) => ({ $getField: { field: 'a', input } }), NO_FIELD, null, [
    '$text',
    NO_FIELD,
  ]),
  ...alikeByName({ ...NULL_OF_NOTHING, wrong: ['$text', REFUSED] }, 'input', {
    $setField: { field: 'a', value: 1 },
    $unsetField: { field: 'a' },
  }),
  ...alike({ missing: {}, null: {}, wrong: ['$text', REFUSED] }, { $mergeObjects: [] }),
  ...alike({ missing: 0, null: 0, wrong: ['$text', 0] }, { $sum: [] }),
  ...alike(
    { ...NULL_OF_NOTHING, wrong: ['$text', null] },
    { $avg: [], $stdDevPop: [], $stdDevSamp: [] },
  ),
  ...alike({ ...NULL_OF_NOTHING, wrong: ['$text', '加油 Fuel'] }, { $max: [], $min: [] }),
  ...alikeByName({ ...NULL_OF_NOTHING, wrong: ['$text', null] }, 'input', {
    $median: { method: 'approximate' },
  }),
  ...alikeByName({ missing: [null], null: [null], wrong: ['$text', [null]] }, 'input', {
    $percentile: { p: [0.5], method: 'approximate' },
  }),
}

/** …/aggregation/#string-expression-operators */
const STRINGS: Edges = {
  ...alike(
    { ...NULL_OF_NOTHING, wrong: ['$i', REFUSED] },
    { $concat: ['a'], $indexOfBytes: ['a'], $indexOfCP: ['a'], $split: ['a'] },
  ),
  ...alikeByName({ ...NULL_OF_NOTHING, wrong: ['$i', REFUSED] }, 'input', {
    ...{ $ltrim: {}, $rtrim: {}, $trim: {} },
    $replaceAll: { find: 'a', replacement: 'b' },
    $replaceOne: { find: 'a', replacement: 'b' },
    $regexFind: { regex: 'a' },
  }),
  ...alikeByName({ missing: [], null: [], wrong: ['$i', REFUSED] }, 'input', {
    $regexFindAll: { regex: 'a' },
  }),
  ...alikeByName({ missing: false, null: false, wrong: ['$i', REFUSED] }, 'input', {
    $regexMatch: { regex: 'a' },
  }),
  // Of nothing they make the empty text, of numbers and dates their own; of lists none.
  ...alike({ missing: '', null: '', wrong: ['$i', '17'] }, { $toLower: [], $toUpper: [] }),
  ...alike(
    { missing: '', null: '', wrong: ['$list', REFUSED] },
    { $substr: [0, 1], $substrBytes: [0, 1], $substrCP: [0, 1] },
  ),
  ...alike({ missing: -1, null: -1, wrong: ['$flags', REFUSED] }, { $strcasecmp: ['a'] }),
  ...alike({ ...NOTHING_REFUSED, wrong: ['$i', REFUSED] }, { $strLenBytes: [], $strLenCP: [] }),
}

/** …/aggregation/#type-expression-operators */
const TYPES: Edges = {
  ...alike(
    { ...NULL_OF_NOTHING, wrong: ['$text', REFUSED] },
    { $toDate: [], $toDecimal: [], $toDouble: [], $toInt: [], $toLong: [], $toObjectId: [] },
  ),
  ...alike({ ...NULL_OF_NOTHING, wrong: ['$list', true] }, { $toBool: [] }),
  ...alike({ ...NULL_OF_NOTHING, wrong: ['$list', REFUSED] }, { $toString: [] }),
  ...alike({ missing: false, null: false, wrong: ['$text', false] }, { $isNumber: [] }),
  ...alike({ missing: 'missing', null: 'null', wrong: ['$text', 'string'] }, { $type: [] }),
  ...alikeByName({ missing: 'n', null: 'n', wrong: ['$text', 'e'] }, 'input', {
    $convert: { to: 'int', onError: 'e', onNull: 'n' },
  }),
}

/** …/aggregation/#date-expression-operators */
const DATES: Edges = {
  ...alikeByName({ ...NULL_OF_NOTHING, wrong: ['$text', REFUSED] }, 'date', {
    ...{ $dayOfMonth: {}, $dayOfWeek: {}, $dayOfYear: {}, $hour: {}, $isoDayOfWeek: {} },
    ...{ $isoWeek: {}, $isoWeekYear: {}, $millisecond: {}, $minute: {}, $month: {}, $second: {} },
    ...{ $week: {}, $year: {}, $dateToParts: {}, $dateToString: {}, $dateTrunc: { unit: 'day' } },
  }),
  ...alikeByName({ ...NULL_OF_NOTHING, wrong: ['$text', REFUSED] }, 'startDate', {
    $dateAdd: { unit: 'day', amount: 1 },
    $dateDiff: { endDate: '$at', unit: 'day' },
    $dateSubtract: { unit: 'day', amount: 1 },
  }),
  ...alikeByName({ ...NULL_OF_NOTHING, wrong: ['$text', REFUSED] }, 'year', { $dateFromParts: {} }),
  ...alikeByName({ ...NULL_OF_NOTHING, wrong: ['$i', REFUSED] }, 'dateString', {
    $dateFromString: {},
  }),
}

/**
 * Every operator of expressions at its edges, by MongoDB's manual
 * (https://www.mongodb.com/docs/manual/reference/operator/aggregation/) and, where that is silent, its
 * server's public source (github.com/mongodb/mongo, src/mongo/db/exec/expression/evaluate_*.cpp).
 */
export const EXPRESSION_EDGES: Edges = {
  ...ARITHMETIC,
  ...ARRAYS,
  ...CONDITIONS,
  ...DATES,
  ...DOCUMENTS_AND_TOTALS,
  ...STRINGS,
  ...TYPES,
}
