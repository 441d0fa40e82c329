import { type Document, isDocument, KIND, type Kind, kindOf } from '../value/bson-value'
import { rangesOver } from '../geo/geo-cell'
import { regionOf } from '../geo/geo-region'
import type { IndexKeys } from './index-entries'
import { type Interval, intervalsOf, type Range, rangeBehind, rangeOf } from './interval'
import { encodeKey, invert } from './key'
import type { SortOrder } from '../query/sort'

export interface PlannedIndex {
  readonly name: string
  /** Empty for a geographic one. */
  readonly keys: IndexKeys
  /** The place field of a geographic one. */
  readonly place: string | null
  /** Some document has an array in it, or a place larger than a point. */
  readonly multi: boolean
}

/** How candidates are found; all of them still have to be tested. */
export type Plan =
  | { readonly by: 'id'; readonly keys: readonly Buffer[] }
  | {
      readonly by: 'index'
      readonly index: string
      readonly ranges: readonly Range[]
      readonly backward: boolean
      /** Candidates come in the wanted order, so reading can stop once there are enough. */
      readonly inOrder: boolean
    }
  /** One plan for each alternative of an `$or`. */
  | { readonly by: 'union'; readonly plans: readonly Plan[] }
  | { readonly by: 'scan' }

/** More ranges than this, from several `$in` together, are not better than a scan. */
const RANGES_MAX = 1000

/**
 * By `_id` if the query names it; else by the index that fixes most leading fields, then bounds the
 * next, then is in order, or covers the wanted places; else a scan in the order of insertion.
 */
export function plan(query: Document, order: SortOrder, indexes: readonly PlannedIndex[]): Plan {
  const conditions = conditionsOf(query)
  const ids = idsIn(conditions)
  if (ids) return { by: 'id', keys: ids }
  const offers = indexes
    .map((index) => offerOf(index, conditions, order))
    .filter((offer) => offer !== null)
  const best = offers.reduce<Offer | null>((a, b) => (a && a.worth >= b.worth ? a : b), null)
  return best?.plan ?? unionOf(query, indexes) ?? { by: 'scan' }
}

/** The key of the document that `{ _id: … }` names, if the query has no other condition. */
export function idAlone(query: Document): Buffer | null {
  const [field, ...others] = Object.keys(query)
  if (field !== '_id' || others.length > 0) return null
  const id = query['_id']
  return NAMING_KINDS.has(kindOf(id)) ? encodeKey(id) : null
}

/** Kinds that equal only themselves, neither operators nor patterns. */
const NAMING_KINDS = new Set<Kind>([KIND.string, KIND.number, KIND.objectId])

/** Alternatives are looked up one by one, unless one of them needs a scan anyway. */
function unionOf(query: Document, indexes: readonly PlannedIndex[]): Plan | null {
  const alternatives: unknown = query['$or']
  if (!Array.isArray(alternatives) || !alternatives.every(isDocument)) return null
  const plans = alternatives.map((alternative) => plan(alternative, {}, indexes))
  return plans.some(({ by }) => by === 'scan') ? null : { by: 'union', plans }
}

interface Condition {
  readonly path: string
  readonly condition: unknown
}

/** Conditions that must hold in any case: the query's own fields and those under `$and`. */
function conditionsOf(query: Document): Condition[] {
  return Object.entries(query).flatMap(([path, condition]) => {
    if (path === '$and' && Array.isArray(condition))
      return condition.filter(isDocument).flatMap(conditionsOf)
    return path.startsWith('$') ? [] : [{ path, condition }]
  })
}

function idsIn(conditions: readonly Condition[]): Buffer[] | null {
  const points = intervalsFor('_id', conditions, false)
  if (!points?.every(({ isPoint }) => isPoint)) return null
  return [...new Map(points.map(({ low }) => [low.key.toString('latin1'), low.key])).values()]
}

interface Offer {
  readonly plan: Plan
  readonly worth: number
}

