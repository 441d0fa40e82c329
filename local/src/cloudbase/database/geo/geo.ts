import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { valuesAt } from '../value/path'

/** Longitude and latitude in degrees. */
export type Position = readonly [number, number]
type Ring = readonly Position[]
type Polygon = readonly Ring[]

/** MongoDB's radius of the Earth. */
export const EARTH_RADIUS_M = 6_378_100

/** The parts of a geometry; edges are straight on the map, not on the globe. */
interface Shape {
  readonly points: readonly Position[]
  readonly edges: readonly (readonly [Position, Position])[]
  readonly polygons: readonly Polygon[]
}

/** An area of the map, in degrees. */
export interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** Bounding box of a place, or `null` if the value is not a place. */
export function boxAround(place: unknown): Box | null {
  const shape = shapeOf(place)
  if (!shape) return null
  const [lngs, lats] = [0, 1].map((axis) => shape.points.map((point) => point[axis] as number)) as [
    number[],
    number[],
  ]
  const min = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b))
  const max = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b))
  return { west: min(lngs), south: min(lats), east: max(lngs), north: max(lats) }
}

/** A field's places: one, or a list of them. */
export const placesAt = (document: Document, path: string): unknown[] =>
  valuesAt(document, path).flatMap((value) =>
    Array.isArray(value) && !isPosition(value) ? (value as unknown[]) : [value],
  )

interface Nearest {
  readonly place: unknown
  readonly radians: number
  readonly distanceM: number
}

/**
 * The nearest of a field's places along the globe; `null` if none of them is a place. A
 * document is as far as that one, whatever others it has.
 */
export function nearestOf(document: Document, path: string, center: unknown): Nearest | null {
  const to = shapeOf(center)?.points[0]
  let nearest: Nearest | null = null
  for (const place of placesAt(document, path)) {
    const from = shapeOf(place)?.points[0]
    if (!from || !to) continue
    const radians = angleBetween(from, to)
    if (!nearest || radians < nearest.radians)
      nearest = { place, radians, distanceM: radians * EARTH_RADIUS_M }
  }
  return nearest
}

interface Near {
  readonly center: Position
  readonly minM: number
  readonly maxM: number
}

/** Reads `{ $geometry, $maxDistance, $minDistance }`, distances in metres. */
export function nearOf(operand: unknown): Near {
  const near = isDocument(operand) ? operand : {}
  const center = shapeOf(near['$geometry'])?.points[0]
  if (!center) throw requestFailed('unable to find index for $geoNear query')
  return {
    center,
    minM: Number(near['$minDistance'] ?? 0),
    maxM: Number(near['$maxDistance'] ?? Infinity),
  }
}

export function isNear(document: Document, path: string, operand: unknown): boolean {
  const { center, maxM, minM } = nearOf(operand)
  const nearest = nearestOf(document, path, center)
  return nearest !== null && nearest.distanceM >= minM && nearest.distanceM <= maxM
}

/** Within a polygon (`$geometry`) or a radius in radians around a point (`$centerSphere`). */
export function geoWithin(value: unknown, operand: unknown): boolean {
  const shape = shapeOf(value)
  if (!shape || !isDocument(operand)) return false
  const sphere = operand['$centerSphere']
  if (Array.isArray(sphere)) {
    const { center, radiusM } = circleOf(sphere)
    return shape.points.every((point) => metresBetween(point, center) <= radiusM)
  }
  const area = shapeOf(operand['$geometry'])
  if (!area?.polygons.length) throw requestFailed('$geoWithin needs a polygon')
  return shape.points.every((point) => area.polygons.some((polygon) => contains(polygon, point)))
}

/** Reads `[centre, radius in radians]`. */
export function circleOf([center, radians]: readonly unknown[]): Circle {
  if (!isPosition(center) || !(Number(radians) >= 0))
    throw requestFailed('$centerSphere needs a point and a radius')
  return { center, radiusM: Number(radians) * EARTH_RADIUS_M }
}

interface Circle {
  readonly center: Position
  readonly radiusM: number
}

export function geoIntersects(value: unknown, operand: unknown): boolean {
  const a = shapeOf(value)
  const b = isDocument(operand) ? shapeOf(operand['$geometry']) : null
  if (!b) throw requestFailed('$geoIntersects needs a $geometry')
  if (!a) return false
  return (
    a.points.some((point) => touches(b, point)) ||
    b.points.some((point) => touches(a, point)) ||
    a.edges.some(([p, q]) => b.edges.some(([r, s]) => cross(p, q, r, s)))
  )
}

function touches(shape: Shape, point: Position): boolean {
  return (
    shape.polygons.some((polygon) => contains(polygon, point)) ||
    shape.points.some(([x, y]) => x === point[0] && y === point[1]) ||
    shape.edges.some(([from, to]) => onEdge(point, from, to))
  )
}

