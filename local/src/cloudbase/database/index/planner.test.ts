import type { Document } from '../value/bson-value'
import { encodeKey } from './key'
import { idAlone, plan, type PlannedIndex } from './planner'

const byMember: PlannedIndex = {
  name: 'member',
  keys: { memberId: 1, createdAtMs: -1 },
  place: null,
  multi: false,
}
const byStatus: PlannedIndex = {
  name: 'status',
  keys: { stationId: 1, 'state.status': 1, createdAtMs: -1 },
  place: null,
  multi: false,
}
const byTag: PlannedIndex = {
  name: 'tag',
  keys: { tags: 1, createdAtMs: 1 },
  place: null,
  multi: true,
}
const indexes = [byMember, byStatus, byTag]

/** The parts of a plan that determine how much is read. */
function outline(query: Document, order: Record<string, number> = {}) {
  const made = plan(query, order, indexes)
  if (made.by === 'scan') return 'scan'
  if (made.by === 'id') return `id × ${made.keys.length}`
  if (made.by === 'union') return `union × ${made.plans.length}`
  const way = made.inOrder ? (made.backward ? 'backward' : 'forward') : 'unsorted'
  return `${made.index} × ${made.ranges.length}, ${way}`
}

const cases: [string, Document, Record<string, number>, string][] = [
  ['nothing', {}, {}, 'scan'],
  ['an id', { _id: 'a' }, {}, 'id × 1'],
  ['an id by $eq', { _id: { $eq: 'a' } }, {}, 'id × 1'],
  ['several ids, a repeated one once', { _id: { $in: ['a', 'b', 'a'] } }, {}, 'id × 2'],
  ['an id rather than an index', { memberId: 'm', _id: 'a' }, {}, 'id × 1'],
  ['ids in a range, which no index has', { _id: { $gt: 'a' } }, {}, 'scan'],
  ['a field without an index', { other: 1 }, {}, 'scan'],
  ['the first field of an index', { memberId: 'm' }, {}, 'member × 1, forward'],
  ['the second field alone', { createdAtMs: 5 }, {}, 'scan'],
  [
    'two fields rather than one',
    { memberId: 'm', stationId: 's', 'state.status': 'paid' },
    {},
    'status × 1, forward',
  ],
  [
    'a range behind a fixed field',
    { memberId: 'm', createdAtMs: { $gt: 1, $lte: 9 } },
    {},
    'member × 1, forward',
  ],
  [
    'conditions under $and',
    { $and: [{ memberId: 'm' }, { createdAtMs: { $gt: 1 } }] },
    {},
    'member × 1, forward',
  ],
  ['$in as several ranges', { memberId: { $in: ['m', 'n'] } }, {}, 'member × 2, forward'],
  [
    '$in over fields multiplied',
    { stationId: { $in: [1, 2] }, 'state.status': { $in: [1, 2, 3] } },
    {},
    'status × 6, forward',
  ],
  ['an order that an index has', { memberId: 'm' }, { createdAtMs: -1 }, 'member × 1, forward'],
  ['the opposite order', { memberId: 'm' }, { createdAtMs: 1 }, 'member × 1, backward'],
  ['an order that it does not have', { memberId: 'm' }, { other: 1 }, 'member × 1, unsorted'],
  [
    'an order over several ranges',
    { memberId: { $in: ['m', 'n'] } },
    { createdAtMs: -1 },
    'member × 2, unsorted',
  ],
  ['an order alone', {}, { memberId: 1, createdAtMs: -1 }, 'member × 1, forward'],
  ['an order by fixed fields', { memberId: 'm' }, { memberId: -1 }, 'member × 1, forward'],
  ['null, which also means missing', { memberId: null }, {}, 'member × 1, forward'],
  ['a pattern', { memberId: /m/ }, {}, 'scan'],
  ['an array as a whole', { memberId: ['m'] }, {}, 'scan'],
  ['what is not equal', { memberId: { $ne: 'm' } }, {}, 'scan'],
  ['alternatives', { $or: [{ memberId: 'm' }, { stationId: 's' }] }, {}, 'union × 2'],
  [
    'alternatives of which one has no index',
    { $or: [{ memberId: 'm' }, { other: 1 }] },
    {},
    'scan',
  ],
  [
    'a field rather than alternatives',
    { memberId: 'm', $or: [{ other: 1 }] },
    {},
    'member × 1, forward',
  ],
  ['an array index by its first field only', { tags: 'x', createdAtMs: 5 }, {}, 'tag × 1, forward'],
  ['an array index, which has no order', { tags: 'x' }, { createdAtMs: 1 }, 'tag × 1, unsorted'],
]

test.each(cases)('a query for %s is planned so', (_, query, order, wanted) => {
  expect(outline(query, order)).toBe(wanted)
})

test.each<[string, Document, unknown]>([
  ['an id', { _id: 'a' }, 'a'],
  ['an id that is a number', { _id: 0 }, 0],
  ['an id and further conditions', { _id: 'a', b: 1 }, null],
  ['an id by an operator', { _id: { $eq: 'a' } }, null],
  ['an id like this', { _id: /a/ }, null],
  ['a null id, which also matches a missing one', { _id: null }, null],
  ['another field', { b: 'a' }, null],
  ['nothing', {}, null],
])('whether a query for %s names one document', (_, query, id) => {
  expect(idAlone(query)).toEqual(id === null ? null : encodeKey(id))
})

const byPlace: PlannedIndex = { name: 'place', keys: {}, place: 'at', multi: false }
const here = { type: 'Point', coordinates: [116.4, 39.9] }

test.each<[string, Document, string]>([
  ['nearby places', { at: { $nearSphere: { $geometry: here, $maxDistance: 500 } } }, 'place'],
  [
    'nearby places, and a field',
    { at: { $nearSphere: { $geometry: here } }, memberId: 'm' },
    'place',
  ],
  [
    'places within a circle',
    { at: { $geoWithin: { $centerSphere: [[116.4, 39.9], 1e-4] } } },
    'place',
  ],
  [
    'places that intersect a shape',
    { $and: [{ at: { $geoIntersects: { $geometry: here } } }] },
    'place',
  ],
  ['a place that is equal', { at: here }, 'scan'],
  [
    'a place and two fixed fields',
    { at: { $geoIntersects: { $geometry: here } }, stationId: 's', 'state.status': 'paid' },
    'status',
  ],
])('a query for %s uses the most selective index', (_, query, wanted) => {
  const made = plan(query, {}, [...indexes, byPlace])
  expect(made.by === 'index' ? made.index : made.by).toBe(wanted)
})
