import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { boxAround, placesAt } from '../geo/geo'
import { cellOf, isPointCell } from '../geo/geo-cell'
import { encodeKey, invert } from './key'
import { fieldOf, isIndex } from '../value/path'

/** Field paths by rank: 1 ascending, -1 descending. */
export type IndexKeys = Readonly<Record<string, number>>

export interface IndexEntries {
  /** One key per combination of values; more than one only where a path meets an array. */
  readonly keys: readonly Buffer[]
  /**
   * Whether a path met an array, or a place larger than a point: then an entry does not describe
   * the whole value.
   */
  readonly multi: boolean
}

/** Index entries of a document. Missing fields count as null, as in MongoDB. */
export function indexEntries(document: Document, keys: IndexKeys): IndexEntries {
  const fields = Object.entries(keys)
  const starts = fields.map(([path]) => descend(document, path.split('.')))
  const multi = starts.some(({ at }) => Array.isArray(at))
  const rows = expand(starts)
  const encoded = rows.map((values) =>
    Buffer.concat(values.map((value, i) => directed(value, fields[i]?.[1] ?? 1))),
  )
  return { keys: multi ? withoutRepeats(encoded) : encoded, multi }
}

/** Entries of a geographic index: a cell for each place; none without a place. */
export function placeEntries(document: Document, path: string): IndexEntries {
  const places = placesAt(document, path).filter((place) => place != null)
  const cells = places.map((place) => {
    const box = boxAround(place)
    if (!box) throw requestFailed(`Can't extract geo keys: ${JSON.stringify(place)}`)
    return cellOf(box)
  })
  return { keys: withoutRepeats(cells), multi: places.length > 1 || !cells.every(isPointCell) }
}

function directed(value: unknown, direction: number): Buffer {
  const key = encodeKey(value)
  return direction < 0 ? invert(key) : key
}

/** State of resolving a path: a value, or an array on the way. */
interface Progress {
  readonly at: unknown
  readonly rest: readonly string[]
}

function descend(value: unknown, path: readonly string[]): Progress {
  let at = value
  let rest = path
  for (let [part] = rest; part !== undefined; [part] = rest) {
    if (Array.isArray(at)) {
      if (!isIndex(part)) break
      at = at[Number(part)]
    } else {
      at = fieldOf(at, part)
    }
    rest = rest.slice(1)
  }
  return { at, rest }
}

/** Arrays are taken element by element; two of them in one index would multiply. */
function expand(fields: readonly Progress[]): unknown[][] {
  const arrays = new Set(fields.map(({ at }) => at).filter((at) => Array.isArray(at)))
  if (arrays.size > 1) throw requestFailed('cannot index parallel arrays')
  const [array] = arrays as Set<unknown[]>
  if (!array) return [fields.map(({ at }) => at ?? null)]
  const rows = array.map((element) =>
    fields.map((field) => (field.at === array ? within(element, field.rest) : field)),
  )
  if (rows.length === 0)
    return [fields.map((field) => (field.at === array ? ofEmpty(field) : (field.at ?? null)))]
  return rows.flatMap(settle)
}

/** An array in an array is a value, unless the path goes on into a document in it. */
function within(element: unknown, rest: readonly string[]): Progress {
  if (rest.length === 0) return { at: new Settled(element), rest }
  return isDocument(element) ? descend(element, rest) : { at: null, rest: [] }
}

/** Marks an array as a value of its own. */
class Settled {
  constructor(readonly value: unknown) {}
}

function settle(fields: readonly Progress[]): unknown[][] {
  return expand(fields).map((row) =>
    row.map((value) => (value instanceof Settled ? (value.value ?? null) : value)),
  )
}

/** An empty array itself sorts below null; fields of its documents are missing. */
const ofEmpty = ({ rest }: Progress) => (rest.length === 0 ? undefined : null)

function withoutRepeats(keys: readonly Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()]
}