/** The angle at the Earth's centre as MongoDB has it, which is exact for near and for opposite points. */
function angleBetween(from: Position, to: Position): number {
  const [a, b] = [directionOf(from), directionOf(to)]
  const [x, y, z] = [a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x]
  const across = Math.sqrt(x * x + y * y + z * z)
  return Math.atan2(across, a.x * b.x + a.y * b.y + a.z * b.z)
}

function directionOf([lng, lat]: Position) {
  const [phi, theta] = [lat * (Math.PI / 180), lng * (Math.PI / 180)]
  const cosine = Math.cos(phi)
  return { x: Math.cos(theta) * cosine, y: Math.sin(theta) * cosine, z: Math.sin(phi) }
}

const metresBetween = (a: Position, b: Position) => angleBetween(a, b) * EARTH_RADIUS_M

/** Inside the first ring and in none of its holes. */
function contains([outer, ...holes]: Polygon, point: Position): boolean {
  return outer !== undefined && inside(outer, point) && !holes.some((hole) => inside(hole, point))
}

/** Counts the crossings of a ray to the east. */
function inside(ring: Ring, [x, y]: Position): boolean {
  let crossings = 0
  for (const [[x1, y1], [x2, y2]] of edgesOf(ring)) {
    if (onEdge([x, y], [x1, y1], [x2, y2])) return true
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) crossings++
  }
  return crossings % 2 === 1
}

/** Twice the area of a triangle, positive if it turns left. */
const turn = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)

function onEdge(point: Position, from: Position, to: Position): boolean {
  const between = (a: number, b: number, c: number) => Math.min(a, b) <= c && c <= Math.max(a, b)
  return (
    turn(from, to, point) === 0 &&
    between(from[0], to[0], point[0]) &&
    between(from[1], to[1], point[1])
  )
}

/** Whether two edges cross; if one only touches the other, one of their ends does. */
const cross = (p: Position, q: Position, r: Position, s: Position) =>
  turn(p, q, r) * turn(p, q, s) < 0 && turn(r, s, p) * turn(r, s, q) < 0

const edgesOf = (line: Ring) => line.slice(1).map((to, i) => [line[i] as Position, to] as const)

const point = (position: Position): Shape => ({ points: [position], edges: [], polygons: [] })
const line = (ring: Ring): Shape => ({ points: ring, edges: edgesOf(ring), polygons: [] })
const polygon = (rings: Polygon): Shape => ({
  points: rings.flat(),
  edges: rings.flatMap(edgesOf),
  polygons: [rings],
})

const union = (shapes: readonly Shape[]): Shape => ({
  points: shapes.flatMap((shape) => shape.points),
  edges: shapes.flatMap((shape) => shape.edges),
  polygons: shapes.flatMap((shape) => shape.polygons),
})

/** GeoJSON by type; a bare pair of numbers is a legacy point. */
function shapeOf(value: unknown): Shape | null {
  const pair = legacyPair(value)
  if (pair) return point(pair)
  if (!isDocument(value) || !Array.isArray(value['coordinates'])) return null
  const coordinates: unknown = value['coordinates']
  switch (value['type']) {
    case 'Point':
      return isPosition(coordinates) ? point(coordinates) : null
    case 'LineString':
      return isRing(coordinates) ? line(coordinates) : null
    case 'Polygon':
      return isPolygon(coordinates) ? polygon(coordinates) : null
    case 'MultiPoint':
      return isRing(coordinates) ? union(coordinates.map(point)) : null
    case 'MultiLineString':
      return isPolygon(coordinates) ? union(coordinates.map(line)) : null
    case 'MultiPolygon':
      return listOf(isPolygon)(coordinates) ? union(coordinates.map(polygon)) : null
    default:
      return null
  }
}

/**
 * Longitude and latitude as a list or as the fields of a document, in this order and of any name.
 * https://www.mongodb.com/docs/manual/geospatial-queries/#legacy-coordinate-pairs
 */
export function legacyPair(value: unknown): Position | null {
  const pair = isDocument(value) ? Object.values(value) : value
  return isPosition(pair) ? pair : null
}

function isPosition(value: unknown): value is Position {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [lng, lat] = value as unknown[]
  return isBetween(lng, 180) && isBetween(lat, 90)
}

const isBetween = (value: unknown, bound: number) =>
  typeof value === 'number' && value >= -bound && value <= bound

const listOf =
  <Item>(isItem: (value: unknown) => value is Item) =>
  (value: unknown): value is readonly Item[] =>
    Array.isArray(value) && value.length > 0 && value.every(isItem)

const isRing = listOf(isPosition)
const isPolygon = listOf(isRing)