function offerOf(
  index: PlannedIndex,
  conditions: readonly Condition[],
  order: SortOrder,
): Offer | null {
  if (index.place !== null) return offerOfPlaces(index, conditions, order)
  const fields = Object.entries(index.keys)
  const { bounds, fixed, prefixes } = reachOf(index, fields, conditions)
  const ranges = prefixes.flatMap((prefix) =>
    bounds
      ? bounds.map((bound) => rangeOf(prefix, bound, fields[fixed]?.[1] ?? 1))
      : [rangeBehind(prefix)],
  )
  const isSorting = Object.keys(order).length > 0
  const way = ranges.length === 1 && !index.multi ? wayOf(fields, fixed, order) : null
  if (fixed === 0 && !bounds && !(isSorting && way)) return null
  return {
    worth: fixed * 4 + (bounds ? 2 : 0) + (isSorting && way ? 1 : 0),
    plan: {
      by: 'index',
      index: index.name,
      ranges,
      backward: way === 'backward',
      inOrder: !isSorting || way !== null,
    },
  }
}

/** Better than a single fixed field, which may have many matches; worse than two. */
const WORTH_OF_PLACES = 5

function offerOfPlaces(
  { multi, name, place }: PlannedIndex,
  conditions: readonly Condition[],
  order: SortOrder,
): Offer | null {
  const [boxes] = conditions
    .filter(({ path }) => path === place)
    .map(({ condition }) => regionOf(condition))
    .filter((region) => region !== null)
  if (!boxes) return null
  const inOrder = Object.keys(order).length === 0
  const ranges = rangesOver(boxes, !multi)
  return {
    worth: WORTH_OF_PLACES,
    plan: { by: 'index', index: name, ranges, backward: false, inOrder },
  }
}

interface Reach {
  /** The keys of the fixed leading fields. */
  readonly prefixes: readonly Buffer[]
  /** Number of fixed fields. */
  readonly fixed: number
  /** Where the next field lies, if it is bounded. */
  readonly bounds: readonly Interval[] | null
}

function reachOf(
  index: PlannedIndex,
  fields: readonly (readonly [string, number])[],
  conditions: readonly Condition[],
): Reach {
  let prefixes: readonly Buffer[] = [Buffer.alloc(0)]
  for (const [fixed, [path, direction]] of usable(index, fields).entries()) {
    const intervals = intervalsFor(path, conditions, index.multi)
    if (!intervals || intervals.length * prefixes.length > RANGES_MAX)
      return { prefixes, fixed, bounds: null }
    if (!intervals.every(({ isPoint }) => isPoint)) return { prefixes, fixed, bounds: intervals }
    prefixes = prefixes.flatMap((prefix) =>
      intervals.map(({ low }) =>
        Buffer.concat([prefix, direction > 0 ? low.key : invert(low.key)]),
      ),
    )
  }
  return { prefixes, fixed: usable(index, fields).length, bounds: null }
}

/** With arrays in it, an entry describes one element; only the first field can be used. */
const usable = (index: PlannedIndex, fields: readonly (readonly [string, number])[]) =>
  index.multi ? fields.slice(0, 1) : fields

function intervalsFor(
  path: string,
  conditions: readonly Condition[],
  multi: boolean,
): Interval[] | null {
  const found = conditions
    .filter((condition) => condition.path === path)
    .map(({ condition }) => intervalsOf(condition, multi))
    .filter((intervals) => intervals !== null)
  return found.find((intervals) => intervals.every(({ isPoint }) => isPoint)) ?? found[0] ?? null
}

/** Direction of reading an index for the wanted order, behind the fixed fields. */
function wayOf(
  fields: readonly (readonly [string, number])[],
  fixed: number,
  order: SortOrder,
): 'forward' | 'backward' | null {
  const fixedPaths = new Set(fields.slice(0, fixed).map(([path]) => path))
  const wanted = Object.entries(order).filter(([path]) => !fixedPaths.has(path))
  const offered = fields.slice(fixed, fixed + wanted.length)
  const runs = (way: number) =>
    offered.length === wanted.length &&
    wanted.every(([path, direction], i) => {
      const field = offered[i]
      return field?.[0] === path && field[1] === direction * way
    })
  if (runs(1)) return 'forward'
  return runs(-1) ? 'backward' : null
}
